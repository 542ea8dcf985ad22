"""The tables of docs/question-format.md, by example."""

from fractions import Fraction

import pytest

from assessments.quizzes.scoring import Asked, points_of
from tests.questions import body


def worth(kind, content, *answer):
    return points_of(Asked(kind, "PRO", content, list(answer)))


def choices(right, keys="abcd", **weights):
    return [{"key": key, "correct": key in right, "weight": weights.get(key, 0)} for key in keys]


@pytest.mark.parametrize(
    ("rule", "answer", "points"),
    [
        ("all", "ab", 1),
        ("all", "a", 0),
        ("all", "abc", 0),
        ("partial", "ab", 1),
        ("partial", "a", Fraction(1, 2)),
        ("partial", "ac", Fraction(1, 2)),
        ("partial", "cd", 0),
        ("partial", "abc", 0),
        ("penalty", "ab", 1),
        ("penalty", "a", Fraction(1, 2)),
        ("penalty", "abc", Fraction(1, 2)),
        ("penalty", "ac", 0),
        ("penalty", "acd", 0),
    ],
)
def test_several_options_are_worth_what_their_rule_says(rule, answer, points):
    assert worth("multiple", {"options": choices("ab"), "rule": rule}, *answer) == points


def test_weights_are_summed_as_exact_fractions_and_never_below_nothing():
    thirds = {"options": choices("abc", a=33.33333, b=33.33333, c=33.33333, d=-100), "rule": "weights"}
    assert [worth("multiple", thirds, *answer) for answer in ("abc", "ab", "ad", "d")] == [1, Fraction(2, 3), 0, 0]


@pytest.mark.parametrize(("answer", "points"), [("a", 1), ("b", Fraction(1, 2)), ("c", 0)])
def test_the_best_response_is_worth_its_own_weight(answer, points):
    assert worth("best", body("best"), answer) == points


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("cuota mensual", 1),
        ("  Cuota   MENSUAL ", 1),
        ("cuotá mensual", 1),
        ("cuota anual", Fraction(1, 2)),
        ("la cuota mensual", 0),
    ],
)
def test_a_short_text_is_worth_the_first_variant_that_it_is(typed, points):
    assert worth("short", body("short"), typed) == points


def test_a_letter_of_its_own_is_not_an_accent():
    assert worth("short", {"answers": [{"text": "año", "weight": 100}]}, "ano") == 0


@pytest.mark.parametrize(
    ("star", "typed", "points"), [("a\\*", "a*", 1), ("a\\*", "ab", 0), ("a*", "ab", 1), ("*b", "ab", 1), ("*", "x", 1)]
)
def test_a_star_stands_for_anything_and_one_after_a_backslash_for_itself(star, typed, points):
    assert worth("short", {"answers": [{"text": star, "weight": 100, "pattern": True}]}, typed) == points


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("3.5", 1),
        ("3,5 €", 1),
        ("€ 3.5", 1),
        ("3.6", 1),
        ("3,61", Fraction(1, 2)),
        ("3", Fraction(1, 2)),
        ("4.1", 0),
        ("three", 0),
        ("3.5 kg", 0),
    ],
)
def test_a_number_is_worth_the_first_value_that_holds(typed, points):
    assert worth("number", body("number"), typed) == points


def test_a_unit_that_is_required_must_be_there():
    content = body("number", unit={"symbols": ["€", "EUR"], "required": True})
    assert [worth("number", content, typed) for typed in ("3.5", "3.5 €", "3,5eur")] == [0, 1, 1]


@pytest.mark.parametrize(
    ("rule", "answer", "points"),
    [
        ("all", "1234", 1),
        ("all", "1243", 0),
        ("positions", "1243", Fraction(1, 2)),
        ("positions", "4123", 0),
        ("pairs", "4123", Fraction(2, 3)),
        ("pairs", "1243", Fraction(1, 3)),
        ("pairs", "123", 0),
    ],
)
def test_an_order_is_worth_what_its_rule_says(rule, answer, points):
    assert worth("ordering", body("ordering", rule=rule), *answer) == points


@pytest.mark.parametrize(
    ("rule", "answer", "points"),
    [
        ("all", ["p1:t2", "p2:t1"], 1),
        ("all", ["p1:t2"], 0),
        ("partial", ["p1:t2"], Fraction(1, 2)),
        ("partial", ["p1:t2", "p2:t3"], Fraction(1, 2)),
        ("partial", ["p1:t3"], 0),
    ],
)
def test_pairs_are_worth_what_their_rule_says(rule, answer, points):
    assert worth("matching", body("matching", rule=rule), *answer) == points


def test_targets_in_the_same_words_are_the_same_target():
    content = body("matching")
    content["targets"][2]["text"] = dict(content["targets"][1]["text"])
    assert worth("matching", content, "p1:t3", "p2:t1") == 1


@pytest.mark.parametrize(
    ("rule", "answer", "points"),
    [
        ("all", ["x:a", "y:45", "z:un mes"], 1),
        ("all", ["x:a", "y:45"], 0),
        ("partial", ["x:a"], Fraction(1, 2)),
        ("partial", ["y:45,0 €"], Fraction(1, 4)),
        ("partial", ["y:45", "z:Un Mes"], Fraction(1, 2)),
        ("partial", ["x:b"], 0),
    ],
)
def test_gaps_are_worth_their_points(rule, answer, points):
    assert worth("gaps", body("gaps", rule=rule), *answer) == points


@pytest.mark.parametrize(
    ("rule", "right", "answer", "points"),
    [
        ("all", "ab", "ab", 1),
        ("all", "ab", "a", 0),
        ("partial", "ab", "a", Fraction(1, 2)),
        ("partial", "ab", "ac", Fraction(1, 2)),
        ("all", "a", "b", 0),
    ],
)
def test_places_on_an_image_are_worth_what_their_rule_says(rule, right, answer, points):
    assert worth("hotspot", {"areas": choices(right, "abc"), "rule": rule}, *answer) == points
