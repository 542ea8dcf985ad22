"""What the looks of the options give away, what is left unsaid, and what a whole bank gives away."""

import pytest
from django.utils import translation

from assessments.quizzes.linting import REASONS, Rule, lint, warns
from assessments.quizzes.linting.bank import habits

LONG = "Se lo explicas con los datos de la ficha y le preguntas si lo ha entendido"


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


def option(text, right=False, *, language="es", feedback="Porque sí."):
    return {"text": {language: text}, "feedback": {language: feedback} if feedback else {}, "correct": right}


def asked(*options, kind="single", explanation="Está en la ficha.", **more):
    return kind, {"stem": {"es": "¿Qué haces?"}, "explanation": {"es": explanation}, "options": list(options), **more}


def rules(question, *but):
    """The rules that found something, without the one that a Spanish question always breaks."""
    return [finding.rule for finding in lint(*question) if finding.rule not in (*but, Rule.MISSING_LANGUAGE)]


def test_the_right_option_that_is_clearly_the_longest_is_found():
    (finding,) = [one for one in lint(*asked(option("Colgar"), option(LONG, True), option("Esperar"))) if one.rule == Rule.RIGHT_IS_LONGEST]
    assert (finding.numbers, finding.language) == ((2,), "es")


@pytest.mark.parametrize(
    "options",
    [
        (option(LONG), option("Preguntas primero", True), option("Esperas a que termine")),
        (option("Preguntas primero", True), option("Esperas a que hable")),
        (option("Preguntas", True), option("Esperas")),
    ],
)
def test_a_right_option_of_about_the_same_length_is_left_alone(options):
    assert Rule.RIGHT_IS_LONGEST not in rules(asked(*options))


def test_a_wrong_option_that_stands_out_is_only_a_hint():
    question = asked(option(LONG), option("Preguntas", True), option("Esperas"))
    assert (rules(question), warns(*question)) == ([Rule.UNEQUAL_OPTIONS], False)


def test_several_right_options_may_be_the_longest():
    assert rules(asked(option(LONG, True), option("Preguntas", True), option("Colgar"), kind="multiple"), Rule.UNEQUAL_OPTIONS) == []


def test_options_that_differ_only_in_signs_say_the_same():
    (finding,) = [
        one for one in lint(*asked(option("¡Después!", True), option("Antes"), option("despues"))) if one.rule == Rule.REPEATED_OPTION
    ]
    assert finding.numbers == (1, 3)
    assert Rule.REPEATED_OPTION not in rules(asked(option("<", True), option(">")))


def test_what_is_left_unsaid_is_found():
    question = asked(option("Preguntas", True, feedback=""), option("Esperas", feedback=""), option("Cuelgas", feedback=""), explanation="")
    (silent,) = [one for one in lint(*question) if one.rule == Rule.NO_FEEDBACK]
    assert (silent.numbers, rules(question)) == ((2, 3), [Rule.NO_EXPLANATION, Rule.NO_FEEDBACK])


def test_a_text_that_a_person_marks_needs_no_explanation():
    assert rules(("free", {"stem": {"es": "Cuéntalo"}, "rubric": []})) == []


def test_the_language_that_is_missing_is_named():
    found = lint(
        "single", {"stem": {"es": "¿Qué?", "en": "What?"}, "explanation": {"es": "Así", "en": ""}, "options": [option("uno", True)]}
    )
    assert [(one.part, one.language) for one in found if one.rule == Rule.MISSING_LANGUAGE] == [("explanation", "en"), ("feedback", "en")]


@pytest.mark.usefixtures("in_english")
def test_the_options_of_a_gap_are_read_too():
    gap = {"key": "1", "kind": "choice", "options": [{"text": {"es": one}, "weight": weight} for one, weight in (("sí", 100), ("SÍ", 0))]}
    found = lint("gaps", {"stem": {"es": "Completa"}, "explanation": {"es": "x"}, "text": {"es": "[[1]]"}, "gaps": [gap]})
    assert [(one.rule, one.gap, one.where) for one in found if one.rule == Rule.REPEATED_OPTION] == [
        (Rule.REPEATED_OPTION, 1, "Gap 1 · Option 1, 2 in Spanish")
    ]


def test_formatting_is_not_length():
    options = (option("<strong>Preguntas</strong>", True), option("Esperas tú"))
    assert Rule.RIGHT_IS_LONGEST not in rules(asked(*options, format="html"))


def test_a_half_written_question_of_any_kind_is_read():
    for kind in ("single", "multiple", "true_false", "best", "short", "number", "ordering", "matching", "gaps", "hotspot", "free"):
        assert lint(kind, {}) == ()


def test_every_rule_says_why_and_how_to_mend():
    assert set(REASONS) == set(Rule)
    assert all(reason.name and reason.why and reason.mend for reason in REASONS.values())


# ── A whole bank ────────────────────────────────────────────────────────────────────────────────────────────────


def bank(many, right, *, long=False, options=4, kind="single"):
    texts = [(LONG if long and place == right else f"opción número {place}") for place in range(options)]
    return [asked(*(option(text, place == right) for place, text in enumerate(texts)), kind=kind) for _one in range(many)]


def test_a_bank_whose_longest_option_tends_to_be_right_is_told_with_its_share():
    told = habits(bank(12, 0, long=True) + bank(12, 1))
    assert [(share.language, share.percent, share.chance) for share in told.too_long] == [("es", 50, 25)]
    assert habits(bank(9, 0, long=True) + bank(15, 1)).too_long == ()


def test_a_place_that_is_right_too_often_is_told_with_what_chance_gives():
    told = habits(bank(15, 1) + bank(5, 0) + bank(4, 2))
    assert [(share.place, share.percent, share.chance) for share in told.too_often] == [(2, 62, 25)]


def test_an_even_bank_has_no_habits():
    told = habits([one for place in range(4) for one in bank(8, place)])
    assert (told.too_long, told.too_often, told.true_too_often, told.false_too_often) == ((), (), False, False)


def test_a_few_questions_say_nothing():
    told = habits(bank(19, 1, long=True))
    assert (told.too_long, told.too_often, told.places[0].enough) == ((), (), False)


def test_a_place_that_only_some_questions_have_is_measured_on_those():
    told = habits(bank(30, 0, options=2) + bank(10, 2, options=3))
    assert [(share.place, share.asked, share.count) for share in told.places] == [(1, 40, 30), (2, 40, 0), (3, 10, 10)]


@pytest.mark.parametrize(("right", "true", "false"), [("true", True, False), ("false", False, True)])
def test_statements_that_tend_to_be_true_are_told(right, true, false):
    statement = ("true_false", {"stem": {"es": "Sí"}, "options": [{"key": key, "correct": key == right} for key in ("true", "false")]})
    told = habits([statement] * 24)
    assert (told.true_too_often, told.false_too_often) == (true, false)
