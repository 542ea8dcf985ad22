from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from assessments.rubrics.scoring import Combined, Line, Marks, Reading, Verdict, combine, levels, needs_third, percent, points, result

LINES = [Line("C1", "OWN", 50, must_reach=3), Line("C2", "EMP", 25), Line("C3", "EMP", 25)]
FIXTURE = yaml.safe_load((Path(settings.BASE_DIR) / "lms/demo/data/calibration_session.yaml").read_text())


def scored(*scores, codes=("C1", "C2", "C3")):
    return dict(zip(codes, scores, strict=True))


@pytest.mark.parametrize(("score", "share"), [(1, 0), (2, Fraction(1, 4)), (3, Fraction(1, 2)), (5, 1)])
def test_a_score_is_a_share_of_its_weight(score, share):
    assert points(score) == share


@pytest.mark.parametrize("score", [0, 6, -1])
def test_there_is_no_score_outside_one_to_five(score):
    with pytest.raises(ValueError):
        points(score)


@pytest.mark.parametrize("who", ["master", "nuria", "diego", "amparo", "hugo", "leire"])
@pytest.mark.parametrize("recording", ["A", "B", "C", "D"])
def test_the_recordings_of_the_calibration_score_what_was_published(recording, who):
    given = FIXTURE["master_scores"] if who == "master" else next(one["scores"] for one in FIXTURE["assessors"] if one["user"] == who)
    lines = [Line(code, code, weight) for code, weight in zip(FIXTURE["criteria"], FIXTURE["weights"], strict=True)]
    reached = percent(lines, scored(*given[recording], codes=FIXTURE["criteria"]))
    assert round(float(reached), 1) == FIXTURE["expected"]["recording_score_pct"][recording][who]


def test_seventy_five_of_a_hundred_passes_and_a_hair_less_does_not():
    assert result(LINES, scored(4, 4, 4)).verdict == Verdict.PASSED
    assert result(LINES, scored(4, 4, 3)).verdict == Verdict.NOT_YET


def test_ninety_of_a_hundred_is_a_distinction():
    assert result(LINES, scored(5, 5, 4)).verdict == Verdict.DISTINCTION
    assert result(LINES, scored(5, 4, 4)).verdict == Verdict.PASSED


def test_a_one_in_any_criterion_is_not_yet():
    found = result([Line("C1", "OWN", 90), Line("C2", "EMP", 10)], scored(5, 1, codes=("C1", "C2")))
    assert (found.verdict, found.percent, found.short) == (Verdict.NOT_YET, 90, ("C2",))


def test_a_two_where_three_must_be_reached_is_not_yet():
    lines = [Line("C1", "OWN", 10, must_reach=3), Line("C2", "EMP", 90)]
    assert result(lines, scored(2, 5, codes=("C1", "C2"))).short == ("C1",)
    assert result(lines, scored(3, 5, codes=("C1", "C2"))).has_passed


def test_a_critical_error_decides_whatever_the_scores():
    found = result(LINES, scored(5, 5, 5), critical=["CE-ID"])
    assert (found.verdict, found.percent, found.critical) == (Verdict.NOT_YET, 100, ("CE-ID",))


def test_what_does_not_apply_counts_for_nothing():
    assert percent(LINES, scored(5, None, 5)) == 100
    assert result(LINES, scored(5, None, 5)).verdict == Verdict.DISTINCTION


def test_where_nothing_applies_there_is_no_result():
    found = result(LINES, scored(None, None, None))
    assert (found.verdict, found.percent) == (Verdict.NOT_YET, None)


def test_a_rubric_may_ask_for_more():
    assert not result(LINES, scored(4, 4, 4), marks=Marks(pass_percent=80)).has_passed
    assert result(LINES, scored(5, 5, 3), marks=Marks(least=4)).short == ("C3",)


def test_scores_support_their_weighted_mean_rounded_down():
    assert levels(LINES, scored(4, 3, 4), ceiling=5) == {"OWN": 4, "EMP": 3}


def test_no_level_is_above_the_ceiling_of_the_scenario():
    assert levels(LINES, scored(5, 5, 5), ceiling=4) == {"OWN": 4, "EMP": 4}


def test_a_competency_that_was_not_looked_at_has_no_level():
    assert levels(LINES, scored(4, None, None), ceiling=5) == {"OWN": 4}


def test_a_critical_error_measures_nothing():
    assert levels(LINES, scored(5, 5, 5), ceiling=5, critical=["CE-ID"]) == {}


def test_two_readings_are_their_mean_and_three_their_middle():
    one, two, three = (Reading(scored(*scores)) for scores in ((3, 4, 5), (4, 4, 4), (5, 5, 4)))
    assert combine([one, two]) == Combined(scored(Fraction(7, 2), 4, Fraction(9, 2)), frozenset())
    assert combine([one, two, three]).scores == scored(4, 4, 4)


def test_two_levels_apart_in_one_criterion_calls_a_third():
    assert not needs_third([Reading(scored(3, 3, 3)), Reading(scored(4, 4, 4))])
    assert needs_third([Reading(scored(3, 3, 3)), Reading(scored(3, 5, 3))])
    assert combine([Reading(scored(3, 3, 3)), Reading(scored(3, 5, 3))]).apart == ("C2",)


def test_a_critical_error_that_only_one_saw_calls_a_third_who_decides():
    saw, did_not = Reading(scored(4, 4, 4), frozenset({"CE-ID"})), Reading(scored(4, 4, 4))
    assert combine([saw, did_not]).disputed == ("CE-ID",)
    assert needs_third([saw, did_not])
    assert combine([saw, did_not]).critical == frozenset()
    assert combine([saw, did_not, saw]).critical == {"CE-ID"}
    assert combine([saw, did_not, did_not]).critical == frozenset()


def test_two_who_differ_on_whether_a_criterion_applies_call_a_third():
    assert needs_third([Reading(scored(4, 4, None)), Reading(scored(4, 4, 4))])
    assert combine([Reading(scored(4, 4, None)), Reading(scored(4, 4, 4)), Reading(scored(4, 4, None))]).scores["C3"] is None


def test_there_is_no_result_of_no_readings():
    with pytest.raises(ValueError):
        combine([])


SCORES = st.lists(st.integers(1, 5), min_size=3, max_size=3)


@given(st.lists(SCORES, min_size=1, max_size=4), st.randoms())
def test_the_order_of_the_assessors_changes_nothing(given_scores, random):
    readings = [Reading(scored(*scores)) for scores in given_scores]
    shuffled = list(readings)
    random.shuffle(shuffled)
    assert combine(readings) == combine(shuffled)


@given(SCORES, st.integers(0, 2))
def test_a_better_score_never_makes_a_worse_result(scores, which):
    better = list(scores)
    better[which] = min(5, better[which] + 1)
    assert percent(LINES, scored(*better)) >= percent(LINES, scored(*scores))
    assert result(LINES, scored(*better)).has_passed or not result(LINES, scored(*scores)).has_passed
