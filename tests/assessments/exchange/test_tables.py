"""What a table may hold, by examples: our template, the tables of others, and what goes wrong."""

import io

import pytest
from openpyxl import load_workbook

from assessments.exchange.items import Item, Unreadable, Verdict
from assessments.exchange.reading.tables import all_fields, header, headers, read_table
from assessments.exchange.reading.tables.columns import field_of
from assessments.exchange.writing.tables import write_csv, write_xlsx


def read(text: str, **how):
    return read_table(text.encode(), format="csv", **how).items


def one(text: str, **how):
    (item,) = read(text, **how)
    return item


def said(item) -> list[tuple[str, int]]:
    return [(note.message % note.values if note.values else note.message, note.line) for note in item.notes]


def right(item) -> list[str]:
    return [option["text"]["es"] for option in item.content["options"] if option["correct"]]


def a_question(**changes) -> Item:
    (item,) = read("pregunta;opción A;opción B;correcta\n¿Cuál?;sí;no;A")
    return Item(**{**item.__dict__, **changes})


def test_the_shortest_table_has_a_question_its_options_and_what_is_right():
    item = one("pregunta;opción A;opción B;correcta\n¿Cuánto cuesta?;45 €;40 €;A")

    assert (item.kind, item.verdict, item.line, item.notes) == ("single", Verdict.READY, 2, ())
    assert item.content["stem"] == {"es": "¿Cuánto cuesta?", "en": ""}
    assert right(item) == ["45 €"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_sign_that_parts_cells_is_told_by_the_table(delimiter):
    text = (
        delimiter.join(("pregunta", '"opción A"', "opción B", "correcta"))
        + "\n"
        + delimiter.join(('"Uno, dos; ""tres""?"', "sí", "no", "b"))
    )
    item = one(text)
    assert (item.content["stem"]["es"], right(item)) == ('Uno, dos; "tres"?', ["no"])


def test_a_table_may_say_what_parts_it_and_be_in_an_older_encoding():
    (item,), notes = (
        (reading := read_table("sep=;\r\npregunta;opción A;opción B;correcta\r\n¿Año?;sí;no;A".encode("cp1252"), format="csv")).items,
        reading.notes,
    )
    assert (item.line, item.content["stem"]["es"], len(notes)) == (3, "¿Año?", 1)


def test_a_cell_may_have_several_lines_and_rows_keep_their_line():
    first, second = read('pregunta;opción A;opción B;correcta\n"¿Uno\no dos?";sí;no;A\n\n¿Tres?;sí;no;A')
    assert (first.content["stem"]["es"], second.line) == ("¿Uno\no dos?", 5)


def test_both_languages_stand_in_columns_of_their_own():
    item = one("question (es),question (en),option A (es),option A (en),option B (es),option B (en),correct\n¿Sí?,Yes?,sí,yes,no,no,1")
    assert (item.content["stem"], item.content["options"][0]["text"]) == ({"es": "¿Sí?", "en": "Yes?"}, {"es": "sí", "en": "yes"})


def test_a_column_without_a_language_is_in_the_one_asked_for():
    assert one("Question,Option 1,Option 2,Answer\nYes?,yes,no,2", language="en").content["stem"] == {"es": "", "en": "Yes?"}


@pytest.mark.parametrize(
    ("named", "field"),
    [
        ("Pregunta", "stem_es"),
        ("ENUNCIADO", "stem_es"),
        ("question (en)", "stem_en"),
        ("Question Text", "stem_es"),
        ("Opción 1", "option_a_es"),
        ("Respuesta C", "option_c_es"),
        ("option T (en)", "option_t_en"),
        ("Respuesta correcta", "correct"),
        ("Respuesta", "correct"),
        ("valor B (%)", "weight_b"),
        ("comentario A (en)", "feedback_a_en"),
        ("pareja 2", "pair_b_es"),
        ("Retroalimentación", "explanation_es"),
        ("unit required", "unit_required"),
        ("Observaciones", ""),
        ("opción Z", ""),
        ("", ""),
    ],
)
def test_columns_are_recognised_by_their_names(named, field):
    assert field_of(named, language="es") == field


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_column_of_the_template_is_recognised_in_both_languages(language):
    assert [field_of(header(field, language), language="es") for field in all_fields()] == list(all_fields())


def test_somebody_may_say_which_column_holds_what():
    text = "Qué;1ª;2ª;Buena;pregunta\n¿Sí?;sí;no;2;otra cosa"
    assert headers(text.encode()) == ["Qué", "1ª", "2ª", "Buena", "pregunta"]

    item = one(text, columns={"stem_es": "Qué", "option_a_es": "1ª", "option_b_es": "2ª", "correct": "Buena"})

    assert (item.content["stem"]["es"], right(item)) == ("¿Sí?", ["no"])


@pytest.mark.parametrize(
    ("correct", "expected"),
    [
        ("A", ["uno"]),
        ("b)", ["dos"]),
        ("2", ["dos"]),
        ("A, C", ["uno", "tres"]),
        ("a y c", ["uno", "tres"]),
        ("1;3", ["uno", "tres"]),
        ("Tres", ["tres"]),
    ],
)
def test_what_is_right_is_said_by_letters_numbers_or_words(correct, expected):
    item = one(f"pregunta|opción A|opción B|opción C|correcta\n¿?|uno|dos|tres|{correct}")
    assert (item.kind, right(item)) == ("single" if len(expected) == 1 else "multiple", expected)


@pytest.mark.parametrize(("told", "key"), [("verdadero", "true"), ("FALSO", "false"), ("V", "true"), ("false", "false"), ("Sí", "true")])
def test_true_or_false_needs_no_options(told, key):
    item = one(f"pregunta;correcta;comentario A;comentario B\n¿Sí?;{told};de verdadero;de falso")
    assert (item.kind, [option["key"] for option in item.content["options"] if option["correct"]]) == ("true_false", [key])
    assert [option["feedback"]["es"] for option in item.content["options"]] == ["de verdadero", "de falso"]


def test_each_other_kind_fits_a_row():
    best, short, number, order, match, free = read(
        "tipo;pregunta;opción A;opción B;opción C;pareja A;pareja B;pareja C;valor A;valor B;"
        "puntuación;distingue;unidad;unidad obligatoria\n"
        "Mejor respuesta;¿Qué haces?;Escuchar;Colgar;;;;;100;-33,33;;;;\n"
        "texto corto;¿Qué es?;cuota*;5\\*;;;;;;50;;acentos;;\n"
        "NÚMERO;¿Cuánto?;3,5 ± 0,1;1..5;*;;;;;50 %;;;€, EUR;sí\n"
        "poner en orden;Ordena;Saludar;Escuchar;Resolver;;;;;;seguidas;;;\n"
        "emparejar;Empareja;España;Francia;;euro;euro;libra;;;;;;\n"
        "texto libre;Cuéntalo;Empatía;Solución;;;;;2;;;;;\n"
    )

    assert [option["weight"] for option in best.content["options"]] == [100, -33.33333]
    assert [(answer["text"], answer["weight"], answer["pattern"]) for answer in short.content["answers"]] == [
        ("cuota*", 100, True),
        ("5*", 50, False),
    ]
    assert short.content["fold"] == {"case": True, "accents": False}
    nothing = {"feedback": {"es": "", "en": ""}}
    assert number.content["answers"] == [
        {"value": "3.5", "tolerance": "0.1", "weight": 100, **nothing},
        {"low": "1", "high": "5", "weight": 50, **nothing},
        {"any": True, "weight": 0, **nothing},
    ]
    assert number.content["unit"] == {"symbols": ["€", "EUR"], "required": True}
    assert ([item["text"]["es"] for item in order.content["items"]], order.content["rule"]) == (
        ["Saludar", "Escuchar", "Resolver"],
        "pairs",
    )
    assert (match.content["pairs"], [target["text"]["es"] for target in match.content["targets"]]) == (
        {"1": "a", "2": "a"},
        ["euro", "libra"],
    )
    assert [(part["text"]["es"], part["points"]) for part in free.content["rubric"]] == [("Empatía", 2), ("Solución", 1)]


def test_what_stands_around_the_question_is_read():
    item = one(
        "código;pregunta;correcta;etiquetas;nivel;dificultad;competencia;categoría;título\n"
        "m03-1;¿Sí?;V;m03, tarifas;2;9;PRO;Banco > Tarifas;Cuota"
    )
    assert (item.code, item.tags, item.level, item.difficulty, item.competency) == ("m03-1", ("m03", "tarifas"), 2, None, "PRO")
    assert (item.category, item.title) == (("Banco", "Tarifas"), "Cuota")
    assert said(item) == [("“9” is no number from 1 to 3 and was left out.", 2)]


def test_texts_have_tags_only_where_the_row_says_so():
    plain, formatted = read("pregunta;correcta;formato\n<b>¿Sí?</b>;V;\n<b>¿Sí?</b><script>x</script>;V;HTML")
    assert [(item.content["format"], item.content["stem"]["es"]) for item in (plain, formatted)] == [
        ("plain", "<b>¿Sí?</b>"),
        ("html", "<strong>¿Sí?</strong>"),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (";¿?;a;b;;", "It does not say what is right."),
        (";¿?;a;b;D;", "“D” is none of its options."),
        ("una opción correcta;¿?;a;b;A, B;", "Several of its options are right."),
        ("una opción correcta;¿?;a;;A;", "It has fewer than two options."),
        (";;a;b;A;", "It has no question."),
        (";¿?;;;;", "It has no options."),
        ("crucigrama;¿?;a;b;A;", "“crucigrama” is none of our kinds of questions."),
        ("mejor respuesta;¿?;a;b;;mucho", "The weight “mucho” is not a number."),
        ("número;¿?;tres;;;", "“tres” is not a number."),
        ("número;¿?;;;;", "It has no answer that counts."),
        ("emparejar;¿?;a;b;;", "A pair is not whole, or there are fewer than two."),
        ("verdadero o falso;¿?;;;quizá;", "It does not say whether it is true."),
    ],
)
def test_a_broken_row_says_why_and_stops_nobody(row, message):
    before, item, after = read(f"tipo;pregunta;opción A;opción B;correcta;valor A\n;uno;a;b;A;\n{row}\n;dos;a;b;B;")

    assert [each.verdict for each in (before, item, after)] == [Verdict.READY, Verdict.BROKEN, Verdict.READY]
    assert (said(item), item.line, bool(item.notes[0].mend), bool(item.title)) == ([(message, 3)], 3, True, True)


