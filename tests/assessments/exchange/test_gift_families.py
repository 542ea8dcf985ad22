"""Every way of writing a question that Moodle's documentation of GIFT has, in samples of our own."""

import pytest

from assessments.exchange.items import Verdict
from assessments.exchange.reading import read


def items(text):
    return read(text.encode(), name="muestra.gift").items


def only(text):
    (item,) = items(text)
    return item


def worth(item):
    return [(one["text"]["es"], one.get("weight", 100 if one.get("correct") else 0)) for one in item.content["options"]]


def typed(item):
    return [(one["text"], one["weight"]) for one in item.content["answers"]]


def numbers(item):
    return [tuple(one[name] for name in ("value", "tolerance", "low", "high") if name in one) for one in item.content["answers"]]


CHOSEN = [
    ("¿Cuál? {=a ~b ~c}", "single", [("a", 100), ("b", 0), ("c", 0)]),
    ("¿Cuál? {\n=a\n#sí\n~b\n#no\n}", "single", [("a", 100), ("b", 0)]),
    ("¿Cuál? {~=a ~b}", "single", [("a", 100), ("b", 0)]),
    ("¿Cuál? {=a ~%50%b ~c}", "best", [("a", 100), ("b", 50), ("c", 0)]),
    ("¿Cuáles? {~%50%a ~%50%b ~%-100%c}", "multiple", [("a", 50), ("b", 50), ("c", -100)]),
    ("¿Cuáles? {~%33.33333%a ~%33.33333%b ~%33.33333%c}", "multiple", [("a", 33.33333), ("b", 33.33333), ("c", 33.33333)]),
    ("Cuesta {~39 =45} euros al mes.", "single", [("39", 0), ("45", 100)]),
    (r"¿Cuál? {\=2+2 ~=2\=2 ~2\#3 ~http\://x.es/?a\=1}", "single", [("=2+2", 0), ("2=2", 100), ("2#3", 0), ("http://x.es/?a=1", 0)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "options"), CHOSEN)
def test_what_is_chosen(text, kind, options):
    item = only(text)
    assert (item.verdict, item.kind, worth(item)) == (Verdict.READY, kind, options)


@pytest.mark.parametrize(
    ("text", "right", "feedback"),
    [
        ("Sí. {T}", "true", ["", ""]),
        ("No. {FALSE}", "false", ["", ""]),
        ("Sí. {TRUE#mal#bien}", "true", ["bien", "mal"]),
        ("No. {F#mal}", "false", ["mal", ""]),
        ("Sí. {T#mal#bien####general}", "true", ["bien", "mal"]),
        ("Sí. {verdadero}", "true", ["", ""]),
    ],
)
def test_true_or_false(text, right, feedback):
    item = only(text)
    assert item.kind == "true_false"
    assert [one["key"] for one in item.content["options"] if one["correct"]] == [right]
    assert [one["feedback"]["es"] for one in item.content["options"]] == feedback
    assert item.content["explanation"]["es"] == ("general" if "####" in text else "")


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("¿Cuánto? {#3.14}", [("3.14", "0")]),
        ("¿Cuánto? {#3.14:0.005}", [("3.14", "0.005")]),
        ("¿Cuánto? {#1..5}", [("1", "5")]),
        ("¿Cuánto? {#-5..-1}", [("-5", "-1")]),
        ("¿Cuánto? {#\n=1822:0\n=%50%1822:2\n}", [("1822", "0"), ("1822", "2")]),
        ("¿Cuánto? {#3,5:0,1}", [("3.5", "0.1")]),
        ("¿Cuánto? {#1e3}", [("1000", "0")]),
        ("¿Cuánto? {#=5 ~#otra}", [("5", "0"), ()]),
    ],
)
def test_numbers(text, answers):
    assert (only(text).kind, numbers(only(text))) == ("number", answers)


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("¿Quién? {=Grant =Ulises Grant}", [("Grant", 100), ("Ulises Grant", 100)]),
        ("¿Quién? {=%100%Grant#sí =%50%Ulises}", [("Grant", 100), ("Ulises", 50)]),
        ("Dos y dos son {=cuatro =4}.", [("cuatro", 100), ("4", 100)]),
        ("¿Quién? {=Gr*t}", [("Gr*t", 100)]),
    ],
)
def test_short_answers(text, answers):
    assert (only(text).kind, typed(only(text))) == ("short", answers)


