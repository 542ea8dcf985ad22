import random
from datetime import date

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from assessments.reviews.fitting import Fit, count, fit, log_loss
from assessments.reviews.scheduling import Recall, after_day, chance_on

# A centre where everything is forgotten sooner than the published weights believe.
FORGETFUL = (0.05, 0.3, 0.5, 1.5, *DEFAULT_PARAMETERS[4:8], 1.1, *DEFAULT_PARAMETERS[9:20], 0.3)


def people_with(weights, cards, seed=1, reviews=5):
    dice = random.Random(seed)
    return [_history(weights, dice, reviews) for _card in range(cards)]


def _history(weights, dice, reviews):
    day, asked, real, history = date(2026, 1, 1), None, None, []
    for _review in range(reviews):
        chance = chance_on(real.stability, real.last_on, day, parameters=weights) if real else 0.7
        recall = Recall.GOOD if dice.random() < chance else Recall.FORGOTTEN
        history.append((day, recall))
        asked, real = after_day(asked, recall, day), after_day(real, recall, day, parameters=weights)
        day = asked.due_on
    return history


def test_people_who_forget_sooner_are_predicted_better_by_a_fit():
    found = fit(people_with(FORGETFUL, 300))
    assert found.reviews == 1200
    assert found.is_better
    assert found.after < 0.95 * found.before


def test_the_weights_that_are_found_stay_within_the_bounds_of_the_model():
    found = fit(people_with(FORGETFUL, 140)).parameters
    assert len(found) == 21
    assert all(low <= value <= high for low, value, high in zip(LOWER_BOUNDS_PARAMETERS, found, UPPER_BOUNDS_PARAMETERS, strict=True))


def test_the_same_reviews_give_the_same_weights():
    histories = people_with(FORGETFUL, 130)
    assert fit(histories) == fit(histories)


def test_511_reviews_are_too_few():
    one = people_with(FORGETFUL, 1)[0]
    histories = [one] * 127 + [one[:4]]
    assert count(histories) == 511
    with pytest.raises(ValueError, match="511"):
        fit(histories)


def test_a_fit_that_hardly_predicts_better_is_not_better():
    assert not Fit((), 600, before=0.5, after=0.4999).is_better
    assert not Fit((), 600, before=0.5, after=0.6).is_better
    assert Fit((), 600, before=0.5, after=0.45).is_better


def test_the_loss_of_one_right_answer_is_minus_the_log_of_its_chance():
    known = after_day(None, Recall.GOOD, date(2026, 1, 1))
    history = [(date(2026, 1, 1), Recall.GOOD), (date(2026, 1, 3), Recall.GOOD)]
    assert known.due_on == date(2026, 1, 3)
    # (1 + f·t/S)^-d at t=2, S=2.3065, d=0.1542, f=0.9^(-1/d)-1: 0.9103…, worked out by hand; -ln of it is 0.0939.
    assert log_loss([history], DEFAULT_PARAMETERS) == pytest.approx(0.0939, abs=0.001)


def test_nothing_predicted_loses_nothing():
    assert log_loss([[(date(2026, 1, 1), Recall.GOOD)]], DEFAULT_PARAMETERS) == 0
