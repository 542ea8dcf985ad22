"""QTI 2.1, 2.2 and 3.0 give the kinds, texts, weights and feedback that their authors meant, and tell what they cannot give."""

import io
import zipfile

import pytest

from assessments.exchange.items import Unreadable, Verdict
from assessments.exchange.reading.qti import read_qti
from tests.assessments.exchange.strategies import PNG

PNG_NAME = "6b7fa434f92a8b80aab02d9bf1a12e49.png"
MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
MAP = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'


def declared(correct=(), mapping=None, *, cardinality="single", base="identifier", name="RESPONSE", case=None):
    values = "".join(f"<value>{one}</value>" for one in correct)
    said = f' caseSensitive="{case}"' if case else ""
    entries = "".join(f'<mapEntry mapKey="{one}" mappedValue="{worth}"{said}/>' for one, worth in (mapping or {}).items())
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        + (f"<correctResponse>{values}</correctResponse>" if values else "")
        + (f'<mapping defaultValue="0">{entries}</mapping>' if entries else "")
        + "</responseDeclaration>"
    )


def document(inside, *, lang="es", title="Un título", identifier="uno", version="2p1"):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v{version}" '
        f'identifier="{identifier}" title="{title}" xml:lang="{lang}">{inside}</assessmentItem>'
    ).encode()


def one(inside, **how):
    return read_qti(document(inside, **how)).items[0]


def choice(options, *, most=1, prompt="¿Qué?", feedback=None):
    said = "".join(
        f'<simpleChoice identifier="{name}">{text}{(feedback or {}).get(name, "")}</simpleChoice>' for name, text in options.items()
    )
    return f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="{most}"><prompt>{prompt}</prompt>{said}</choiceInteraction>'


def package(*items, manifest=None, extra=()):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if manifest is not None:
            archive.writestr("imsmanifest.xml", manifest)
        for name, data in (*items, *extra):
            archive.writestr(name, data)
    return buffer.getvalue()


def es(text):
    return {"es": text, "en": ""}


def told(item):
    return [note.message % note.values if note.values else note.message for note in item.notes]


def test_one_right_option():
    item = one(f"{declared(['B'])}<itemBody><p>Mira.</p>{choice({'A': 'Sí', 'B': 'No'})}</itemBody>{MATCH}")

    assert (item.kind, item.title, item.code, item.line) == ("single", "Un título", "uno", 2)
    assert item.content == {
        "format": "plain",
        "stem": es("Mira.\n\n¿Qué?"),
        "explanation": es(""),
        "options": [
            {"key": "a", "text": es("Sí"), "feedback": es(""), "correct": False},
            {"key": "b", "text": es("No"), "feedback": es(""), "correct": True},
        ],
    }


@pytest.mark.parametrize("version", ["2p1", "2p2"])
def test_the_second_version_is_read_whatever_its_number(version):
    assert one(f"{declared(['A'])}<itemBody>{choice({'A': '1', 'B': '2'})}</itemBody>", version=version).kind == "single"


def test_the_third_version_says_the_same_in_names_of_its_own():
    item = read_qti(
        b"""<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="water" title="Water" xml:lang="en-US">
  <qti-response-declaration identifier="RESPONSE" cardinality="multiple" base-type="identifier">
    <qti-correct-response><qti-value>H</qti-value><qti-value>O</qti-value></qti-correct-response>
    <qti-mapping default-value="0"><qti-map-entry map-key="H" mapped-value="1"/><qti-map-entry map-key="O" mapped-value="1"/>
      <qti-map-entry map-key="Cl" mapped-value="-1"/></qti-mapping>
  </qti-response-declaration>
  <qti-item-body>
    <qti-choice-interaction response-identifier="RESPONSE" max-choices="0"><qti-prompt>Which are in water?</qti-prompt>
      <qti-simple-choice identifier="H">Hydrogen</qti-simple-choice><qti-simple-choice identifier="O">Oxygen</qti-simple-choice>
      <qti-simple-choice identifier="Cl">Chlorine</qti-simple-choice></qti-choice-interaction>
  </qti-item-body>
  <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml"/>
</qti-assessment-item>"""
    ).items[0]

    assert (item.kind, item.content["rule"]) == ("multiple", "penalty")
    assert item.stem == {"es": "", "en": "Which are in water?"}
    assert [option["correct"] for option in item.content["options"]] == [True, True, False]


