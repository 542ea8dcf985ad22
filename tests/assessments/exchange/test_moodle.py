"""Moodle XML gives the kinds, texts, weights and feedback that its authors meant, and tells what it cannot give."""

import base64

import pytest

from assessments.exchange.items import Verdict
from assessments.exchange.reading.moodle import read_moodle
from tests.assessments.exchange.strategies import PNG

PNG_NAME = "6b7fa434f92a8b80aab02d9bf1a12e49.png"
IMAGE = base64.b64encode(PNG).decode()


def one(type_, inside, *, stem="¿Qué?", language="es"):
    question = (
        f'<question type="{type_}"><name><text>Nombre</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>{inside}</question>'
    )
    return read_moodle(f"<quiz>{question}</quiz>".encode(), language=language).items[0]


def answer(text, fraction=0, feedback="", inside=""):
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{inside}'
        f"<feedback><text>{feedback}</text></feedback></answer>"
    )


def es(text):
    return {"es": text, "en": ""}


def told(item):
    return [note.message % note.values if note.values else note.message for note in item.notes]


def test_one_right_option_is_a_question_with_one_right_option():
    item = one("multichoice", "<single>true</single>" + answer("Sí", 100, "Bien") + answer("No", 0))

    assert item.kind == "single"
    assert item.content == {
        "format": "plain",
        "stem": es("¿Qué?"),
        "explanation": es(""),
        "options": [
            {"key": "a", "text": es("Sí"), "feedback": es("Bien"), "correct": True},
            {"key": "b", "text": es("No"), "feedback": es(""), "correct": False},
        ],
    }


def test_options_worth_something_between_are_a_best_response():
    item = one("multichoice", "<single>1</single>" + answer("a", "33.33333") + answer("b", "100.0000") + answer("c", "-25"))

    assert item.kind == "best"
    assert [option["weight"] for option in item.content["options"]] == [33.33333, 100, -25]


@pytest.mark.parametrize(
    ("fractions", "rule", "weights"),
    [
        (("33.33333", "33.33333", "33.33333", "-33.33333"), "penalty", None),
        (("50", "50", "-50"), "penalty", None),
        (("100", "-100"), "penalty", None),
        (("50", "50", "0"), "weights", [50, 50, 0]),
        (("33.33333", "33.33333", "33.33333", "-100"), "weights", [33.33333, 33.33333, 33.33333, -100]),
        (("33.333", "33.33", "33.33", "-100"), "weights", [33.33333, 33.33333, 33.33333, -100]),
        (("16.66667", "83.33333", "-14.2857", "0"), "weights", [16.66667, 83.33333, -14.28571, 0]),
    ],
)  # fmt: skip
def test_several_right_options_count_as_their_fractions_say(fractions, rule, weights):
    item = one("multichoice", "<single>false</single>" + "".join(answer(f"o{at}", worth) for at, worth in enumerate(fractions)))

    assert (item.kind, item.content["rule"]) == ("multiple", rule)
    assert [option.get("weight") for option in item.content["options"]] == (weights or [None] * len(fractions))
    assert told(item) == []


def test_weights_that_do_not_add_up_are_told():
    item = one("multichoice", "<single>false</single>" + answer("a", 50) + answer("b", 40) + answer("c"))

    assert told(item) == ["What is right adds up to 90 %, not to 100."]


def test_all_or_nothing_of_the_plugin_is_our_rule():
    item = one("multichoiceset", answer("a", 100) + answer("b", 100) + answer("c"))

    assert item.content["rule"] == "all"
    assert [option["correct"] for option in item.content["options"]] == [True, True, False]


@pytest.mark.parametrize(
    ("first", "second", "right"),
    [(("true", 100), ("false", 0), "true"), (("false", 100), ("true", 0), "false"), (("Verdadero", 0), ("Falso", 100), "false")],
)
def test_true_or_false_whatever_stands_first_and_in_whatever_words(first, second, right):
    item = one("truefalse", answer(*first, feedback="uno") + answer(*second, feedback="dos"))

    assert [option["key"] for option in item.content["options"] if option["correct"]] == [right]
    assert [option["key"] for option in item.content["options"]] == ["true", "false"]


def test_a_short_answer_has_its_stars_and_a_star_with_a_backslash_is_a_star():
    item = one("shortanswer", "<usecase>0</usecase>" + answer("*cuota*", 100) + answer(r"5 \* 3", 50) + answer("*", 0, "No"))

    assert item.content["answers"] == [
        {"text": "*cuota*", "weight": 100, "feedback": es(""), "pattern": True},
        {"text": "5 * 3", "weight": 50, "feedback": es(""), "pattern": False},
        {"text": "*", "weight": 0, "feedback": es("No"), "pattern": True},
    ]
    assert item.content["fold"] == {"case": True, "accents": True}


