import json

import pytest
from django.core.management import call_command
from django.utils import translation

from lms.competencies.actions import set_up_kinds
from lms.competencies.actions.frameworks import import_framework
from lms.competencies.exchange import FORMATS, Proof, Unreadable, read
from lms.competencies.models import Competency, CompetencyGroup, CompetencyKind, CompetencyLevel, EvidenceKind, Framework
from lms.competencies.queries.frameworks import tree_of
from tests import world
from tests.real import REAL as REAL_DATA

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    """The words these tests compare with are the English ones, whoever speaks them."""
    with translation.override("en"):
        yield


@pytest.fixture
def framework():
    set_up_kinds()
    one, other = world.competency("EMP"), world.competency("PRO", validity_months=None)
    top = one.group
    inner = CompetencyGroup.objects.create(framework=top.framework, parent=top, code="inner", name_es="Dentro", sort_order=2)
    other.group, other.is_knowledge, other.foreign = inner, True, {"notes": "kept"}
    other.save()
    CompetencyLevel.objects.create(competency=one, level=3, anchor_es="Escucha\r\ny repite", anchor_en="Listens")
    CompetencyKind.objects.create(competency=one, kind=EvidenceKind.objects.get(code="quiz"), qualifier="empathy", max_level=2)
    return top.framework


def run(command: str, *args, capsys) -> dict:
    call_command(command, *map(str, args))
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("format", FORMATS)
def test_export_import_and_import_again_give_the_same_tree(framework, format, tmp_path, capsys):
    before, path = tree_of(framework), tmp_path / "framework.bin"
    call_command("export_framework", "test", str(path), "--format", format)
    capsys.readouterr()
    same = run("import_framework", path, "--format", format, "--json", capsys=capsys)
    assert same["changes"] == []
    Competency.objects.all().delete()
    CompetencyGroup.objects.filter(parent__isnull=False).delete()
    CompetencyGroup.objects.all().delete()
    framework.delete()
    added = run("import_framework", path, "--format", format, "--json", capsys=capsys)
    assert added["counts"] == {"added": 5, "changed": 0, "missing": 0}
    assert tree_of(Framework.objects.get()) == before
    again = run("import_framework", path, "--format", format, "--json", capsys=capsys)
    assert again["changes"] == []


def test_a_trial_tells_and_writes_nothing(framework, tmp_path, capsys):
    path = tmp_path / "new.csv"
    path.write_text("type;code;within;name_es\nframework;test;;Marco\ngroup;all;;Todas\ncompetency;NEW;all;Nueva\n")
    told = run("import_framework", path, "--dry-run", "--json", capsys=capsys)
    assert [(one["what"], one["how"], one["code"]) for one in told["changes"]] == [
        ("group", "missing", "inner"),
        ("competency", "added", "NEW"),
        ("competency", "missing", "EMP"),
        ("competency", "missing", "PRO"),
    ]
    assert not Competency.objects.filter(code="NEW").exists()


def test_columns_that_a_file_lacks_leave_what_is_here(framework, tmp_path, capsys):
    path = tmp_path / "names.csv"
    path.write_text("type;code;within;name_en\nframework;test;;Framework\ngroup;all;;All\ncompetency;EMP;all;Warmth\n")
    run("import_framework", path, "--json", capsys=capsys)
    found = Competency.objects.get(code="EMP")
    assert (found.name_en, found.name_es, found.validity_months, found.levels.count()) == ("Warmth", "Competencia EMP", 12, 1)


def test_what_is_missing_is_archived_only_when_asked_and_comes_back_by_hand(framework, tmp_path, capsys):
    path = tmp_path / "less.csv"
    path.write_text("type;code;within;name_es\nframework;test;;Marco\ngroup;all;;Todas\ncompetency;EMP;all;Competencia EMP\n")
    run("import_framework", path, "--json", capsys=capsys)
    assert Competency.objects.get(code="PRO").archived_at is None
    run("import_framework", path, "--archive-missing", "--json", capsys=capsys)
    assert Competency.objects.get(code="PRO").archived_at
    assert CompetencyGroup.objects.get(code="inner").archived_at
    assert Competency.objects.get(code="EMP").archived_at is None
    assert run("import_framework", path, "--archive-missing", "--json", capsys=capsys)["changes"] == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("competency;NEW;all;Nueva;nonsense", "There is no kind of evidence “nonsense”."),
        ("competency;TAKEN;all;Nueva;", "Another competency here has the code “TAKEN”."),
    ],
)
def test_what_cannot_be_kept_here_changes_nothing(framework, row, said, tmp_path, capsys):
    other = Framework.objects.create(code="other", name_es="Otro")
    Competency.objects.create(group=CompetencyGroup.objects.create(framework=other, code="g", name_es="G"), code="TAKEN", name_es="T")
    before, path = tree_of(framework), tmp_path / "bad.csv"
    path.write_text(f"type;code;within;name_es;evidence\nframework;test;;Otro nombre;\ngroup;all;;Todas;\n{row}\n")
    with pytest.raises(SystemExit):
        call_command("import_framework", str(path), "--json")
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert [(fault["place"], fault["said"]) for fault in faults] == [("line 4", said)]
    assert tree_of(framework) == before


def test_two_competencies_may_change_their_codes_for_each_other(framework):
    from dataclasses import replace

    tree, codes = tree_of(framework), {"EMP": "PRO", "PRO": "EMP"}
    import_framework(tree=replace(tree, competencies=tuple(replace(one, code=codes[one.code]) for one in tree.competencies)))
    assert {one.uid: codes[one.code] for one in tree.competencies} == {one.uid: one.code for one in tree_of(framework).competencies}


def test_a_tree_takes_five_queries_however_large_it_is(framework, django_assert_num_queries):
    with django_assert_num_queries(5):
        tree_of(framework)
    for code in ("A", "B", "C"):
        world.competency(code)
    with django_assert_num_queries(5):
        assert tree_of(framework).competencies[0].kinds in ((), (Proof("quiz", "empathy", 2),))


REAL = REAL_DATA / "competencies"


@pytest.mark.skipif(not REAL.exists(), reason="the samples by others are not beside the checkout")
def test_a_framework_by_others_is_kept_and_kept_again_without_a_change():
    tree = read((REAL / "case/Ordering.json").read_bytes(), format="case", language="en")
    assert len(import_framework(tree=tree)) == 29 + ("root" in {one.code for one in tree.groups})
    assert import_framework(tree=tree) == []


def test_a_framework_is_refused_whole_where_its_identifiers_are_of_another(framework):
    from dataclasses import replace

    tree = tree_of(framework)
    with pytest.raises(Unreadable, match="It belongs to another framework here"):
        import_framework(tree=replace(tree, uid="5b9c2e7e-6c1a-4f0e-9d55-7f3f6d1f0a11", code="copy"))
    assert Framework.objects.count() == 1
