import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.competencies.exchange import (
    FORMATS,
    Anchor,
    Proof,
    Tree,
    TreeCompetency,
    TreeGroup,
    Unreadable,
    as_content,
    differences,
    from_content,
    read,
    settled,
    write,
)
from lms.competencies.exchange.tree import tidy
from tests.real import REAL as REAL_DATA

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
REAL = REAL_DATA / "competencies"
real = pytest.mark.skipif(not REAL.exists(), reason="the samples by others are not beside the checkout")

words = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cn")), max_size=30).map(tidy)
names = words.filter(bool)
codes = st.from_regex(r"[a-zA-Z0-9_-]{1,12}", fullmatch=True)
days = st.one_of(st.just(""), st.dates(min_value=date(2000, 1, 1)).map(date.isoformat))
orders = st.integers(0, 32_767)
foreigns = st.dictionaries(
    st.sampled_from(["notes", "educationLevel", "conceptKeywords"]), st.one_of(names, st.lists(names, max_size=2)), max_size=2
)
anchors = st.lists(st.integers(1, 5), unique=True, max_size=5).flatmap(
    lambda numbers: st.tuples(*(st.builds(Anchor, st.just(number), names, words) for number in sorted(numbers)))
)
proofs = st.lists(
    st.builds(
        Proof,
        st.sampled_from(["quiz", "observation", "kpi"]),
        st.sampled_from(["", "fcr", "critical"]),
        st.one_of(st.none(), st.integers(0, 5)),
    ),
    unique_by=lambda proof: (proof.kind, proof.qualifier),
    max_size=3,
).map(tuple)


@st.composite
def trees(draw) -> Tree:
    groups: list[TreeGroup] = []
    for code in draw(st.lists(codes, unique=True, min_size=1, max_size=4)):
        parent = draw(st.sampled_from(["", *(one.uid for one in groups)]))
        fields = {
            "name_es": draw(names),
            "name_en": draw(words),
            "sort_order": draw(orders),
            "archived_on": draw(days),
            "foreign": draw(foreigns),
        }
        groups.append(TreeGroup(uid=str(draw(st.uuids())), code=code, parent=parent, **fields))
    competencies = [
        TreeCompetency(
            uid=str(draw(st.uuids())),
            code=code,
            group=draw(st.sampled_from([one.uid for one in groups])),
            name_es=draw(names),
            name_en=draw(words),
            definition_es=draw(words),
            definition_en=draw(words),
            is_knowledge=draw(st.booleans()),
            validity_months=draw(st.one_of(st.none(), st.integers(1, 600))),
            sort_order=draw(orders),
            archived_on=draw(days),
            levels=draw(anchors),
            kinds=draw(proofs),
            foreign=draw(foreigns),
        )
        for code in draw(st.lists(codes, unique=True, max_size=4))
    ]
    order = lambda one: (one.sort_order, one.code)  # noqa: E731
    head = {"code": draw(codes), "name_es": draw(names), "name_en": draw(words), "publisher": draw(words), "foreign": draw(foreigns)}
    items = {"groups": tuple(sorted(groups, key=order)), "competencies": tuple(sorted(competencies, key=order))}
    return Tree(uid=str(draw(st.uuids())), archived_on=draw(days), **head, **items)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tree=trees())
def test_what_is_written_is_read_back_the_same(format, tree):
    again = settled(read(write(tree, format=format, at=AT), format=format), None)
    assert as_content(again) == as_content(tree)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tree=trees())
def test_content_of_a_version_is_read_back_the_same(tree):
    assert from_content(json.loads(json.dumps(as_content(tree)))) == tree
    assert differences(tree, tree) == []


