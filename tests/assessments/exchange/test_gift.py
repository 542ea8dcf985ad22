"""Each rule of GIFT by an example of its own."""

import pytest

from assessments.exchange.items import Unreadable, Verdict
from assessments.exchange.reading.gift import read_gift
from assessments.exchange.writing.gift import write_gift


def one(text: str, **how):
    (item,) = read_gift(text, **how).items
    return item


def said(item) -> list[str]:
    return [note.message % note.values if note.values else note.message for note in item.notes]


def options(item, *names: str) -> list[tuple]:
    return [
        tuple(option[name]["es"] if isinstance(option[name], dict) else option[name] for name in names)
        for option in item.content["options"]
    ]


def test_a_name_a_text_and_one_right_option_with_what_is_said_of_each():
    item = one("::Cuotas::¿Cuánto cuesta?{=45 €#Sí.~40 €#Eso era antes. ~50 €\n####Está en la tarifa.}")

    assert (item.kind, item.title, item.verdict, item.line) == ("single", "Cuotas", Verdict.READY, 1)
    assert item.content["stem"] == {"es": "¿Cuánto cuesta?", "en": ""}
    assert item.content["explanation"] == {"es": "Está en la tarifa.", "en": ""}
    assert options(item, "key", "text", "feedback", "correct") == [
        ("a", "45 €", "Sí.", True),
        ("b", "40 €", "Eso era antes.", False),
        ("c", "50 €", "", False),
    ]


def test_words_go_into_the_language_asked_for():
    assert one("Yes?{=yes ~no}", language="en").content["stem"] == {"es": "", "en": "Yes?"}


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        (r"\~", "~"),
        (r"\=", "="),
        (r"\#", "#"),
        (r"\{", "{"),
        (r"\}", "}"),
        (r"\:", ":"),
        (r"\\", "\\"),
        (r"a\nb", "a\nb"),
        (r"\\n", r"\n"),
        (r"\alpha", r"\alpha"),
    ],
)
def test_escaped_signs_are_text_everywhere(escaped, plain):
    item = one(f"::n{escaped}::s {escaped}{{=x {escaped}#f {escaped} ~y ####e {escaped}}}")

    assert item.content["stem"]["es"] == f"s {plain}"
    assert item.content["options"][0]["text"]["es"] == f"x {plain}"
    assert item.content["options"][0]["feedback"]["es"] == f"f {plain}"
    assert item.content["explanation"]["es"] == f"e {plain}"
    assert item.title == " ".join(f"n{plain}".split())


def test_some_points_for_a_wrong_option_make_it_a_best_response():
    item = one("¿Qué haces?{=Escuchar ~%50%Preguntar ~%-25%Colgar ~Nada}")

    assert item.kind == "best"
    assert options(item, "text", "weight") == [("Escuchar", 100), ("Preguntar", 50), ("Colgar", -25), ("Nada", 0)]


def test_points_that_are_only_taken_away_leave_one_right_option():
    item = one("¿Cuándo?{=hoy ~%-33.33333%ayer ~%-33.33333%mañana}")

    assert (item.kind, options(item, "text", "correct")) == ("single", [("hoy", True), ("ayer", False), ("mañana", False)])
    assert said(item) == ["A wrong option took points away; here a question is never worth less than nothing."]


def test_two_equals_signs_are_two_right_options_of_which_one_is_chosen():
    item = one("¿Cuál?{=a =b ~c}")

    assert (item.kind, [weight for (weight,) in options(item, "weight")]) == ("best", [100, 100, 0])
    assert "any of them counts" in said(item)[0]


def test_weights_without_an_equals_sign_ask_for_several():
    item = one("¿Cuáles?{~%33.33333%a ~%33.33333%b ~%33,33333%c ~%-50%d ~e}")

    assert (item.kind, item.content["rule"], item.notes) == ("multiple", "weights", ())
    assert options(item, "correct", "weight") == [(True, 33.33333)] * 3 + [(False, -50), (False, 0)]


def test_weights_that_say_so_are_counted_by_penalty():
    item = one("¿Cuáles?{~%50%a ~%50%b ~%-50%c}")

    assert (item.content["rule"], options(item, "correct")) == ("penalty", [(True,), (True,), (False,)])
    assert "weight" not in item.content["options"][0]


def test_weights_that_do_not_add_up_are_told():
    assert said(one("¿Cuáles?{~%50%a ~%40%b ~c}")) == ["What is right adds up to 90 %, not to 100."]