def test_a_kind_that_does_not_fit_a_row_is_told():
    item = one("tipo;pregunta\ngaps;El [[1]]")
    assert (item.verdict, item.kind, said(item)) == (Verdict.UNSUPPORTED, "gaps", [("A question of this kind does not fit a row.", 2)])


@pytest.mark.parametrize("text", ["=2+5+cmd|' /C calc'!A0", "+34 600", "-x", "@SUM(A1)", "'=x"])
def test_nothing_written_is_a_formula(text):
    item = a_question()
    content = {**item.content, "stem": {"es": text, "en": ""}}
    item = a_question(content=content, title=text)

    rows = write_csv([item])[0].decode("utf-8-sig").splitlines()
    assert f"'{text}" in rows[1]
    cells = [cell for row in load_workbook(io.BytesIO(write_xlsx([item])[0])).active.iter_rows() for cell in row if cell.value == text]
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}


def test_a_negative_number_is_written_as_a_number():
    item = one("tipo;pregunta;opción A;opción B;valor A;valor B\nbest;¿?;a;b;100;-50")
    assert ";100;-50\r\n" in write_csv([item])[0].decode()


def test_a_text_longer_than_a_cell_leaves_the_question_out_and_is_told():
    item = a_question(content={**a_question().content, "stem": {"es": "x" * 32_768, "en": ""}})
    assert [note.message for note in write_xlsx([item])[1]] == ["“%(question)s” was left out: one of its texts is longer than a cell."]


