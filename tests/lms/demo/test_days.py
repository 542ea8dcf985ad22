from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.enrolments.calendar import day_number
from lms.demo.loader import days

A_WEEK = [date(2026, 11, 16) + timedelta(days=number) for number in range(7)]


@pytest.mark.parametrize("today", A_WEEK)
def test_on_any_day_of_the_week_the_cohort_is_on_its_third_day(today, monkeypatch):
    monkeypatch.setattr(days, "today", lambda: today)
    assert day_number(days.cohort_start(), today) == 3


@pytest.mark.parametrize("today", A_WEEK)
def test_who_finished_did_so_about_four_weeks_ago(today, monkeypatch):
    monkeypatch.setattr(days, "today", lambda: today)
    last = days.day_of(days.finished_start(), days.PROGRAMME_DAYS)
    assert timedelta(days=28) <= today - last <= timedelta(days=30)


def test_nothing_is_dated_later_than_now():
    assert days.at(timezone.localdate() + timedelta(days=1), "09:00") <= timezone.now()