def test_a_short_answer_with_capitals_is_taken_sign_by_sign():
    assert one("shortanswer", "<usecase>1</usecase>" + answer("IVA", 100)).content["fold"] == {"case": False, "accents": False}


def test_a_number_has_its_tolerance_its_unit_and_its_answer_for_all_others():
    units = (
        "<units><unit><multiplier>1</multiplier><unit_name>€</unit_name></unit>"
        "<unit><multiplier>100</multiplier><unit_name>cent</unit_name></unit></units><unitgradingtype>1</unitgradingtype>"
    )
    item = one(
        "numerical",
        answer("3,50", 100, inside="<tolerance>0.010</tolerance>")
        + answer("1e2", 50, inside="<tolerance/>")
        + answer("*", 0, "No")
        + units,
    )

    assert item.content["answers"] == [
        {"value": "3.5", "tolerance": "0.01", "weight": 100, "feedback": es("")},
        {"value": "100", "tolerance": "0", "weight": 50, "feedback": es("")},
        {"any": True, "weight": 0, "feedback": es("No")},
    ]
    assert item.content["unit"] == {"symbols": ["€"], "required": True}
    assert told(item) == ["Units that are so many times another one were left out: cent"]


def test_a_number_that_is_none_is_broken_and_says_which():
    item = one("numerical", answer("tres", 100))

    assert item.verdict is Verdict.BROKEN
    assert told(item) == ["“tres” is no number."]


@pytest.mark.parametrize("bomb", ["1e999999999", "9" * 5000, "NaN", "Infinity"])
def test_a_number_made_to_keep_us_busy_is_none(bomb):
    assert one("numerical", answer(bomb, 100)).verdict is Verdict.BROKEN


def half(prompt, target):
    return f"<subquestion format='html'><text>{prompt}</text><answer><text>{target}</text></answer></subquestion>"


def test_pairs_share_targets_and_a_half_without_a_question_is_a_distractor():
    item = one("matching", half("rana", "anfibio") + half("gato", "mamífero") + half("sapo", "anfibio") + half("", "insecto"))

    assert [prompt["text"]["es"] for prompt in item.content["prompts"]] == ["rana", "gato", "sapo"]
    assert [target["text"]["es"] for target in item.content["targets"]] == ["anfibio", "mamífero", "insecto"]
    assert item.content["pairs"] == {"1": "a", "2": "b", "3": "a"}
    assert item.content["rule"] == "partial"


@pytest.mark.parametrize(
    ("grading", "rule"),
    [("ALL_OR_NOTHING", "all"), ("ABSOLUTE_POSITION", "positions"), ("RELATIVE_NEXT_EXCLUDE_LAST", "pairs"), ("", "positions")],
)
def test_what_is_put_in_order_has_its_place_for_a_fraction(grading, rule):
    item = one("ordering", f"<gradingtype>{grading}</gradingtype>" + answer("dos", "2.0000000") + answer("uno", "1.0000000"))

    assert [thing["text"]["es"] for thing in item.content["items"]] == ["uno", "dos"]
    assert item.content["rule"] == rule


def test_an_order_that_is_marked_by_a_rule_of_moodle_alone_says_so():
    item = one("ordering", "<gradingtype>LONGEST_ORDERED_SUBSET</gradingtype>" + answer("a", 1) + answer("b", 2))

    assert item.content["rule"] == "positions"
    assert "LONGEST_ORDERED_SUBSET" in told(item)[0]


def test_an_essay_keeps_what_is_written_for_whoever_marks_it():
    info = "<p>Saluda y cierra.</p><ul><li>Saluda (2 puntos)</li><li>Cierra (1,5 p.)</li></ul>"
    limits = "<minwordlimit>20</minwordlimit><maxwordlimit>80</maxwordlimit>"
    item = one("essay", f"{limits}<graderinfo format='html'><text><![CDATA[{info}]]></text></graderinfo>")

    assert item.content["model"] == es("Saluda y cierra.")
    assert item.content["rubric"] == [
        {"key": "a", "text": es("Saluda"), "points": 2},
        {"key": "b", "text": es("Cierra"), "points": 1.5},
    ]
    assert item.content["words"] == {"low": 20, "high": 80}


def test_an_essay_without_criteria_says_that_they_are_missing():
    item = one("essay", "<attachments>2</attachments>")

    assert item.content["rubric"] == []
    assert told(item) == [
        "The file does not say what the text is marked by.",
        "It asks for files to be handed in, which has no place here.",
    ]


