"""Did it help: against comparable people, and silent where chance could do it."""

import random

import pytest

from lms.refreshers.effect import FEWEST, Pair, Verdict, alike, effect


def crowd(gain: float = 0, number: int = 60, seed: int = 3) -> list[Pair]:
    """Whoever was low is in part given it; what was low by chance comes back by itself."""
    dice = random.Random(seed)
    found = []
    for _each in range(number):
        truth = dice.gauss(74, 3)
        before = truth + dice.gauss(0, 3)
        took = before < 74 and dice.random() < 0.6
        found.append(Pair(before, truth + dice.gauss(0, 1) + (gain if took else 0), "q", took))
    return found


def test_a_real_gain_is_told_with_its_figures():
    said = effect(crowd(gain=6, number=120))
    assert said.verdict == Verdict.HELPED
    assert said.low < 6 < said.high
    assert said.gain == pytest.approx(said.after - said.before - said.by_itself)


def test_coming_back_to_the_mean_is_no_gain():
    said = effect(crowd(number=120))
    assert said.verdict == Verdict.SILENT
    assert said.after > said.before + 1  # before against after alone would have called it one


def test_less_is_better_turns_the_verdict_and_not_the_figures():
    up, down = effect(crowd(gain=6, number=120)), effect(crowd(gain=6, number=120), more_is_better=False)
    assert (down.verdict, down.gain) == (Verdict.WORSE, up.gain)


def test_too_few_people_are_told_nothing():
    assert effect(crowd(gain=20, number=12)).verdict == Verdict.TOO_FEW
    assert effect([]).verdict == Verdict.TOO_FEW


def test_without_anybody_alike_nothing_is_compared():
    low = [Pair(40 + place / 10, 60, "q", True) for place in range(FEWEST)]
    high = [Pair(90 + place / 10, 90, "q", False) for place in range(FEWEST)]
    assert effect(low + high).verdict == Verdict.NOBODY_ALIKE


def test_only_people_of_the_same_days_are_compared():
    pairs = [Pair(70, 72, "spring", True), Pair(70, 72, "autumn", False)]
    assert alike(pairs) == []


def test_the_same_figures_give_the_same_answer():
    assert effect(crowd(gain=2)) == effect(crowd(gain=2))


def test_a_common_change_of_the_season_is_nobodys_gain():
    lifted = [Pair(one.before, one.after + 20, one.days, one.took) for one in crowd(number=120)]
    assert effect(lifted).verdict == Verdict.SILENT