def test_images_are_told_when_they_are_lost():
    item = a_question(content={**a_question().content, "format": "html", "stem": {"es": '<img src="media:a.png" alt="x">', "en": ""}})
    assert "images" in write_csv([item])[1][0].message


@pytest.mark.parametrize("text", ["a;b\n1;2", "pregunta;correcta\n", '"' + "x" * 200_000])
def test_a_table_without_questions_is_unreadable(text):
    with pytest.raises(Unreadable) as unreadable:
        read(text)
    assert unreadable.value.note.mend


def test_a_table_of_ten_thousand_rows_is_read_and_one_of_more_than_twenty_thousand_is_not():
    row = "¿Cuál?;sí;no;A\n"
    assert len(read("pregunta;opción A;opción B;correcta\n" + row * 10_000)) == 10_000
    with pytest.raises(Unreadable, match="more than 20000 rows"):
        read("pregunta;opción A;opción B;correcta\n" + row * 20_001)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("named", [False, True])
def test_a_table_is_read_whatever_parts_its_columns(sign, encoding, named):
    rows = ["pregunta", "opción A", "opción B", "correcta"], ["¿Señor?", "sí", '"a, b; c"', "A"]
    text = (f"sep={sign}\r\n" if named else "") + "\r\n".join(sign.join(row) for row in rows) + "\r\n"
    (item,) = read_table(text.encode(encoding), format="csv").items
    assert (item.line, [one["text"]["es"] for one in item.content["options"]]) == (3 if named else 2, ["sí", "a, b; c"])


