"""The demo's calendar: due dates pass over the days on which its centre rests."""

from datetime import date

import pytest

from courses.enrolments.models import Holiday
from lms.demo.loader import days
from lms.demo.loader.people import unit
from lms.demo.loader.rests import days_of_rest, easter, rests_of


@pytest.mark.parametrize(
    "sunday", [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2030, 4, 21), date(2038, 4, 25)]
)
def test_easter_is_when_the_church_says(sunday):
    assert easter(sunday.year) == sunday


def test_a_year_has_twelve_days_of_the_country_and_the_region_and_two_of_the_city():
    year = rests_of(2026)
    assert sorted(day for code, day in year if code == "malaga") == [date(2026, 8, 19), date(2026, 9, 8)]
    assert len([day for code, day in year if code == "alborada"]) == 12
    assert year["alborada", date(2026, 4, 3)] == "Viernes Santo"


def test_working_days_are_counted_without_them(monkeypatch):
    monkeypatch.setattr(days, "today", lambda: date(2026, 12, 10))
    assert days.working_days_ago(2) == date(2026, 12, 7)  # the 8th is a holiday
    assert days.day_of(date(2026, 12, 7), 2) == date(2026, 12, 9)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_academy")
def test_the_demo_keeps_them_and_its_due_dates_pass_over_them():
    from courses.enrolments.models import Enrolment

    kept = set(Holiday.objects.values_list("on", flat=True))
    assert kept == days_of_rest(days.today())
    assert Holiday.objects.filter(unit=unit("malaga")).count() == 6
    starts = set(Enrolment.objects.filter(cohort__isnull=False).values_list("starts_on", flat=True))
    assert starts.isdisjoint(kept)
    assert all(day.weekday() < 5 for day in starts)