def test_pairs_with_a_second_half_that_misleads():
    content = only("Une. {\n=España -> Madrid\n=Italia -> Roma\n= -> París\n}").content
    assert [one["text"]["es"] for one in content["prompts"]] == ["España", "Italia"]
    assert [one["text"]["es"] for one in content["targets"]] == ["Madrid", "Roma", "París"]
    assert content["pairs"] == {"1": "a", "2": "b"}


def test_a_text_to_write_and_a_text_that_asks_nothing():
    essay, description = items("Cuéntalo. {}\n\nLee lo que sigue.")
    assert (essay.kind, essay.verdict, description.kind, description.verdict) == ("free", Verdict.READY, "description", Verdict.UNSUPPORTED)
    assert description.notes[0].mend


@pytest.mark.parametrize(
    ("mark", "kept", "stem"),
    [
        ("", "plain", "a < b"),
        ("[plain]", "plain", "a < b"),
        ("[moodle]", "plain", "a < b"),
        ("[markdown]", "plain", "a < b"),
    ],
)
def test_formats_of_plain_texts(mark, kept, stem):
    content = only(f"{mark}{stem} {{T}}").content
    assert (content["format"], content["stem"]["es"]) == (kept, stem)


@pytest.mark.parametrize("text", ["[html]<p>Una <b>sola</b>.</p> {=a ~b}", "Una <b>sola</b>. {=a ~b}", "[moodle]Una <b>sola</b>. {=a ~b}"])
def test_formats_with_tags(text):
    content = only(text).content
    assert content["format"] == "html" and "<strong>sola</strong>" in content["stem"]["es"]


def test_markdown_is_html():
    content = only("[markdown]Una **sola** {=a ~b}").content
    assert (content["format"], content["stem"]["es"]) == ("html", "Una <strong>sola</strong>")


def test_ids_tags_names_categories_and_comments():
    first, second, third = items(
        "// un comentario { que no cuenta }\n$CATEGORY: $course$/top/Área/A//B\n\n"
        "// [id:p-1] [tag:uno] [tag:con\\] corchete]\n::Nombre\\: uno::¿Sí? {T}\n// [id:p-2]\n\n::Otro::¿No? {F}\n\n"
        "$CATEGORY: tom/dick\n\n¿Más? {T}\n"
    )
    assert (first.title, first.code, first.tags, first.category) == ("Nombre: uno", "p-1", ("uno", "con] corchete"), ("Área", "A/B"))
    assert (second.title, third.category) == ("Otro", ("tom", "dick"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_ends_of_lines_and_marks_of_order_change_nothing(end, mark):
    text = f"{mark}::Uno::¿Sí? {{\n=a\n~b\n}}\n\n\n   \n¿Dos? {{T}}".replace("\n", end)
    assert [(one.kind, one.title) for one in items(text)] == [("single", "Uno"), ("true_false", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings(encoding):
    (item,) = read("¿Cuántos años? {=ocho ~señor}".encode(encoding), name="x.gift").items
    assert item.content["stem"]["es"] == "¿Cuántos años?"


def test_lines_of_a_text_and_their_escapes():
    content = only(r"Una\nDos {=a#uno\ndos ~b####Por\nqué}").content
    assert (content["stem"]["es"], content["explanation"]["es"]) == ("Una\nDos", "Por\nqué")
    assert content["options"][0]["feedback"]["es"] == "uno\ndos"


@pytest.mark.parametrize(
    "text",
    [
        "¿Rota? {=a ~b",
        "¿Rota? =a ~b}",
        "¿Rota? {=a}{=b}",
        "¿Rota? {~a ~b}",
        "¿Rota? {~%150%a ~%-50%b}",
        "¿Rota? {#tres}",
        "¿Rota? {=a -> b}",
    ],
)
def test_what_cannot_be_read_says_why_at_its_line_and_stands_in_nobodys_way(text):
    first, broken, last = items(f"Antes. {{T}}\n\n{text}\n\nDespués. {{T}}")
    assert (first.verdict, broken.verdict, last.verdict) == (Verdict.READY, Verdict.BROKEN, Verdict.READY)
    assert broken.notes[0].line == 3 and broken.notes[0].mend


def test_a_question_without_its_text_is_told():
    assert "asks nothing" in only("::Solo un nombre:: {=a ~b}").notes[-1].message
