"""The model counted in days: what the academy uses."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.reviews.scheduling import Memory, Recall, after_day, after_review, chance_on, noon, replayed

DAY = date(2026, 3, 2)
ANSWERS = st.lists(st.tuples(st.sampled_from(Recall), st.integers(1, 400)), min_size=1, max_size=10)


def test_a_new_question_that_is_right_comes_back_in_two_days_and_a_wrong_one_tomorrow():
    assert after_day(None, Recall.GOOD, DAY).due_on == DAY + timedelta(days=2)
    assert after_day(None, Recall.FORGOTTEN, DAY).due_on == DAY + timedelta(days=1)


def test_after_the_steps_within_minutes_both_ways_of_counting_agree():
    by_minutes = Memory(due_at=noon(DAY))
    for _step in range(2):
        by_minutes = after_review(by_minutes, Recall.GOOD, by_minutes.due_at)
    by_days = after_day(None, Recall.GOOD, DAY)
    assert (by_minutes.due_at.date(), by_minutes.stability) == (by_days.due_on, by_days.stability)


@given(ANSWERS)
def test_the_next_day_is_always_a_later_one(answers):
    day, known = DAY, None
    for recall, gap in answers:
        day += timedelta(days=gap)
        known = after_day(known, recall, day)
        assert known.due_on > known.last_on == day


@given(ANSWERS)
def test_a_card_worked_out_from_its_log_is_what_it_was_step_by_step(answers):
    day, known, log = DAY, None, []
    for recall, gap in answers:
        day += timedelta(days=gap)
        known = after_day(known, recall, day)
        log.append((day, recall))
    assert replayed(log) == known


@pytest.mark.parametrize("recall", Recall)
def test_what_is_due_is_about_to_be_known_by_nine_in_ten(recall):
    known = after_day(after_day(None, Recall.EASY, DAY), recall, DAY + timedelta(days=8))
    if recall != Recall.FORGOTTEN:
        assert chance_on(known.stability, known.last_on, known.due_on) == pytest.approx(0.9, abs=0.02)


def test_no_answers_leave_no_memory():
    assert replayed([]) is None