def test_a_column_of_which_nothing_was_taken_and_a_cell_too_many_are_told():
    reading = read_table("pregunta;opción A;opción B;correcta;Pista\n¿Sí?;a;b;A;no;de más\n".encode(), format="csv")
    assert reading.notes[0].values == {"names": "Pista"}
    assert reading.items[0].notes[0].values == {"cells": "de más"}


def test_columns_called_by_a_letter_alone_are_options():
    (item,) = read("Pregunta;a;b;c;correcta\n¿Uno?;x;y;z;b\n")
    assert [(one["text"]["es"], one["correct"]) for one in item.content["options"]] == [("x", False), ("y", True), ("z", False)]


def test_a_letter_is_no_word_for_true_where_nobody_said_that_it_is_true_or_false():
    (item,) = read("Pregunta;correcta\n¿Uno?;b\n")
    assert (item.verdict, item.content) == (Verdict.BROKEN, None)


def test_true_or_false_told_by_the_letter_of_the_option_that_says_it():
    first, second = read("Pregunta;Tipo;Opción A;Opción B;Correcta\n¿Uno?;V/F;Falso;Verdadero;A\n¿Dos?;verdadero/falso;;;B\n")
    assert [option["correct"] for option in first.content["options"]] == [False, True]
    assert [option["correct"] for option in second.content["options"]] == [False, True]


def test_what_is_right_is_the_answer_to_type_where_there_are_no_options():
    short, number = read("Pregunta;Tipo;Respuesta\n¿Capital?;corta;Madrid\n¿2+2?;numérica;4\n")
    assert (short.kind, short.content["answers"][0]["text"]) == ("short", "Madrid")
    assert (number.kind, number.content["answers"][0]["value"]) == ("number", "4")


def test_the_names_of_the_columns_may_stand_below_a_title_and_in_two_rows():
    reading = read_table(
        "Banco de preguntas 2026;;;;\nPregunta;Opciones;;;Correcta\n;A;B;C;\n¿Uno?;x;y;z;B\n¿Dos?;x;y;;A\n".encode(), format="csv"
    )
    read_as = [(item.line, item.content["stem"]["es"], len(item.content["options"])) for item in reading.items]
    assert read_as == [(4, "¿Uno?", 3), (5, "¿Dos?", 2)]
    assert [note.values.get("cells") for note in reading.notes] == ["Banco de preguntas 2026"]
