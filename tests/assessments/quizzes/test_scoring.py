from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.quizzes.scoring import Asked, points_needed, points_of, reaches, score

KEYS = "abcdefgh"


def content(right, options=KEYS):
    return {"options": [{"key": key, "correct": key in right} for key in options]}


def asked(kind="single", right="a", answer=("a",), competency="PRO"):
    return Asked(kind, competency, content(right), list(answer))


questions = st.builds(
    asked,
    kind=st.just("multiple"),
    right=st.sets(st.sampled_from(KEYS), min_size=1, max_size=7),
    answer=st.lists(st.sampled_from(KEYS), max_size=8, unique=True),
    competency=st.sampled_from(["PRO", "DPR", "REG"]),
)
sets = st.lists(questions, max_size=12)
percents = st.integers(min_value=1, max_value=100)


@pytest.mark.parametrize(
    ("kind", "right", "answer", "points"),
    [
        ("single", "a", "a", 1),
        ("single", "a", "b", 0),
        ("single", "a", "", 0),
        ("true_false", "a", "a", 1),
        ("multiple", "ab", "ab", 1),
        ("multiple", "ab", "ba", 1),
        ("multiple", "ab", "a", 0),
        ("multiple", "ab", "abc", 0),
        ("multiple", "ab", "", 0),
    ],
)
def test_a_question_is_right_only_with_exactly_its_right_options(kind, right, answer, points):
    assert points_of(asked(kind, right, answer)) == points


def test_the_pass_mark_is_met_exactly():
    assert reaches(Fraction(4), 5, 80)
    assert not reaches(Fraction(3), 5, 80)
    assert reaches(Fraction(7), 10, 70)
    assert not reaches(Fraction(2), 3, 67)
    assert reaches(Fraction(67), 100, 67)


def test_the_points_needed_are_the_first_whole_ones_that_pass():
    assert [points_needed(total, 80) for total in (5, 7, 30)] == [4, 6, 24]
    assert [points_needed(3, percent) for percent in (1, 34, 67, 100)] == [1, 2, 3, 3]


def test_every_question_of_a_listed_competency_must_be_right():
    result = score([asked(), asked(), asked(), asked(), asked(competency="DPR", answer="b")], pass_percent=80, all_right_in=["DPR"])
    assert (result.total.right, result.passed, result.short_in) == (4, False, ("DPR",))


def test_a_listed_competency_that_is_not_asked_keeps_nobody_back():
    assert score([asked()], pass_percent=80, all_right_in=["DPR"]).passed


def test_an_attempt_without_questions_does_not_pass():
    assert not score([], pass_percent=1).passed


def test_the_result_says_how_each_competency_went():
    result = score([asked(), asked(answer="b"), asked(competency="DPR")], pass_percent=50)
    assert {code: (tally.right, tally.asked) for code, tally in result.by_competency.items()} == {"DPR": (1, 1), "PRO": (1, 2)}


@given(sets, percents, st.randoms())
def test_the_order_of_options_and_of_answers_never_matters(asked_set, percent, dice):
    mixed = [
        Asked(
            one.kind,
            one.competency,
            {"options": dice.sample(one.content["options"], len(one.content["options"]))},
            dice.sample(list(one.answer), len(one.answer)),
        )
        for one in asked_set
    ]
    assert score(mixed, pass_percent=percent) == score(asked_set, pass_percent=percent)


@given(sets, percents, st.data())
def test_putting_an_answer_right_never_lowers_anything(asked_set, percent, data):
    before = score(asked_set, pass_percent=percent, all_right_in=["DPR"])
    if not asked_set:
        return
    place = data.draw(st.integers(0, len(asked_set) - 1))
    better = list(asked_set)
    one = better[place]
    right = [option["key"] for option in one.content["options"] if option["correct"]]
    better[place] = Asked(one.kind, one.competency, one.content, right)
    after = score(better, pass_percent=percent, all_right_in=["DPR"])
    assert after.total.points >= before.total.points
    assert after.passed >= before.passed
    assert all(after.by_competency[code].right >= tally.right for code, tally in before.by_competency.items())


@given(st.sets(st.sampled_from(KEYS), min_size=1), st.lists(st.sampled_from(KEYS), unique=True), st.sampled_from(KEYS))
def test_adding_a_right_option_never_lowers_a_question(right, answer, added):
    if added in right:
        grown = [*answer, added] if added not in answer else answer
        assert points_of(asked("multiple", right, grown)) >= points_of(asked("multiple", right, answer))


@given(sets, percents)
def test_the_total_is_the_sum_of_the_slots_and_of_the_competencies(asked_set, percent):
    result = score(asked_set, pass_percent=percent)
    assert result.total.points == sum(result.slots) == sum(tally.points for tally in result.by_competency.values())
    assert result.passed == (bool(asked_set) and result.total.points >= result.needed)