@pytest.mark.parametrize(
    ("answers", "right", "of_true", "of_false"),
    [
        ("T", True, "", ""),
        ("FALSE", False, "", ""),
        ("TRUE#no#sí", True, "sí", "no"),
        ("F#no#sí", False, "no", "sí"),
        ("T##sí", True, "sí", ""),
        ("F#no####por qué", False, "no", ""),
        ("false", False, "", ""),
        ("Verdadero", True, "", ""),
    ],
)
def test_true_or_false_says_first_what_is_for_the_wrong(answers, right, of_true, of_false):
    item = one(f"¿Sí?{{{answers}}}")

    assert item.kind == "true_false"
    assert options(item, "key", "correct", "feedback") == [("true", right, of_true), ("false", not right, of_false)]
    assert bool(item.notes) is (answers not in ("T", "FALSE", "TRUE#no#sí", "F#no#sí", "T##sí", "F#no####por qué"))


def test_short_answers_with_weights_and_stars():
    item = one(r"¿Qué es?{=cuota mensual =%50%cuota*#Casi. =%0%*#No. =5\*\n5}")

    assert item.kind == "short"
    assert [(answer["text"], answer["weight"], answer["pattern"], answer["feedback"]["es"]) for answer in item.content["answers"]] == [
        ("cuota mensual", 100, False, ""),
        ("cuota*", 50, True, "Casi."),
        ("*", 0, True, "No."),
        ("5* 5", 100, False, ""),
    ]
    assert item.content["fold"] == {"case": True, "accents": True}


def test_one_short_answer_needs_no_sign():
    assert one("¿Uno en letras?{Uno}").content["answers"][0]["text"] == "Uno"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("#3", [{"value": "3", "tolerance": "0", "weight": 100}]),
        ("#3.14:0.01", [{"value": "3.14", "tolerance": "0.01", "weight": 100}]),
        ("#-5..5", [{"low": "-5", "high": "5", "weight": 100}]),
        ("#5..-5", [{"low": "-5", "high": "5", "weight": 100}]),
        ("#3,14:0,01", [{"value": "3.14", "tolerance": "0.01", "weight": 100}]),
        ("#=1822:0 =%50%1822:2", [{"value": "1822", "tolerance": "0", "weight": 100}, {"value": "1822", "tolerance": "2", "weight": 50}]),
        ("#3:2~#No", [{"value": "3", "tolerance": "2", "weight": 100}, {"any": True, "weight": 0}]),
        ("#=3 =%0%*#No", [{"value": "3", "tolerance": "0", "weight": 100}, {"any": True, "weight": 0}]),
    ],
)
def test_numbers_with_tolerances_ranges_and_weights(answers, expected):
    item = one(f"¿Cuánto?{{{answers}}}")

    assert item.kind == "number"
    assert [{name: value for name, value in answer.items() if name != "feedback"} for answer in item.content["answers"]] == expected


def test_pairs_with_one_to_mislead_and_one_target_for_two():
    item = one("Empareja{=España -> euro =Francia -> euro =Suiza -> franco = -> libra}")

    assert (item.kind, item.content["rule"]) == ("matching", "partial")
    assert [prompt["text"]["es"] for prompt in item.content["prompts"]] == ["España", "Francia", "Suiza"]
    assert [(target["key"], target["text"]["es"]) for target in item.content["targets"]] == [("a", "euro"), ("b", "franco"), ("c", "libra")]
    assert item.content["pairs"] == {"1": "a", "2": "a", "3": "b"}


def test_an_arrow_in_what_is_said_of_an_answer_makes_no_pairs():
    assert one("¿Menú?{=Archivo#Archivo -> Abrir}").kind == "short"


@pytest.mark.parametrize(
    ("grading", "rule"),
    [("ALL_OR_NOTHING", "all"), ("ABSOLUTE_POSITION", "positions"), ("RELATIVE_NEXT_EXCLUDE_LAST", "pairs"), ("", "pairs")],
)
def test_things_in_order_as_the_ordering_type_of_moodle_writes_them(grading, rule):
    item = one(f"Ordena{{>3 ALL VERTICAL {grading} SHOW\nSaludar\nEscuchar = oír\nResolver\n}}")

    assert (item.kind, item.content["rule"]) == ("ordering", rule)
    assert [each["text"]["es"] for each in item.content["items"]] == ["Saludar", "Escuchar = oír", "Resolver"]