@pytest.mark.parametrize(
    ("mapping", "rule", "weights"),
    [
        ({"A": "1", "B": "1", "C": "-1"}, "penalty", None),
        ({"A": "2", "B": "1", "C": "-1"}, "weights", [66.66667, 33.33333, -33.33333]),
        ({"A": "0.5", "B": "0.5"}, "weights", [50, 50, 0]),
    ],
)
def test_several_right_options_count_by_their_mapping(mapping, rule, weights):
    declaration = declared(["A", "B"], mapping, cardinality="multiple")
    options = {"A": "1", "B": "2", "C": "3"}

    item = one(f"{declaration}<itemBody>{choice(options, most=0)}</itemBody>{MAP}")

    assert item.content["rule"] == rule
    assert [option.get("weight") for option in item.content["options"]] == (weights or [None] * 3)


def test_without_a_mapping_several_right_options_are_all_or_nothing():
    item = one(
        f"{declared(['A', 'B'], cardinality='multiple')}<itemBody>{choice({'A': '1', 'B': '2', 'C': '3'}, most=0)}</itemBody>{MATCH}"
    )

    assert item.content["rule"] == "all"
    assert [option["correct"] for option in item.content["options"]] == [True, True, False]


def test_one_option_with_parts_of_the_points_is_a_best_response():
    item = one(f"{declared(['A'], {'A': '2', 'B': '1', 'C': '-1'})}<itemBody>{choice({'A': '1', 'B': '2', 'C': '3'})}</itemBody>{MAP}")

    assert item.kind == "best"
    assert [option["weight"] for option in item.content["options"]] == [100, 50, -50]


def test_a_mapping_that_is_not_used_for_marking_does_not_count():
    item = one(f"{declared(['A'], {'A': '2', 'B': '1'})}<itemBody>{choice({'A': '1', 'B': '2'})}</itemBody>{MATCH}")

    assert item.kind == "single"


def test_two_options_that_say_true_and_false_are_true_or_false():
    item = one(f"{declared(['F'])}<itemBody>{choice({'F': 'Falso', 'V': 'Verdadero'})}</itemBody>{MATCH}")

    assert item.kind == "true_false"
    assert [(option["key"], option["correct"]) for option in item.content["options"]] == [("true", False), ("false", True)]


def test_feedback_comes_with_its_option_and_a_solution_with_the_question():
    inline = '<feedbackInline outcomeIdentifier="FEEDBACK" identifier="A" showHide="show">Por el IVA</feedbackInline>'
    modal = (
        '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="B" showHide="show"><p>Casi</p></modalFeedback>'
        '<modalFeedback outcomeIdentifier="SOLUTION" identifier="X" showHide="show">Porque sí</modalFeedback>'
        '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="incorrect" showHide="show">Repasa</modalFeedback>'
    )
    item = one(f"{declared(['A'])}<itemBody>{choice({'A': '1', 'B': '2'}, feedback={'A': inline})}</itemBody>{MATCH}{modal}")

    assert [(option["text"]["es"], option["feedback"]["es"]) for option in item.content["options"]] == [("1", "Por el IVA"), ("2", "Casi")]
    assert item.content["explanation"] == es("Porque sí")
    assert told(item) == ["It says something to whoever is right, partly right or wrong, which has no place here: Repasa"]


