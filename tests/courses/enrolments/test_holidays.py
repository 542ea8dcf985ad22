from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.enrolments.actions import add_holiday, assign, remove_holiday
from courses.enrolments.models import Holiday
from courses.enrolments.queries import path, paths
from courses.enrolments.queries.holidays import holidays_of
from courses.enrolments.queries.people import lateness
from tests import world

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY, FRIDAY, SATURDAY, NEXT_MONDAY = (date(2026, 12, day) for day in (7, 8, 9, 11, 12, 14))


def at(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 10))


@pytest.fixture
def centre():
    """A company of two centres; the day of the Immaculate is a Tuesday and holds in the whole of it."""
    company = world.unit(name="Alborada")
    malaga, bilbao = (world.unit(kind="centre", parent=company, name=name) for name in ("Málaga", "Bilbao"))
    hr = world.member("hr", company)
    add_holiday(unit=company, on=TUESDAY, name="Inmaculada", actor=hr)
    add_holiday(unit=malaga, on=WEDNESDAY, name="Fiesta de Málaga", actor=hr)
    return {"company": company, "malaga": malaga, "bilbao": bilbao, "hr": hr}


@pytest.fixture
def programme():
    return world.programme([world.lesson().get_parent().specific for _day in range(5)], unlock_rule="on_day")


def enrolled(centre, where, programme, starts_on=MONDAY):
    return world.enrolment(world.member("trainee", centre[where]), programme, starts_on=starts_on, actor=centre["hr"])


def test_a_holiday_holds_for_its_unit_and_what_is_below_it(centre):
    here, there = world.member("trainee", centre["malaga"]), world.member("trainee", centre["bilbao"])

    found = holidays_of([here.pk, there.pk])

    assert (found[here.pk], found[there.pk]) == ({TUESDAY, WEDNESDAY}, {TUESDAY})


def test_the_days_of_a_programme_step_over_holidays(centre, programme):
    way = path(enrolled(centre, "malaga", programme), now=at(MONDAY))

    assert [module.on.day for module in way.modules] == [7, 10, 11, 14, 15]
    assert way.modules[1].opens_on.day == 10


@pytest.mark.parametrize(
    ("where", "day", "behind"),
    [
        ("malaga", TUESDAY, None),  # a holiday: Monday's module is the last that was asked for
        ("malaga", WEDNESDAY, None),
        ("malaga", date(2026, 12, 10), 1),
        ("bilbao", WEDNESDAY, 1),
    ],
)
def test_nobody_falls_behind_on_a_holiday(centre, programme, where, day, behind):
    way = path(enrolled(centre, where, programme), now=at(day))

    assert (way.behind.day if way.behind else None) == behind
    assert bool(lateness(way)) == bool(behind)


@pytest.mark.parametrize(("day", "behind"), [(FRIDAY, None), (SATURDAY, None), (NEXT_MONDAY, 1)])
def test_nobody_falls_behind_at_a_weekend(programme, day, behind):
    way = path(world.enrolment(None, programme, starts_on=FRIDAY), now=at(day))

    assert (way.behind.day if way.behind else None) == behind


def test_a_due_date_steps_over_the_holidays_of_each_person(centre, programme):
    for where in ("malaga", "bilbao"):
        world.member("trainee", centre[where], first_name=where)

    given = assign(
        programme=programme, unit=centre["company"], roles=["trainee"], starts_on=MONDAY, due_days=3, reason="Start", actor=centre["hr"]
    )

    assert dict(given.enrolments.values_list("person__first_name", "due_on")) == {"malaga": FRIDAY, "bilbao": date(2026, 12, 10)}


def test_adding_twice_adds_once_and_removing_makes_it_a_working_day(centre, programme):
    enrolment = enrolled(centre, "bilbao", programme)
    holiday = add_holiday(unit=centre["company"], on=TUESDAY, name="Again", actor=centre["hr"])
    assert (Holiday.objects.count(), holiday.name) == (2, "Inmaculada")

    remove_holiday(holiday=holiday, actor=centre["hr"])
    remove_holiday(holiday=holiday, actor=centre["hr"])

    assert [module.on.day for module in path(enrolment, now=at(MONDAY)).modules][:2] == [7, 8]


@pytest.mark.parametrize("count", [1, 3])
def test_the_paths_of_many_people_cost_what_one_costs(centre, programme, count, django_assert_num_queries):
    rows = [enrolled(centre, "malaga", programme) for _person in range(count)]
    paths(rows, now=at(MONDAY))

    with django_assert_num_queries(4):
        assert len(paths(rows, now=at(MONDAY))) == count


class TestTheCalendar:
    def test_hr_adds_and_removes_a_day(self, client, centre):
        client.force_login(centre["hr"])
        address = reverse("enrolments:holidays")

        client.post(address, {"on": "2026-12-25", "name": "Navidad", "unit": centre["company"].pk})
        made = Holiday.objects.get(name="Navidad")
        assert "Navidad" in client.get(address).content.decode()
        assert made.unit == centre["company"]

        client.post(reverse("enrolments:remove_holiday", args=[made.pk]))
        assert not Holiday.objects.filter(pk=made.pk).exists()

    def test_a_centre_sees_the_days_of_the_company_and_cannot_take_them_away(self, client, centre):
        client.force_login(world.member("hr", centre["malaga"]))

        shown = client.get(reverse("enrolments:holidays")).content.decode()
        assert ("Inmaculada" in shown, "Fiesta de Málaga" in shown) == (True, True)
        assert shown.count("/remove/") == 1
        company_day = Holiday.objects.get(name="Inmaculada")
        assert client.post(reverse("enrolments:remove_holiday", args=[company_day.pk])).status_code == 404

    def test_a_day_cannot_be_given_to_another_branch_or_to_another_century(self, client, centre):
        client.force_login(world.member("hr", centre["malaga"]))

        for wrong in ({"unit": centre["bilbao"].pk, "on": "2026-12-25"}, {"unit": centre["malaga"].pk, "on": "0226-12-25"}):
            assert client.post(reverse("enrolments:holidays"), {"name": "Navidad", **wrong}).status_code == 422
        assert not Holiday.objects.filter(name="Navidad").exists()

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same_however_long(self, client, centre, count, django_assert_num_queries):
        Holiday.objects.all().delete()
        for day in range(count):
            add_holiday(unit=centre["malaga"], on=date(2026, 12, 20 + day), name=f"Day {day}", actor=centre["hr"])
        client.force_login(centre["hr"])
        with django_assert_num_queries(11):
            client.get(reverse("enrolments:holidays"))