def test_empty_braces_ask_for_a_written_answer():
    item = one("Cuéntalo{####Se valora la empatía}")

    assert (item.kind, item.content["rubric"], item.content["explanation"]["es"]) == ("free", [], "Se valora la empatía")
    assert item.notes[0].mend == "Add at least one criterion with its points."


def test_a_text_without_braces_is_no_question_and_is_told():
    first, second = read_gift("::Aviso::Prepara papel.\n\n¿Listo?{T}").items

    assert (first.kind, first.verdict, first.content["stem"]["es"]) == ("description", Verdict.UNSUPPORTED, "Prepara papel.")
    assert second.verdict == Verdict.READY


def test_text_after_the_braces_leaves_a_gap():
    item = one("El servicio {=empieza ~acaba} a las nueve.")

    assert (item.kind, item.content["stem"]["es"]) == ("single", "El servicio _____ a las nueve.")


def test_comments_are_no_text_but_hold_number_tags_and_what_we_add():
    item = one(
        "// [id:m03-1] [tag:m03] nada\n// [tag:tarifa a\\]b] [competency:PRO] [level:2] [difficulty:9]\n¿Sí?{\n// el final\nT}\n// fin"
    )

    assert (item.code, item.tags, item.competency, item.level, item.difficulty) == ("m03-1", ("m03", "tarifa a]b"), "PRO", 2, None)
    assert (item.line, item.content["stem"]["es"], item.kind) == (3, "¿Sí?", "true_false")


def test_categories_hold_for_all_that_follows():
    first, second, third = read_gift("$CATEGORY: $course$/top/Banco/I//O\n\na{T}\n\nb{F}\n\n$CATEGORY: tom/dick\nc{T}").items

    assert [first.category, second.category, third.category] == [("Banco", "I/O"), ("Banco", "I/O"), ("tom", "dick")]


def test_formats_are_one_html_when_one_of_them_is():
    item = one("[html]<p>¿Cuál?</p><script>x</script>{=[plain]a < b#[markdown]c ~<b>d</b>}")

    assert item.content["format"] == "html"
    assert item.content["stem"]["es"] == "<p>¿Cuál?</p>"
    assert options(item, "text", "feedback") == [("a &lt; b", "c"), ("<strong>d</strong>", "")]


def test_a_text_without_a_format_is_html_only_when_it_has_tags():
    assert one("¿a < b & c?{T}").content["format"] == "plain"
    item = one("¿<b>Sí</b>?\nDi.{T}")
    assert (item.content["format"], item.content["stem"]["es"]) == ("html", "¿<strong>Sí</strong>?<br>Di.")


def test_what_moodle_tells_apart_by_language_is_in_both():
    item = one(
        r"""[html]<span lang\="es" class\="multilang">¿Sí?</span><span lang\="en" class\="multilang">Yes?</span>{
        =\{mlang es\}sí\{mlang\}\{mlang en\}yes\{mlang\}
        ~42}"""
    )

    assert item.content["stem"] == {"es": "¿Sí?", "en": "Yes?"}
    assert [option["text"] for option in item.content["options"]] == [{"es": "sí", "en": "yes"}, {"es": "42", "en": "42"}]


def test_markdown_is_formatted_and_cleaned_like_any_html():
    stem = r"[markdown]¿**Sí**?\n\n- _uno_\n- `dos`\n\n[aquí](https\://example.org)\n\n<script>mal()</script>"
    item = one(stem + " {=**a** y [plain]*b*~[plain]*c*#[html]<b>d</b>}")

    assert item.content["format"] == "html"
    assert item.content["stem"]["es"] == (
        "<p>¿<strong>Sí</strong>?</p>\n<ul>\n<li><em>uno</em></li>\n<li><code>dos</code></li>\n</ul>\n<p>aquí</p>"
    )
    assert options(item, "text", "feedback") == [("<strong>a</strong> y [plain]<em>b</em>", ""), ("*c*", "<strong>d</strong>")]
    assert said(item) == ["Its links were left as words."]


def test_markdown_that_formats_nothing_is_plain_and_a_gap_in_it_stays():
    item = one("[markdown]uno\ndos a < b {=x ~y} tres")

    assert (item.content["format"], item.content["stem"]["es"]) == ("plain", "uno dos a < b _____ tres")