def test_a_text_entry_is_a_short_text_with_its_mapping_and_its_capitals():
    entry = '<p>La capital es <textEntryInteraction responseIdentifier="RESPONSE"/>.</p>'
    mapping = {"York": "1", "york": "0.5", "Lancaster": "0"}

    item = one(f"{declared(['York'], mapping, base='string')}<itemBody>{entry}</itemBody>{MAP}")
    folded = one(f"{declared(['York'], {'York': '1'}, base='string', case='false')}<itemBody>{entry}</itemBody>{MAP}")

    assert item.kind == "short"
    assert item.stem == es("La capital es _____.")
    assert [(answer["text"], answer["weight"]) for answer in item.content["answers"]] == [("York", 100), ("york", 50), ("Lancaster", 0)]
    assert item.content["fold"] == {"case": False, "accents": False}
    assert folded.content["fold"] == {"case": True, "accents": True}


def test_a_text_entry_by_itself_leaves_no_gap():
    entry = '<p>¿Capital?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'

    assert one(f"{declared(['Madrid'], base='string')}<itemBody>{entry}</itemBody>{MATCH}").stem == es("¿Capital?")


@pytest.mark.parametrize(
    ("equal", "held"),
    [
        ('toleranceMode="exact"', {"value": "3.5", "tolerance": "0"}),
        ('toleranceMode="absolute" tolerance="0.1 0.1"', {"value": "3.5", "tolerance": "0.1"}),
        ('toleranceMode="absolute" tolerance="0.5 1"', {"low": "3", "high": "4.5"}),
        ('toleranceMode="relative" tolerance="10"', {"value": "3.5", "tolerance": "0.35"}),
    ],
)
def test_a_number_counts_as_near_as_its_rules_say(equal, held):
    rule = (
        f'<responseProcessing><responseCondition><responseIf><equal {equal}><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></equal><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        "</setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )
    item = one(
        f"{declared(['3.5'], base='float')}<itemBody><p>¿Pi? <textEntryInteraction responseIdentifier='RESPONSE'/></p></itemBody>{rule}"
    )

    assert item.kind == "number"
    assert item.content["answers"] == [{**held, "weight": 100, "feedback": es("")}]
    assert told(item) == []


def test_marking_in_rules_of_its_own_is_told():
    score = '<setOutcomeValue identifier="SCORE"><product><variable identifier="A"/></product></setOutcomeValue>'
    rule = f"<responseProcessing>{score}</responseProcessing>"
    item = one(f"{declared(['A'])}<itemBody>{choice({'A': '1', 'B': '2'})}</itemBody>{rule}")

    assert item.kind == "single"
    assert told(item) == ["Its marking is written out in rules of its own; it was taken as what it says is right."]


def test_several_inline_interactions_are_gaps():
    body = (
        "<p>Completa.</p><p>Uno <inlineChoiceInteraction responseIdentifier='R1'><inlineChoice identifier='A'>a</inlineChoice>"
        "<inlineChoice identifier='B'>b</inlineChoice></inlineChoiceInteraction> dos <textEntryInteraction responseIdentifier='R2'/> tres "
        "<textEntryInteraction responseIdentifier='R3'/></p>"
    )
    declarations = (
        declared(["B"], {"B": "2", "A": "1"}, name="R1")
        + declared(["sí"], base="string", name="R2")
        + declared(["7"], base="integer", name="R3")
    )
    given = "<setOutcomeValue identifier='SCORE'><sum><mapResponse identifier='R1'/></sum></setOutcomeValue>"
    total = f"<responseProcessing>{given}</responseProcessing>"
    item = one(f"{declarations}<itemBody>{body}</itemBody>{total}")

    assert (item.stem, item.content["text"]) == (es("Completa."), es("Uno [[1]] dos [[2]] tres [[3]]"))
    assert [(gap["kind"], gap["points"]) for gap in item.content["gaps"]] == [("choice", 2), ("typed", 1), ("number", 1)]
    assert [option["weight"] for option in item.content["gaps"][0]["options"]] == [50, 100]
    assert item.content["rule"] == "partial"


def test_words_put_into_gaps_are_choices():
    body = (
        "<gapMatchInteraction responseIdentifier='RESPONSE'><prompt>Completa.</prompt><gapText identifier='W'>invierno</gapText>"
        "<gapText identifier='S'>verano</gapText><blockquote><p>El <gap identifier='G1'/> y el <gap identifier='G2'/>.</p></blockquote>"
        "</gapMatchInteraction>"
    )
    pairs = declared(["W G1", "S G2"], {"W G1": "1", "S G2": "2"}, cardinality="multiple", base="directedPair")
    item = one(f"{pairs}<itemBody>{body}</itemBody>{MAP}")

    assert item.stem["es"] == "<p>Completa.</p>"
    assert item.content["text"]["es"] == "<blockquote><p>El [[1]] y el [[2]].</p></blockquote>"
    assert [[option["weight"] for option in gap["options"]] for gap in item.content["gaps"]] == [[100, 0], [0, 100]]
    assert [gap["points"] for gap in item.content["gaps"]] == [1, 2]


def test_things_in_order_come_in_the_right_order():
    body = "<orderInteraction responseIdentifier='RESPONSE'><prompt>Ordena</prompt>" + "".join(
        f"<simpleChoice identifier='{name}'>{text}</simpleChoice>" for name, text in (("C", "tres"), ("A", "uno"), ("B", "dos"))
    )
    item = one(f"{declared(['A', 'B', 'C'], cardinality='ordered')}<itemBody>{body}</orderInteraction></itemBody>{MATCH}")

    assert [thing["text"]["es"] for thing in item.content["items"]] == ["uno", "dos", "tres"]
    assert item.content["rule"] == "all"


def halves(*names):
    return "<simpleMatchSet>" + "".join(
        f"<simpleAssociableChoice identifier='{name}' matchMax='4'>{name.lower()}</simpleAssociableChoice>" for name in names
    ) + "</simpleMatchSet>"  # fmt: skip


def matched(pairs, first, second):
    body = f"<matchInteraction responseIdentifier='RESPONSE'>{halves(*first)}{halves(*second)}</matchInteraction>"
    return one(f"{declared(pairs, cardinality='multiple', base='directedPair')}<itemBody><p>Une</p>{body}</itemBody>{MATCH}")


def test_pairs_ask_for_the_side_of_which_each_belongs_once():
    straight = matched(["C R", "D M", "L M"], ["C", "D", "L"], ["M", "R", "T"])
    turned = matched(["M D", "M L", "R C"], ["M", "R"], ["C", "D", "L"])

    for item in (straight, turned):
        assert [prompt["text"]["es"] for prompt in item.content["prompts"]] == ["c", "d", "l"]
        assert [target["text"]["es"] for target in item.content["targets"]][:2] == ["r", "m"]
        assert item.content["pairs"] == {"1": "a", "2": "b", "3": "b"}
        assert item.content["rule"] == "all"


def test_pairs_of_which_some_belong_with_several_are_no_kind_of_ours():
    assert matched(["A X", "A Y", "B X"], ["A", "B"], ["X", "Y"]).verdict is Verdict.UNSUPPORTED


def test_things_that_are_each_in_one_pair_are_matched_and_told():
    choices = "".join(f"<simpleAssociableChoice identifier='{name}' matchMax='1'>{name}</simpleAssociableChoice>" for name in "ABCD")
    body = f"<associateInteraction responseIdentifier='RESPONSE'>{choices}</associateInteraction>"
    item = one(f"{declared(['A C', 'B D'], cardinality='multiple', base='pair')}<itemBody>{body}</itemBody>{MATCH}")

    assert item.kind == "matching"
    assert [prompt["text"]["es"] for prompt in item.content["prompts"]] == ["A", "B"]
    assert item.notes


def test_a_text_for_a_person_has_what_is_written_for_whoever_scores():
    body = (
        "<rubricBlock view='candidate'><p>Escribe despacio.</p></rubricBlock><extendedTextInteraction responseIdentifier='RESPONSE'>"
        "<prompt>Escribe.</prompt></extendedTextInteraction>"
        "<rubricBlock view='scorer'><p>Saluda.</p><ul><li>Saluda (2 puntos)</li><li>Cierra (1 p.)</li></ul></rubricBlock>"
    )
    item = one(f"{declared(base='string')}<itemBody>{body}</itemBody>")

    assert item.kind == "free"
    assert item.stem == es("Escribe despacio.\n\nEscribe.")
    assert item.content["model"] == es("Saluda.")
    assert [(criterion["text"]["es"], criterion["points"]) for criterion in item.content["rubric"]] == [("Saluda", 2), ("Cierra", 1)]


HOTSPOT = (
    "<p>Señala.</p><hotspotInteraction responseIdentifier='RESPONSE' maxChoices='1'>"
    "<object type='image/png' width='206' height='280' data='../img/plano.png'>El plano</object>"
    "<hotspotChoice shape='circle' coords='77,115,8' identifier='A' hotspotLabel='Norte'/>"
    "<hotspotChoice shape='{shape}' coords='1,2,30,40' identifier='B'/></hotspotInteraction>"
)
MANIFEST = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>
<resource identifier="b" type="imsqti_item_xmlv2p1" href="items/b.xml"><metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general>
<keyword><string>cobros</string></keyword><keyword><langstring>iva</langstring></keyword></general></lom></metadata></resource>
<resource identifier="a" type="imsqti_item_xmlv2p1" href="items/a.xml"/>
<resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/><resource identifier="i" type="webcontent" href="img/plano.png"/>
</resources></manifest>"""


def test_a_package_has_its_items_in_the_order_of_its_manifest_with_their_images_and_keywords():
    first = document(f"{declared(['A'])}<itemBody>{HOTSPOT.format(shape='rect')}</itemBody>{MATCH}", identifier="b")
    second = document(f"{declared(['A'])}<itemBody>{choice({'A': '1', 'B': '2'})}</itemBody>{MATCH}", identifier="a")

    items = read_qti(package(("items/a.xml", second), ("items/b.xml", first), manifest=MANIFEST, extra=[("img/plano.png", PNG)])).items

    assert [(item.kind, item.code, item.tags) for item in items] == [("hotspot", "b", ("cobros", "iva")), ("single", "a", ())]
    assert items[0].media == {PNG_NAME: PNG}
    assert items[0].content["image"] == {"media": PNG_NAME, "width": 206, "height": 280}
    assert items[0].content["alt"] == es("El plano")
    assert [(area["shape"], area["coords"], area["label"]["es"], area["correct"]) for area in items[0].content["areas"]] == [
        ("circle", [77, 115, 8], "Norte", True),
        ("rect", [1, 2, 30, 40], "Zona 2", False),
    ]


def test_a_shape_that_we_do_not_have_is_told():
    data = document(f"{declared(['A'])}<itemBody>{HOTSPOT.format(shape='ellipse')}</itemBody>{MATCH}")

    item = read_qti(package(("items/a.xml", data), extra=[("img/plano.png", PNG)])).items[0]

    assert item.verdict is Verdict.UNSUPPORTED


def test_an_item_that_is_missing_or_broken_stands_in_nobodys_way():
    good = document(f"{declared(['A'])}<itemBody>{choice({'A': '1', 'B': '2'})}</itemBody>{MATCH}")

    items = read_qti(package(("items/a.xml", good), manifest=MANIFEST)).items
    broken = read_qti(package(("items/a.xml", good), ("items/b.xml", good[:-40]), manifest=MANIFEST)).items

    assert [item.verdict for item in items] == [Verdict.BROKEN, Verdict.READY]
    assert told(items[0]) == ["The package has no file items/b.xml."]
    assert [item.verdict for item in broken] == [Verdict.BROKEN, Verdict.READY]


def test_a_name_that_several_items_have_is_no_code():
    data = document(f"{declared(['A'])}<itemBody>{choice({'A': '1', 'B': '2'})}</itemBody>{MATCH}", identifier="choice")

    assert [item.code for item in read_qti(package(("a.xml", data), ("b.xml", data))).items] == ["", ""]


def test_a_path_that_leads_out_of_the_package_leads_nowhere():
    outside = document(f"{declared(['A'])}<itemBody><img src='../../etc/passwd' alt='x'/>{choice({'A': '1', 'B': '2'})}</itemBody>{MATCH}")

    item = read_qti(package(("a.xml", outside))).items[0]

    assert item.media == {}
    assert told(item) == ["It shows an image that is not in the file: ../../etc/passwd"]


@pytest.mark.parametrize(
    "name",
    ["hottextInteraction", "graphicGapMatchInteraction", "sliderInteraction", "uploadInteraction", "drawingInteraction", "mediaInteraction",
     "customInteraction", "selectPointInteraction", "positionObjectInteraction", "graphicOrderInteraction", "portableCustomInteraction"],
)  # fmt: skip
def test_what_no_kind_of_ours_is_says_its_name(name):
    item = one(f"<itemBody><p>Mira</p><{name} responseIdentifier='RESPONSE'/></itemBody>")

    assert (item.verdict, item.kind, item.stem) == (Verdict.UNSUPPORTED, name, es("Mira"))
    assert told(item) == [f"QTI's {name} is no kind of ours."]


def test_an_item_with_more_parts_than_anyone_answers_is_not_supported():
    assert one(f"<itemBody>{choice({f'A{n}': 'x' for n in range(3000)})}</itemBody>").verdict is Verdict.UNSUPPORTED


def test_several_things_asked_at_once_and_nothing_asked_are_told():
    twice = choice({"A": "1", "B": "2"}) * 2

    assert told(one(f"<itemBody>{twice}</itemBody>")) == ["It asks 2 things at once; a question of ours asks one."]
    assert told(one("<itemBody><p>Lee</p></itemBody>")) == ["A text without a question."]
    assert one("").verdict is Verdict.BROKEN


def test_what_cannot_be_shown_is_told_and_scripts_never_come_in():
    body = (
        "<p onclick='x()'>Uno<script>alert(1)</script><m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:mi>x</m:mi></m:math>"
        "<object type='video/mp4' data='a.mp4'>film</object></p>"
    )
    item = one(f"{declared(['A'])}<itemBody>{body}{choice({'A': '1', 'B': '2'})}</itemBody>{MATCH}")

    assert item.stem == es("Unoxfilm\n\n¿Qué?")
    assert told(item) == ["A formula was left as its signs.", "A film, a sound or something else that it shows was left out."]


def test_an_item_in_another_language_is_told():
    item = one(f"{declared(['A'])}<itemBody>{choice({'A': '1', 'B': '2'})}</itemBody>{MATCH}", lang="fr")

    assert told(item) == ["It is in a language that is not one of ours: fr."]


@pytest.mark.parametrize(
    "data",
    [b"<questestinterop><item/></questestinterop>", b"<assessmentTest/>", b"", b"<assessmentItem", b"PK\x03\x04nothing"],
)
def test_what_is_no_item_of_these_versions_is_unreadable(data):
    with pytest.raises(Unreadable):
        read_qti(data)


def test_a_package_of_the_first_version_says_so():
    manifest = '<manifest><resources><resource type="imsqti_xmlv1p2" href="a.xml"/></resources></manifest>'

    with pytest.raises(Unreadable) as refused:
        read_qti(package(("a.xml", b"<questestinterop/>"), manifest=manifest))

    assert "QTI 1" in refused.value.note.message


def test_a_package_without_items_says_so():
    with pytest.raises(Unreadable):
        read_qti(package(("readme.txt", b"x")))
