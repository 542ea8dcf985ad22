"""A simulated year, day by day, with a clock set by hand: states flip on the exact day, no task is given twice, nothing that was
written is changed, a day's work that runs twice changes nothing, and ten days without it come to the same."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from lms.jobs import days
from tests.roles import fingerprint
from tests.simulation import laws
from tests.simulation.centre import Centre
from tests.simulation.clock import Clock
from tests.simulation.oracle import DAY

pytestmark = pytest.mark.django_db
BEGINS = date(2028, 1, 3)  # a Monday, and a year of 366 days
SKIPPED = 10


@pytest.mark.parametrize(
    ("people", "length"),
    [
        pytest.param(60, 183, id="half a year of sixty people"),
        pytest.param(500, 366, id="a year of five hundred", marks=pytest.mark.bench),
    ],
)
def test_a_year_day_by_day_holds_its_laws(people, length):
    clock = Clock(BEGINS)
    with clock.running():
        centre, kept = Centre(people=people, days=length, begins=BEGINS, seed=7, clock=clock), laws.Kept()
        broken = []
        for number in range(length):
            day = BEGINS + timedelta(days=number)
            clock.to(day)
            if number % 61 == 50:
                broken += differences_after_skipping(clock, day)
            days.run(day)
            with nothing_changes(broken, f"{day}: the second run of the day changes something"):
                days.run(day)
            broken += laws.cycles_out_of_place(centre, day)
            broken += laws.levels_out_of_place(centre, day)
            centre.live(day)
            if number % 7 == 0:
                broken += [f"{day}: {row} was changed" for row in kept.look()]
                broken += laws.tasks_given_twice()
            assert broken[:10] == []
        broken += laws.refreshers_out_of_place(centre, day)
        broken += laws.drops_missed(centre, day)
        broken += [f"{day}: {row} was changed" for row in kept.look()]
    assert broken[:10] == []
    assert_the_year_had_all_of_it(centre)


def assert_the_year_had_all_of_it(centre: Centre) -> None:
    """Laws that nothing could break would say nothing."""
    from assessments.quizzes.models import Attempt
    from courses.changes.models import ReadAgain
    from lms.competencies.models import CompetencyState
    from lms.refreshers.models import RefresherAssignment
    from lms.renewals.models import CertificationPeriod

    states = set(CertificationPeriod.objects.values_list("state", flat=True))
    assert {"renewed", "expired", "assigned"} <= states
    assert {"current", "expired"} & set(CompetencyState.objects.values_list("standing", flat=True))
    assert set(RefresherAssignment.objects.values_list("trigger", flat=True)) == {"absence_return", "expiry", "kpi"}
    assert Attempt.objects.count() > 50
    assert ReadAgain.objects.count() >= 3


@contextmanager
def nothing_changes(broken: list[str], words: str):
    """On SQLite its own count of rows written says it; elsewhere every table is compared."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        before = connection.connection.total_changes
        yield
        if connection.connection.total_changes != before:
            broken.append(words)
        return
    before = fingerprint()
    yield
    if fingerprint() != before:
        broken.append(words)


def differences_after_skipping(clock: Clock, day: date) -> list[str]:
    """The same ten days to come, once day by day and once only the last of them; then both are taken back."""
    ahead = [day + number * DAY for number in range(SKIPPED + 1)]
    daily, at_once = _after(clock, ahead), _after(clock, ahead[-1:])
    clock.to(day)
    return [f"{day}: {one}" for one in sorted(daily ^ at_once)]


def _after(clock: Clock, some: list[date]) -> set[str]:
    from lms.competencies.models import CompetencyState
    from lms.refreshers.models import RefresherAssignment
    from lms.renewals.models import CertificationPeriod

    with transaction.atomic():
        for day in some:
            clock.to(day)
            days.run(day)
        cycles = CertificationPeriod.objects.values_list(
            "person", "number", "state", "state_since", "assigned_on", "due_on", "enrolment__starts_on", "valid_until"
        )
        refreshers = RefresherAssignment.objects.values_list("person", "cause", "caused_on", "given_on", "state", "enrolment__starts_on")
        levels = CompetencyState.objects.values_list("person", "competency", "standing", "level", "valid_until", "changes_on")
        found = {str(row) for rows in (cycles, refreshers, levels) for row in rows.order_by()}
        transaction.set_rollback(True)
    return found