def test_a_short_answer_is_compared_as_it_was_typed_even_in_markdown():
    item = one("[markdown]¿_Qué_? {=*a*}")

    assert item.content["answers"][0]["text"] == "*a*"


def test_unescaped_signs_within_a_tag_are_no_marks():
    item = one('[html]¿Color?{=<span style="color:#f00">rojo</span>~<em class="x">azul</em>&#241;}')

    assert (item.kind, options(item, "text")) == ("single", [("rojo",), ("<em>azul</em>ñ",)])


def test_an_empty_line_within_braces_ends_nothing():
    item, after = read_gift("¿Cuál?{\n=a\n\n~b\n}\n\n¿Y esta?{T}").items

    assert (item.kind, options(item, "text")) == ("single", [("a",), ("b",)])
    assert "empty line" in said(item)[0]
    assert (after.line, after.notes) == (7, ())


def test_questions_without_an_empty_line_between_them_are_two():
    first, second, third = read_gift("a{T}\nb{=x ~y}\n::c::c{F}").items

    assert [(item.line, item.content["stem"]["es"]) for item in (first, second, third)] == [(1, "a"), (2, "b"), (3, "c")]
    assert [bool(item.notes) for item in (first, second, third)] == [False, True, True]


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("¿Cuál?{=a ~b", "Its answers do not end: there is a { but no }."),
        ("¿Cuál? =a ~b}", "Its answers do not begin: there is a } with no { before it."),
        ("¿{x}? {=a}", "It has more braces than the two around its answers."),
        ("¿Cuál?{~a ~b}", "No option is right."),
        ("¿Cuál?{~%100%a}", "There is only one option."),
        ("¿Cuál?{=a ~%150%b}", "A weight of 150 % is more than a question is worth."),
        ("¿Cuánto?{#}", "There is no number between the braces."),
        ("¿Cuánto?{#tres}", "“tres” is not a number."),
        ("¿Pares?{=a -> b =c}", "A pair has no second half: “c”."),
        ("¿Pares?{=a -> b}", "There are fewer than two pairs."),
        ("¿Corta?{=a =#no}", "One of the answers is empty."),
        ("Ordena{>2 ALL\nuno}", "Things to put in order: 1."),
    ],
)
def test_what_is_broken_says_why_at_its_line_and_stops_nobody(broken, message):
    before, item, after = read_gift(f"uno{{T}}\n\n{broken}\n\ndos{{F}}").items

    assert (before.verdict, after.verdict, after.content["stem"]["es"]) == (Verdict.READY, Verdict.READY, "dos")
    assert (item.verdict, item.line, item.content) == (Verdict.BROKEN, 3, None)
    assert [(note.line, note.mend != "") for note in item.notes] == [(3, True)]
    assert said(item) == [message]
    assert item.title


def test_a_file_without_a_question_is_unreadable():
    with pytest.raises(Unreadable, match="no question"):
        read_gift("// solo\n$CATEGORY: x\n")


def test_windows_and_old_mac_lines_are_lines():
    assert [item.line for item in read_gift("a{T}\r\n\r\nb{F}").items] == [1, 3]
    assert [item.line for item in read_gift("a{T}\r\rb{F}").items] == [1, 3]


def test_the_other_language_is_told_when_it_is_lost():
    item = one("¿Sí?{T}")
    both = item.content | {"stem": {"es": "¿Sí?", "en": "Yes?"}}

    text, notes = write_gift([type(item)(**{**item.__dict__, "content": both})], language="es")

    assert text == "¿Sí?{TRUE}\n\n"
    assert [(note.values["count"], note.values["language"]) for note in notes] == [(1, "en")]


@pytest.mark.parametrize(
    "hostile",
    [
        "{" * 20_000,
        "::" * 20_000,
        "<a " * 20_000 + "{=x}",
        "a{" + "~%" * 20_000 + "}",
        "a{" + "<a b=" * 20_000 + "}",
        "a{=" + "\\" * 40_001 + "}",
        "a{#" + "1" * 40_000 + "}",
        "// [tag:" * 20_000 + "\na{T}",
        "a{" + "=->" * 20_000 + "}",
        "a{=b\n\n" * 5_000,
    ],
)
def test_no_text_takes_long(hostile):
    # A walk that is not linear would not end before the test run is stopped.
    try:
        assert read_gift(hostile).items
    except Unreadable:
        pass