def test_answers_in_a_text_are_gaps_with_their_points_weights_and_feedback():
    item = one(
        "cloze",
        "",
        stem="<p>Completa.</p><p>La {2:MC:=Sí#Bien~%33.333%A medias~No#Mal} y {:SAC:=IVA~%50%iva \\} \\# \\~~*#No} "
        "{3:NM:=23.8:0.1#ok~%50%23,8:2}.</p>",
    )

    assert item.content["stem"] == es("Completa.")
    assert item.content["text"] == es("La [[1]] y [[2]] [[3]].")
    first, second, third = item.content["gaps"]
    assert [(one["text"]["es"], one["weight"], one["feedback"]["es"]) for one in first["options"]] == [
        ("Sí", 100, "Bien"),
        ("A medias", 33.33333, ""),
        ("No", 0, "Mal"),
    ]
    assert (first["points"], second["points"], third["points"]) == (2, 1, 3)
    assert [(one["text"], one["weight"], one["pattern"]) for one in second["answers"]] == [
        ("IVA", 100, False),
        ("iva } # ~", 50, False),
        ("*", 0, True),
    ]
    assert second["fold"] == {"case": False, "accents": False}
    assert third["answers"] == [
        {"value": "23.8", "tolerance": "0.1", "weight": 100, "feedback": es("ok")},
        {"value": "23.8", "tolerance": "2", "weight": 50, "feedback": es("")},
    ]


@pytest.mark.parametrize("type_", ["MULTICHOICE", "MC", "MCV", "MULTICHOICE_V", "MCH", "MCS", "MCVS", "MCHS", "MULTICHOICE_HS"])
def test_every_way_of_laying_out_a_choice_is_a_choice(type_):
    assert one("cloze", "", stem=f"a {{1:{type_}:=x~y}}").content["gaps"][0]["kind"] == "choice"


def test_entities_in_an_answer_of_a_text_are_signs_of_it():
    item = one("cloze", "", stem="{1:SA:=A&amp;#241;o~%50%5 &lt; 6 &amp; x#no &#126; s&iacute;}")

    assert [answer["text"] for answer in item.content["gaps"][0]["answers"]] == ["Año", "5 < 6 & x"]
    assert item.content["gaps"][0]["answers"][1]["feedback"] == es("no ~ sí")


def test_a_gap_in_which_several_are_chosen_is_asked_in_parts_and_one_without_an_end_is_broken():
    several = one("cloze", "", stem="{1:MULTIRESPONSE:%50%a~%50%b~c} {1:SA:=a}")
    endless = one("cloze", "", stem="Uno {1:SA:=a")

    assert (several.verdict, len(several.content["gaps"])) == (Verdict.READY, 4)
    assert told(several) == [
        "Several answers are chosen in one of its gaps: here each is asked by itself, yes or no, and each counts the same."
    ]
    assert endless.verdict is Verdict.BROKEN
    assert told(endless) == ["A gap of its text does not end: there is a { but no }."]


def test_a_text_without_gaps_is_broken():
    assert told(one("cloze", "", stem="Sin huecos {}")) == ["Its text has no gap."]


@pytest.mark.parametrize(("type_", "tag"), [("ddwtos", "dragbox"), ("gapselect", "selectoption")])
def test_missing_words_are_chosen_among_those_of_their_group(type_, tag):
    words = "".join(f"<{tag}><text>{word}</text><group>{group}</group></{tag}>" for word, group in (("a", 1), ("b", 2), ("c", 1)))
    item = one(type_, words, stem="Uno [[3]] dos [[2]] tres [[3]]")

    assert item.content["stem"] == es("Completa el texto.")
    assert item.content["text"] == es("Uno [[1]] dos [[2]] tres [[3]]")
    assert [[(one["text"]["es"], one["weight"]) for one in gap["options"]] for gap in item.content["gaps"]] == [
        [("a", 0), ("c", 100)],
        [("b", 100)],
        [("a", 0), ("c", 100)],
    ]