def table(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def faults_of(data: bytes, format: str = "csv", **more) -> list[str]:
    with pytest.raises(Unreadable) as refusal:
        read(data, format=format, **more)
    return [str(fault) for fault in refusal.value.faults]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["code;name_es", "A;Uno", "A;Dos"], "line 2: The code “A” is there more than once."),
        (["code;name_es;validity_months", "A;Uno;doce"], "line 2: “doce” in validity_months is no whole number."),
        (["code;name_es;within", "A;Uno;none"], "line 2: There is no group “none”."),
        (["type;code;name_es", "thing;A;Uno"], "line 2: “thing” is no type of row."),
        (["code;name_es", "A;"], "line 2: It has no name."),
        (["code;title", "A;Uno"], "No column is called name_es or name_en."),
        (["code;name_es;evidence", "A;Uno;quiz == 9"], "line 2: “quiz == 9” is no kind of evidence."),
        (["type;code;within;name_es", "group;a;b;A", "group;b;a;B"], "line 2: It is within itself, or more than 10 groups deep."),
    ],
)
def test_each_fault_of_a_table_is_told_with_its_line(lines, said):
    assert faults_of(table(*lines), code="x", name="X")[0].startswith(said)


def test_a_text_that_would_be_a_formula_is_no_formula_in_the_file():
    tree = Tree(uid="5b9c2e7e-6c1a-4f0e-9d55-7f3f6d1f0a11", code="x", name_es="=1+1", groups=())
    written = write(tree, format="csv", at=AT).decode("utf-8-sig")
    assert ";'=1+1;" in written
    assert read(written.encode(), format="csv").name_es == "=1+1"


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"\x00\x01\x02", "csv"),
        (b"", "csv"),
        (b"x" * 10_000_001, "csv"),
        (b"PK no zip", "xlsx"),
        (b"[" * 100_000, "case"),
        (b"[]", "case"),
        (b'{"CFDocument": {"identifier": "no"}}', "case"),
        (b'{"CFDocument": {"identifier": "d0000000-0000-0000-0000-000000000000", "title": "\\u0000"}}', "case"),
        (b'{"CFDocument": {"title": 1e999}}', "case"),
        (b'{"CFDocument": {}, "CFItems": [1]}', "case"),
    ],
)
def test_hostile_and_broken_files_are_refused(data, format):
    assert faults_of(data, format)


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 61_000_000)
    assert faults_of(out.getvalue(), "xlsx") == ["The file unpacks to too much. Save only the sheet with the framework."]


@real
def test_a_framework_by_others_comes_in_as_a_tree_and_goes_out_with_what_it_brought():
    data = (REAL / "case/Ordering.json").read_bytes()
    tree = settled(read(data, format="case", language="en"), None)
    assert len(tree.groups) + len(tree.competencies) == 28
    assert all(one.name_en for one in tree.competencies)
    written = write(tree, format="case", at=AT)
    assert as_content(settled(read(written, format="case"), None)) == as_content(tree)
    before, after = json.loads(data), json.loads(written)
    ours = {one["identifier"]: one for one in after["CFItems"]}
    for item in before["CFItems"]:
        assert {name: ours[item["identifier"]][name] for name in item} == item
    links = {(one["originNodeURI"]["identifier"], one["destinationNodeURI"]["identifier"]) for one in before["CFAssociations"]}
    assert links == {(one["originNodeURI"]["identifier"], one["destinationNodeURI"]["identifier"]) for one in after["CFAssociations"]}


@real
def test_an_item_right_below_its_document_gives_back_the_same_place():
    tree = settled(read((REAL / "case/ItemTypeTestFramework.json").read_bytes(), format="case"), None)
    assert [(one.name_es, one.code) for one in tree.competencies] == [("Item 1", "00000000")]
    again = json.loads(write(tree, format="case", at=AT))
    assert again["CFAssociations"][0]["destinationNodeURI"]["identifier"] == tree.uid
    assert again["CFDefinitions"]["CFItemTypes"][0]["title"] == "Standard"


@real
def test_a_list_of_skills_by_others_comes_in_with_both_languages():
    tree = read((REAL / "esco_contact_centre_skills_en_es.csv").read_bytes(), format="csv", code="esco", name="ESCO")
    assert len(tree.competencies) == 60
    first = tree.competencies[0]
    assert (first.name_en, first.name_es) == ("guarantee customer satisfaction", "garantizar la satisfacción del cliente")
    assert first.foreign["uri"].endswith(first.uid)


@real
def test_a_table_that_names_a_code_again_and_again_is_refused_line_by_line():
    faults = faults_of((REAL / "spain_qualifications_contact_centre.csv").read_bytes(), code="es", name="Cualificaciones")
    assert any("COM087_3" in fault for fault in faults)
