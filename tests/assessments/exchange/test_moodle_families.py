"""Every type of question that a Moodle of these years exports, in samples of our own: read as what it is, or listed by its name."""

from fractions import Fraction

import pytest

from assessments.exchange.items import Verdict
from assessments.exchange.reading import read
from assessments.quizzes.scoring.gaps import in_gaps

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
COMBINED = "".join(
    f'<{name} format="html"><text><![CDATA[<p>{said}</p>]]></text></{name}>'
    for name, said in (
        ("correctfeedback", "Respuesta correcta"), ("partiallycorrectfeedback", "Respuesta parcialmente correcta."),
        ("incorrectfeedback", "Respuesta incorrecta."),
    )
)  # fmt: skip


def question(type, body="", text="<p>¿Qué?</p>", grade="1.0000000"):
    return (
        f'<!-- question: 71  -->\n<question type="{type}"><name><text>Muestra</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
        '<generalfeedback format="html"><text></text></generalfeedback>'
        f"<defaultgrade>{grade}</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><idnumber></idnumber>{body}</question>"
    )


def answer(fraction, text, feedback="", more=""):
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text>{feedback}</text></feedback>{more}</answer>'
    )


def only(xml, head='<?xml version="1.0" encoding="UTF-8"?>\n'):
    (item,) = read(f"{head}<quiz>\n{xml}</quiz>".encode(), name="x.xml").items
    return item


def half(text, target):
    return f'<subquestion format="html"><text>{text}</text><answer><text>{target}</text></answer></subquestion>'


IMAGE = f'<file name="a.png" path="/" encoding="base64">{PNG}</file>'
ORDER = "<selecttype>ALL</selecttype><selectcount>0</selectcount><gradingtype>ABSOLUTE_POSITION</gradingtype>"
WORDS = "".join(f"<{{tag}}><text>{word}</text><group>{group}</group></{{tag}}>" for word, group in (("sí", 1), ("no", 1), ("rojo", 2)))
READ = [
    ("multichoice", f"<single>true</single>{COMBINED}<shownumcorrect/>" + answer(100, "a") + answer(0, "b"), "single"),
    ("multichoice", "<single>true</single>" + answer(100, "a") + answer("33.33333", "b") + answer(0, "c"), "best"),
    ("multichoice", "<single>false</single>" + answer(50, "a") + answer(50, "b") + answer(-100, "c"), "multiple"),
    ("truefalse", answer(100, "true", "bien") + answer(0, "false", "mal"), "true_false"),
    ("shortanswer", "<usecase>0</usecase>" + answer(100, "Ma*d") + answer(0, "*"), "short"),
    ("numerical", answer(100, "12.5", more="<tolerance>0.1</tolerance>") + "<showunits>3</showunits>", "number"),
    ("matching", "<shuffleanswers>true</shuffleanswers>" + half("uno", "1") + half("dos", "2") + half("", "3"), "matching"),
    ("essay", "<responseformat>editor</responseformat><attachments>0</attachments>", "free"),
    ("ordering", ORDER + answer(1, "uno") + answer(2, "dos"), "ordering"),
    ("ddmarker", f"{IMAGE}<drag><no>1</no><text>x</text></drag>"
     "<drop><no>1</no><shape>circle</shape><coords>10,10;5</coords><choice>1</choice></drop>", "hotspot"),
]  # fmt: skip


@pytest.mark.parametrize(("type", "body", "kind"), READ)
def test_a_type_that_has_a_kind_of_ours_is_read(type, body, kind):
    item = only(question(type, body))
    assert (item.verdict, item.kind, item.line) == (Verdict.READY, kind, 4)


GAPS = [
    ("SHORTANSWER", "=Berlín~%50%Bonn#casi", "typed"), ("SA", "=Berlín~*#otra", "typed"), ("MW", "=w", "typed"),
    ("SHORTANSWER_C", "=Berlín", "typed"), ("SAC", "=Berlín", "typed"), ("MWC", "=w", "typed"),
    ("NUMERICAL", "=23.8:0.1#bien~%50%23.8:2", "number"), ("NM", "=23,8", "number"),
    ("MULTICHOICE", "a~=b#bien", "choice"), ("MC", "%100%a~b", "choice"),
    ("MULTICHOICE_V", "a~=b", "choice"), ("MCV", "a~=b", "choice"), ("MULTICHOICE_H", "a~=b", "choice"), ("MCH", "a~=b", "choice"),
    ("MULTICHOICE_S", "a~=b", "choice"), ("MCS", "a~=b", "choice"), ("MULTICHOICE_VS", "a~=b", "choice"), ("MCVS", "a~=b", "choice"),
    ("MULTICHOICE_HS", "a~=b", "choice"), ("MCHS", "a~=b", "choice"), ("mch", "a~=b", "choice"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "kind"), GAPS)
def test_every_type_of_gap_and_its_variants(name, body, kind):
    item = only(question("cloze", text=f"<p>Antes {{2:{name}:{body}}} después.</p>"))
    (gap,) = item.content["gaps"]
    assert (item.verdict, item.kind, gap["kind"], gap["points"]) == (Verdict.READY, "gaps", kind, 2)
    assert max(one["weight"] for one in gap.get("options") or gap["answers"]) == 100
    if name.upper().endswith("C") and kind == "typed":
        assert gap["fold"]["case"] is False