def test_one_marker_on_an_image_is_pointing_and_several_are_no_kind_of_ours():
    file = f'<file name="plano.png" encoding="base64">{IMAGE}</file>'
    drops = "".join(
        f"<drop><no>{n}</no><shape>{shape}</shape><coords>{coords}</coords><choice>1</choice></drop>"
        for n, (shape, coords) in enumerate([("rectangle", "10,20;100,60"), ("circle", "200,150;40"), ("polygon", "3,1;38,1;34,9")])
    )
    item = one("ddmarker", f"{file}<drag><no>1</no><text>x</text></drag>{drops}")

    assert [(area["shape"], area["coords"]) for area in item.content["areas"]] == [
        ("rect", [10, 20, 110, 80]),
        ("circle", [200, 150, 40]),
        ("poly", [3, 1, 38, 1, 34, 9]),
    ]
    assert item.content["image"] == {"media": PNG_NAME, "width": 1, "height": 1}
    assert item.media == {PNG_NAME: PNG}
    other = drops.replace("<choice>1</choice></drop>", "<choice>2</choice></drop>", 1)
    assert one("ddmarker", f"{file}{other}").verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize("type_", ["description", "calculated", "calculatedmulti", "random", "ddimageortext", "stack", "wiris"])
def test_what_no_kind_of_ours_is_says_why(type_):
    item = one(type_, "")

    assert item.verdict is Verdict.UNSUPPORTED
    assert item.kind == type_
    assert len(item.notes) == 1 and item.notes[0].mend


def test_images_come_with_the_question_under_a_name_of_their_content():
    stem = '<p>Mira <img src="@@PLUGINFILE@@/mi%20foto.png" alt="Foto" width="3"> y <img src="@@PLUGINFILE@@/otra.svg" alt="Dibujo"></p>'
    files = (
        f'<file name="mi foto.png" path="/" encoding="base64">{IMAGE}</file><file name="otra.svg" encoding="base64">PHN2Zy8+</file>'
        '<file name="acta.pdf" encoding="base64">JVBERg==</file>'
    )
    question = f'<questiontext format="html"><text><![CDATA[{stem}]]></text>{files}</questiontext>'
    quiz = f"<quiz><question type='truefalse'>{question}{answer('true', 100)}{answer('false')}</question></quiz>"

    item = read_moodle(quiz.encode()).items[0]

    assert item.stem["es"] == f'<p>Mira <img src="media:{PNG_NAME}" alt="Foto"> y Dibujo</p>'
    assert item.media == {PNG_NAME: PNG}
    assert told(item) == [
        "An image was left out, because it is not PNG, JPEG, GIF or WebP, or is too large: otra.svg",
        "It came with files that are no images and were left out: acta.pdf",
    ]


def test_an_image_within_the_text_is_kept_and_one_from_elsewhere_is_told():
    item = one(
        "truefalse",
        answer("true", 100) + answer("false"),
        stem=f'<img src="data:image/png;base64,{IMAGE}" alt="a"> <img src="https://elsewhere.example/b.png" alt="b">',
    )

    assert item.stem["es"] == f'<img src="media:{PNG_NAME}" alt="a"> b'
    assert told(item) == ["It shows an image that is not in the file: https://elsewhere.example/b.png"]


def test_texts_of_two_languages_come_apart_and_the_rest_is_for_both():
    item = one(
        "multichoice",
        answer('<span lang="es" class="multilang">Sí</span><span class="multilang" lang="en">Yes</span>', 100) + answer("100 €"),
        stem="<p>{mlang es}¿Cuánto?{mlang}{mlang en}How much?{mlang}{mlang other}?{mlang} (IVA)</p>",
    )

    assert item.stem == {"es": "¿Cuánto? (IVA)", "en": "How much? (IVA)"}
    assert [option["text"] for option in item.content["options"]] == [{"es": "Sí", "en": "Yes"}, {"es": "100 €", "en": "100 €"}]


def test_a_text_of_one_language_is_in_the_one_that_the_file_is_said_to_be_in():
    assert one("truefalse", answer("true", 100) + answer("false"), language="en").stem == {"es": "", "en": "¿Qué?"}


def test_gaps_of_their_own_in_each_language_leave_only_one_language():
    item = one(
        "cloze", "", stem='<span lang="es" class="multilang">Sí {1:SA:=a}</span><span lang="en" class="multilang">Yes {1:SA:=b}</span>'
    )

    assert item.content["text"] == es("Sí [[1]]")
    assert "only one of the languages" in told(item)[0]


def test_a_question_keeps_its_number_tags_place_and_line():
    quiz = f"""<quiz>
  <question type="category"><category><text>$course$/top/Tema 1/Cobros//Pagos</text></category></question>
  <question type="truefalse"><name><text>El IVA</text></name><questiontext format="plain_text"><text>5 &lt; 6</text></questiontext>
    <generalfeedback format="moodle_auto_format"><text>Uno
dos</text></generalfeedback><idnumber>cob-01</idnumber><tags><tag><text>iva</text></tag><tag><text>cobros</text></tag></tags>
    {answer("true", 100)}{answer("false")}</question>
</quiz>"""

    item = read_moodle(quiz.encode()).items[0]

    assert (item.title, item.code, item.tags, item.category, item.line) == (
        "El IVA",
        "cob-01",
        ("iva", "cobros"),
        ("Tema 1", "Cobros/Pagos"),
        3,
    )
    assert (item.stem["es"], item.content["explanation"]["es"]) == ("5 < 6", "Uno\ndos")


