"""What programs of these years export as QTI, in samples of our own: namespaces, packages, interactions, ways of marking."""

import io
import re
import zipfile

import pytest

from assessments.exchange.items import Section, Unreadable, Verdict
from assessments.exchange.items import Test as ATest
from assessments.exchange.reading import read

NAMESPACES = {
    "2.1": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "2.2": "http://www.imsglobal.org/xsd/imsqti_v2p2",
}
CORRECT = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
MAPPED = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'
CHOICE = (
    '<div class="grid-row"><div class="col-12"><rubricBlock view="candidate"><p>Lee.</p></rubricBlock>'
    '<rubricBlock view="scorer"><p>Secreto.</p></rubricBlock><choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1">'
    '<prompt>¿Cuál?</prompt><simpleChoice identifier="A" fixed="false">uno<feedbackInline identifier="A" outcomeIdentifier="F" '
    'showHide="show">casi</feedbackInline></simpleChoice><simpleChoice identifier="B">dos</simpleChoice></choiceInteraction></div></div>'
)


def declared(*right, cardinality="single", base="identifier", mapping=""):
    values = "".join(f"<value>{one}</value>" for one in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return f'<responseDeclaration identifier="R" cardinality="{cardinality}" baseType="{base}">{correct}{mapping}</responseDeclaration>'


def mapping(**worth):
    return "<mapping defaultValue='0'>" + "".join(f'<mapEntry mapKey="{k}" mappedValue="{v}"/>' for k, v in worth.items()) + "</mapping>"


def item(body, declaration, marking=CORRECT, namespace=NAMESPACES["2.1"], after=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem xmlns="{namespace}" identifier="i-1" title="Muestra" adaptive="false" '
        f'timeDependent="false">{declaration}<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        f'<stylesheet href="a.css" type="text/css"/><itemBody>{body}</itemBody>{marking}{after}</assessmentItem>'
    )


def only(xml, name="x.xml"):
    (found,) = read(xml if isinstance(xml, bytes) else xml.encode(), name=name).items
    return found


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return buffer.getvalue()


def manifest(*resources):
    return (
        f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><organizations/><resources>{"".join(resources)}</resources></manifest>'
    )


def why(data):
    with pytest.raises(Unreadable) as refused:
        read(data if isinstance(data, bytes) else data.encode(), name="x.zip" if isinstance(data, bytes) else "x.xml")
    return refused.value.note.message


@pytest.mark.parametrize("namespace", NAMESPACES.values())
def test_a_choice_with_a_grid_around_it_and_words_for_whoever_marks(namespace):
    found = only(item(CHOICE, declared("B"), namespace=namespace))
    assert (found.kind, found.content["stem"]["es"], found.code) == ("single", "Lee.\n\n¿Cuál?", "i-1")
    assert [(one["text"]["es"], one["feedback"]["es"], one["correct"]) for one in found.content["options"]] == [
        ("uno", "casi", False), ("dos", "", True),
    ]  # fmt: skip


def test_a_prefix_before_every_name_changes_nothing():
    plain = item(CHOICE, declared("B"))
    prefixed = re.sub(r"<(/?)([A-Za-z]+)(?=[\s>/])", r"<\1q:\2", plain).replace("xmlns=", "xmlns:q=")
    assert only(prefixed).content == only(plain).content


def interaction(name, inside, attributes=""):
    return f'<{name} responseIdentifier="R" {attributes}><prompt>¿Qué?</prompt>{inside}</{name}>'


def halves(*names):
    return (
        "<simpleMatchSet>"
        + "".join(f'<simpleAssociableChoice identifier="{n}" matchMax="1">{n}</simpleAssociableChoice>' for n in names)
        + "</simpleMatchSet>"
    )


AB = "".join(f'<simpleChoice identifier="{name}">{name.lower()}</simpleChoice>' for name in "ABC")
BOTH = declared("A", "C", cardinality="multiple")
WORTH = declared("A", "C", cardinality="multiple", mapping=mapping(A=1, C=1, B=-1))
SPREAD = declared("A", cardinality="multiple", mapping=mapping(A=3, C=1))
PAIRS = declared("A X", "B Y", cardinality="multiple", base="directedPair")
KINDS = [
    (interaction("choiceInteraction", AB, 'maxChoices="0"'), BOTH, CORRECT, "multiple", "all"),
    (interaction("choiceInteraction", AB, 'maxChoices="0"'), WORTH, MAPPED, "multiple", "penalty"),
    (interaction("choiceInteraction", AB, 'maxChoices="0"'), SPREAD, MAPPED, "multiple", "weights"),
    (interaction("orderInteraction", AB), declared("B", "A", "C", cardinality="ordered"), CORRECT, "ordering", "all"),
    (interaction("matchInteraction", halves("A", "B") + halves("X", "Y", "Z")), PAIRS, CORRECT, "matching", "all"),
    (interaction("extendedTextInteraction", ""), declared(base="string"), "", "free", None),
    (interaction("gapMatchInteraction", '<gapText identifier="A">a</gapText><gapText identifier="B">b</gapText><p>x <gap identifier="X"/> '
     '<gap identifier="Y"/></p>'), PAIRS, CORRECT, "gaps", "all"),
    ('<p>Son las <inlineChoiceInteraction responseIdentifier="R"><inlineChoice identifier="A">dos</inlineChoice>'
     '<inlineChoice identifier="B">tres</inlineChoice>'
     "</inlineChoiceInteraction>.</p>", declared("A"), CORRECT, "gaps", "all"),
    ('<p>¿Ciudad?</p><p><textEntryInteraction responseIdentifier="R"/></p>', declared("York", base="string"), CORRECT, "short", None),
    ('<p>¿Cuánto?</p><p><textEntryInteraction responseIdentifier="R"/></p>', declared("3.14", base="float"), CORRECT, "number", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "declaration", "marking", "kind", "rule"), KINDS)
def test_each_interaction_that_has_a_kind_of_ours(body, declaration, marking, kind, rule):
    found = only(item(body, declaration, marking))
    assert (found.verdict, found.kind, found.content.get("rule")) == (Verdict.READY, kind, rule)


@pytest.mark.parametrize(
    "name",
    ["hottext", "slider", "upload", "media", "drawing", "graphicGapMatch", "graphicOrder", "graphicAssociate", "selectPoint",
     "positionObject", "custom", "portableCustom"],
)  # fmt: skip
def test_an_interaction_that_is_no_kind_of_ours_is_listed_by_its_name(name):
    found = only(item(interaction(f"{name}Interaction", ""), declared("A")))
    assert (found.verdict, found.notes[0].values) == (Verdict.UNSUPPORTED, {"name": f"{name}Interaction"})


def test_a_formula_its_signs_stay_and_what_is_said_to_whoever_is_right_is_told():
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mo>=</mo><mn>2</mn></math>'
    after = '<modalFeedback identifier="ok" outcomeIdentifier="FEEDBACK" showHide="show">Bien.</modalFeedback>'
    found = only(item(CHOICE.replace("¿Cuál?", f"¿Cuál {math}?"), declared("B"), after=after))
    assert found.content["stem"]["es"].endswith("¿Cuál x=2?")
    assert [note.message.split()[0] for note in found.notes] == ["A", "It"]


def test_the_third_version_and_its_hyphens():
    found = only(
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q3" title="T" xml:lang="en-US">'
        '<qti-response-declaration identifier="R" cardinality="single" base-type="identifier"><qti-correct-response>'
        "<qti-value>A</qti-value>"
        '</qti-correct-response></qti-response-declaration><qti-item-body><qti-choice-interaction max-choices="1" response-identifier="R">'
        '<qti-prompt>Is it?</qti-prompt><qti-simple-choice identifier="A">True</qti-simple-choice>'
        '<qti-simple-choice identifier="B">False</qti-simple-choice>'
        "</qti-choice-interaction></qti-item-body></qti-assessment-item>"
    )
    assert (found.kind, found.content["stem"]) == ("true_false", {"es": "", "en": "Is it?"})


TEST = (
    f'<assessmentTest xmlns="{NAMESPACES["2.1"]}" identifier="t" title="Examen"><testPart identifier="p"><assessmentSection identifier="s" '
    'title="Uno" visible="true"><assessmentItemRef identifier="i" href="i.xml"/></assessmentSection></testPart></assessmentTest>'
)
TEST_RESOURCE = (
    '<resource identifier="t" type="imsqti_test_xmlv2p1" href="t.xml"><file href="t.xml"/><dependency identifierref="i"/></resource>'
)
ITEM_RESOURCE = '<resource identifier="i" type="imsqti_item_xmlv2p1" href="i.xml"><file href="i.xml"/></resource>'


def test_a_package_with_a_test_gives_its_items_by_the_sections_of_the_test():
    data = zipped(imsmanifest_xml=manifest(TEST_RESOURCE, ITEM_RESOURCE), t_xml=TEST, i_xml=item(CHOICE, declared("B")))
    reading = read(data, name="x.zip")
    assert ([one.kind for one in reading.items], reading.notes[0].values) == (["single"], {"count": 1})
    assert [one.category for one in reading.items] == [("Examen", "Uno")]


def as_third_version(xml: str) -> str:
    def hyphened(found):
        return f"{found[1]}qti-" + re.sub("[A-Z]", lambda big: f"-{big[0].lower()}", found[2])

    xml = re.sub(r"(</?)([a-z]\w*)(?=[ >/])", hyphened, xml)
    return xml.replace(NAMESPACES["2.1"], "http://www.imsglobal.org/xsd/imsqtiasi_v3p0")


@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_items_come_in_the_order_of_the_test_with_their_points_and_what_it_draws(version):
    test = (
        f'<assessmentTest xmlns="{NAMESPACES["2.1"]}" identifier="t" title="Examen"><timeLimits maxTime="600"/><testPart identifier="p">'
        '<assessmentSection identifier="s" title="Uno" visible="true"><selection select="1"/>'
        '<assessmentItemRef identifier="j" href="j.xml"><weight identifier="W" value="2.5"/></assessmentItemRef></assessmentSection>'
        '<assessmentSection identifier="s2" title="Dos" visible="true"><assessmentSection identifier="s3" title="Tres" visible="true">'
        '<assessmentItemRef identifier="i" href="i.xml"/></assessmentSection></assessmentSection></testPart></assessmentTest>'
    )
    test = as_third_version(test) if version == "3.0" else test
    resources = [ITEM_RESOURCE.replace('"i"', f'"{name}"').replace("i.xml", f"{name}.xml") for name in "ijk"]
    one = item(CHOICE, declared("B"))
    reading = read(zipped(imsmanifest_xml=manifest(TEST_RESOURCE, *resources), t_xml=test, i_xml=one, j_xml=one, k_xml=one), name="x.zip")

    assert [found.category for found in reading.items] == [("Examen", "Uno"), ("Examen", "Dos", "Tres"), ()]
    assert [[note.values for note in found.notes] for found in reading.items] == [[{"points": "2.5"}], [], []]
    assert [note.values for note in reading.notes] == [{"count": 1}, {"name": "Uno", "count": "1"}]


def test_a_test_that_names_itself_ends_and_one_that_is_broken_is_told():
    endless = TEST.replace("<assessmentItemRef", '<assessmentSectionRef identifier="x" href="t.xml"/>' * 50 + "<assessmentItemRef")
    for test, told in ((endless, 1), ("<assessmentTest", 2)):
        files = {"imsmanifest_xml": manifest(TEST_RESOURCE, ITEM_RESOURCE), "t_xml": test, "i_xml": item(CHOICE, declared("B"))}
        reading = read(zipped(**files), name="x.zip")
        assert (len(reading.items), len(reading.notes)) == (1, told)


def test_a_test_without_its_items_is_called_so():
    assert "test by itself" in why(TEST)
    assert "test by itself" in why(zipped(imsmanifest_xml=manifest(TEST_RESOURCE), t_xml=TEST))


@pytest.mark.parametrize(
    "data",
    [
        '<?xml version="1.0"?><!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2p1.dtd"><questestinterop><item/></questestinterop>',
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment/></questestinterop>',
        zipped(
            imsmanifest_xml=manifest('<resource identifier="g" type="imsqti_xmlv1p2"><file href="g.xml"/></resource>'),
            g_xml="<questestinterop/>",
        ),
    ],
)
def test_the_first_version_is_refused_by_its_name(data):
    assert "QTI 1.2" in why(data)


def test_the_first_version_without_a_manifest_is_named_file_by_file():
    (found,) = read(zipped(a__g_xml="<questestinterop/>"), name="x.zip").items
    assert (found.verdict, found.title, "QTI 1.2" in found.notes[0].message) == (Verdict.BROKEN, "g.xml", True)


def test_a_package_within_a_folder_of_the_zip_and_media_beside():
    body = CHOICE.replace("¿Cuál?", '¿Cuál? <img src="../media/a.png" alt="foto"/>')
    resource = ITEM_RESOURCE.replace("i.xml", "items/i.xml")
    png = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
    buffer = io.BytesIO(zipped(curso__imsmanifest_xml=manifest(resource), curso__items__i_xml=item(body, declared("B"))))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("curso/media/a.png", png)
    found = only(buffer.getvalue(), "x.zip")
    assert (list(found.media.values()), found.notes) == ([png], ())


def test_a_test_with_sections_draws_order_and_time_is_what_a_quiz_can_be_made_of():
    test = (
        f'<assessmentTest xmlns="{NAMESPACES["2.1"]}" identifier="t" title="Examen"><timeLimits maxTime="610"/><testPart identifier="p">'
        '<assessmentSection identifier="a" title="Uno" visible="true"><ordering shuffle="true"/><assessmentItemRef identifier="k" '
        'href="k.xml"/></assessmentSection><assessmentSection identifier="b" title="Dos" visible="true"><selection select="1"/>'
        '<assessmentItemRef identifier="j" href="j.xml"/><assessmentItemRef identifier="i" href="i.xml"/></assessmentSection>'
        "</testPart></assessmentTest>"
    )
    resources = [ITEM_RESOURCE.replace('"i"', f'"{name}"').replace("i.xml", f"{name}.xml") for name in "ijk"]
    one = item(CHOICE, declared("B"))
    reading = read(zipped(imsmanifest_xml=manifest(TEST_RESOURCE, *resources), t_xml=test, i_xml=one, j_xml=one, k_xml=one), name="x.zip")

    assert reading.tests == (ATest("Examen", (Section("Uno", (1,)), Section("Dos", (2, 3), draws=1)), minutes=11, shuffled=True),)


@pytest.mark.parametrize(("select", "time"), [("0", "0"), ("-1", "-5"), ("1e9", "inf"), ("99999", "nan"), ("x", ""), ("²", "1e99")])
def test_numbers_of_a_test_that_make_no_sense_are_passed_over(select, time):
    test = TEST.replace("<assessmentItemRef", f'<selection select="{select}"/><assessmentItemRef').replace(
        "<testPart", f'<timeLimits maxTime="{time}"/><testPart'
    )
    data = zipped(imsmanifest_xml=manifest(TEST_RESOURCE, ITEM_RESOURCE), t_xml=test, i_xml=item(CHOICE, declared("B")))
    assert read(data, name="x.zip").tests == (ATest("Examen", (Section("Uno", (1,)),)),)