@pytest.mark.parametrize("name", ["MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS"])
def test_a_gap_of_several_answers_among_others_asks_each_by_itself(name):
    item = only(question("cloze", text=f"x {{2:{name}:=a#bien~=b~c}} y {{1:SA:=z}}"))
    assert (item.verdict, item.kind, len(item.notes)) == (Verdict.READY, "gaps", 1)
    assert item.content["text"]["es"] == "x a [[1]]; b [[2]]; c [[3]] y [[4]]"
    # Two points in three parts, beside one point: 2, 2, 2 and 3 are the same.
    assert [gap["points"] for gap in item.content["gaps"]] == [2, 2, 2, 3]
    *each, _typed = item.content["gaps"]
    assert [[(one["text"]["es"], one["weight"]) for one in gap["options"]] for gap in each] == [
        [("Sí", 100), ("No", 0)], [("Sí", 100), ("No", 0)], [("Sí", 0), ("No", 100)]
    ]  # fmt: skip
    assert each[0]["options"][0]["feedback"]["es"] == "bien"


def test_a_gap_of_several_answers_among_others_scores_by_its_parts():
    content = only(question("cloze", text="x {2:MR:=a~=b~c} y {1:SA:=z}")).content
    assert [in_gaps(content, given) for given in (["1:a", "2:a", "3:b", "4:z"], ["1:a", "2:b", "3:b", "4:z"], ["4:z"])] == [
        1, Fraction(7, 9), Fraction(3, 9)
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS"])
def test_a_gap_of_several_answers_alone_is_a_question_of_several_right_options(name):
    item = only(question("cloze", text=f"<p>¿Cuáles? {{3:{name}:=a#bien~=b~c~=d}} Todas.</p>", grade="3"))
    assert (item.verdict, item.kind, item.notes) == (Verdict.READY, "multiple", ())
    assert item.content["stem"]["es"] == "¿Cuáles? Todas."
    assert [(one["text"]["es"], one["correct"], one["weight"]) for one in item.content["options"]] == [
        ("a", True, 33.33333), ("b", True, 33.33333), ("c", False, 0), ("d", True, 33.33333)
    ]  # fmt: skip
    assert item.content["options"][0]["feedback"]["es"] == "bien"


def test_weights_of_a_gap_of_several_answers_are_kept():
    item = only(question("cloze", text="¿Cuáles? {1:MR:%50%a~%50%b~%-50%c}"))
    assert (item.kind, item.content["rule"]) == ("multiple", "penalty")


@pytest.mark.parametrize(("type", "tag"), [("ddwtos", "dragbox"), ("gapselect", "selectoption")])
def test_missing_words_offer_those_of_their_group(type, tag):
    item = only(question(type, WORDS.replace("{tag}", tag), text="<p>[[1]] y [[3]].</p>"))
    assert [[one["text"]["es"] for one in gap["options"]] for gap in item.content["gaps"]] == [["sí", "no"], ["rojo"]]


@pytest.mark.parametrize(
    "type",
    ["description", "ddimageortext", "calculated", "calculatedmulti", "calculatedsimple", "random", "randomsamatch", "stack", "formulas",
     "coderunner", "kprime", "mtf", "pmatch", "wordselect", "gapfill", "algo_de_nadie"],
)  # fmt: skip
def test_a_type_that_is_no_kind_of_ours_is_listed_with_its_text_and_a_way_out(type):
    item = only(question(type))
    assert (item.verdict, item.kind, item.stem["es"]) == (Verdict.UNSUPPORTED, type, "¿Qué?")
    assert item.notes[0].message and item.notes[0].mend


def test_what_moodle_gave_for_it_is_told():
    assert any(
        "worth" in note.message and note.values == {"points": "2.5"} for note in only(question("truefalse", READ[3][1], grade="2.50")).notes
    )
    assert not only(question("truefalse", READ[3][1])).notes
    assert not only(question("cloze", text="{2:SA:=a} {1:SA:=b}", grade="3.0000000")).notes


def test_units_keep_those_that_are_the_same_and_tell_the_others():
    units = "".join(f"<unit><multiplier>{n}</multiplier><unit_name>{name}</unit_name></unit>" for n, name in ((1, "m"), (100, "cm")))
    item = only(
        question(
            "numerical", answer(100, "2", more="<tolerance>0</tolerance>") + f"<units>{units}</units><unitgradingtype>1</unitgradingtype>"
        )
    )
    assert item.content["unit"] == {"symbols": ["m"], "required": True}
    assert item.notes[0].values == {"names": "cm"}


def test_images_embedded_in_a_text_and_in_an_answer_come_along():
    body = '<single>true</single><answer fraction="100" format="html"><text>&lt;img src="@@PLUGINFILE@@/mi%20foto.png"&gt;</text>'
    body += f'<file name="mi foto.png" path="/" encoding="base64">{PNG}</file></answer>' + answer(0, "b")
    item = only(question("multichoice", body))
    (name,) = item.media
    assert item.content["options"][0]["text"]["es"] == f'<img src="media:{name}">'
    assert not item.notes


def test_a_file_of_the_first_moodles_with_a_document_type_and_named_signs():
    old = (
        '<question type="multichoice"><name><text>Vieja</text></name><questiontext format="moodle_auto_format"><text>L&iacute;nea</text>'
        "</questiontext><image></image><answer><fraction>1</fraction><text>a</text></answer>"
        "<answer fraction='0'><text>b</text></answer></question>"
    )
    item = only(old, head='<?xml version="1.0"?>\n<!DOCTYPE quiz>\n')
    assert (item.kind, item.stem["es"], [one["correct"] for one in item.content["options"]]) == ("single", "Línea", [True, False])


def test_an_option_that_loses_all_it_said_is_told():
    item = only(question("multichoice", "<single>true</single>" + answer(100, "a") + answer(0, "<svg onload=alert(1)></svg>")))
    assert item.notes[-1].values == {"count": 1}