def test_a_name_that_repeats_the_question_is_no_title():
    quiz = (
        "<quiz><question type='truefalse'><name><text>El cliente pide una fac...</text></name>"
        f"<questiontext><text>El cliente pide una factura.</text></questiontext>{answer('true', 100)}{answer('false')}</question></quiz>"
    )

    assert read_moodle(quiz.encode()).items[0].title == ""


def test_what_moodle_says_to_whoever_is_right_is_told_unless_moodle_itself_put_it_there():
    usual = "<correctfeedback><text><![CDATA[<p>Respuesta correcta</p>]]></text></correctfeedback>"
    own = "<incorrectfeedback><text>Repasa el tema 3</text></incorrectfeedback><hint><text>Piensa</text></hint>"

    assert told(one("truefalse", answer("true", 100) + answer("false") + usual)) == []
    assert told(one("truefalse", answer("true", 100) + answer("false") + own)) == [
        "It says something to whoever is right, partly right or wrong, which has no place here: Repasa el tema 3",
        "Its hints were left out: a question has no second try here.",
    ]


def test_a_question_that_cannot_be_read_stands_in_nobodys_way():
    quiz = f"<quiz><question type='multichoice'/><question type='truefalse'>{answer('true', 100)}{answer('false')}</question></quiz>"

    assert [item.verdict for item in read_moodle(quiz.encode()).items] == [Verdict.BROKEN, Verdict.READY]


def test_a_question_with_more_parts_than_anyone_answers_is_not_supported():
    words = "<dragbox><text>a</text><group>1</group></dragbox>"

    assert one("ddwtos", words * 3000, stem="[[1]] " * 3000).verdict is Verdict.UNSUPPORTED
    assert one("ddwtos", words, stem="[[1]] " * 3000).verdict is Verdict.UNSUPPORTED
    assert one("cloze", "", stem="{1:SA:=a} " * 3000).verdict is Verdict.UNSUPPORTED
    assert one("matching", half("a", "b") * 3000).verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    "stem",
    ["<h1>" * 20_000, "<span class=multilang " + "class=" * 100_000 + ">", "[[" * 100_000, "<img src='" * 20_000, "{mlang es}" * 50_000],
    ids=["headings", "classes", "gaps", "images", "languages"],
)
def test_a_text_that_is_made_to_keep_us_busy_is_read_like_any_other(stem):
    item = one("truefalse", answer("true", 100) + answer("false"), stem=stem)

    assert (item.kind, item.verdict) == ("true_false", Verdict.READY)


def test_links_and_other_languages_are_told():
    stem = '<a href="https://x.example">aquí</a> {mlang es}Sí{mlang}{mlang ca}Si{mlang}'

    assert told(one("truefalse", answer("true", 100) + answer("false"), stem=stem)) == [
        "Its links were left as words.",
        "Its texts in other languages were left out: ca",
    ]


def test_scripts_of_a_file_never_come_in():
    item = one(
        "multichoice", answer("<script>alert(1)</script>Sí<img src=x onerror=alert(1)>", 100) + answer("<a href='javascript:x'>No</a>")
    )

    assert [option["text"]["es"] for option in item.content["options"]] == ["Sí", "No"]


def test_markdown_is_formatted_and_cleaned():
    asked = '<questiontext format="markdown"><text>¿**Cuál**?\n\n1. uno\n2. dos</text></questiontext><single>true</single>'
    right = '<answer fraction="100" format="markdown"><text>`a`</text></answer>'
    wrong = '<answer fraction="0" format="markdown"><text>**b** &lt;script&gt;x&lt;/script&gt;</text></answer>'
    (item,) = read_moodle(f'<quiz><question type="multichoice">{asked}{right}{wrong}</question></quiz>'.encode()).items

    assert item.content["stem"]["es"] == "<p>¿<strong>Cuál</strong>?</p>\n<ol>\n<li>uno</li>\n<li>dos</li>\n</ol>"
    assert [one["text"]["es"] for one in item.content["options"]] == ["<code>a</code>", "<strong>b</strong>"]
    assert item.notes == ()
