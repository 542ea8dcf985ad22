"""Who is reminded of what was agreed: not before its time, not while away, and of nothing twice."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lms.competencies.queries.pieces import end_of
from lms.criteria import actions
from lms.criteria.reminding import AT_MOST, reminder
from lms.jobs.days import run
from lms.notifications.models import Notification
from tests import world

DUE = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-2, None), (-1, "before"), (0, "before"), (1, "late-0"), (7, "late-0"), (8, "late-1"), (22, "late-3"), (400, "late-3")],
)
def test_a_reminder_has_its_day(days, expected):
    assert reminder(DUE + timedelta(days), DUE) == expected


@given(st.lists(st.integers(-5, 60), min_size=1))
def test_days_left_out_and_days_run_twice_never_make_more_reminders_than_there_are(days):
    told = {name for day in sorted(days) if (name := reminder(DUE + timedelta(day), DUE))}
    assert len(told) <= AT_MOST + 1


def reminders(person) -> int:
    return Notification.objects.filter(person=person, kind="criteria.reminder").count()


def day_of(agreement, days: int) -> date:
    return timezone.localdate(agreement.guideline.versions.in_force().get().due_at) + timedelta(days)


def test_whoever_has_not_proved_it_is_reminded_once_for_each_reminder(agreement):
    agreement.published()
    for days in (-1, 0, 0, 1, 2, 2):
        run(day_of(agreement, days))
    assert (reminders(agreement.agent), reminders(agreement.coordinator)) == (2, 0)


def test_whoever_has_proved_it_is_left_in_peace(agreement):
    agreement.published()
    agreement.proved()
    run(day_of(agreement, 3))
    assert reminders(agreement.agent) == 0


def test_whoever_is_on_leave_is_reminded_when_they_are_back(agreement):
    from lms.operations.models import ProtectedAbsence

    agreement.published()
    late = day_of(agreement, 1)
    # Written down at the end of that afternoon: the day's job knows of it all the same.
    known = {"recorded_at": end_of(late) - timedelta(minutes=1)}
    ProtectedAbsence.objects.create(person=agreement.agent, starts_on=late - timedelta(5), ends_on=late, **known)
    run(late)
    assert reminders(agreement.agent) == 0
    run(late + timedelta(1))
    assert reminders(agreement.agent) == 1


def test_what_is_no_longer_in_force_is_not_reminded_of(agreement):
    agreement.published()
    late = day_of(agreement, 1)
    actions.withdraw(guideline=agreement.guideline, why="Ha cambiado la norma", actor=agreement.supervisor)
    run(late)
    assert reminders(agreement.agent) == 0


def test_a_coordinator_reminds_their_own_people_once_a_day(agreement, run_jobs):
    agreement.published()
    elsewhere = world.member("agent", world.unit(kind="team", parent=agreement.service, name="Poniente"))
    version = agreement.guideline.versions.in_force().get()
    for _time in range(2):
        actions.remind(version=version, actor=agreement.coordinator)
    run_jobs()
    assert (reminders(agreement.agent), reminders(elsewhere)) == (1, 0)
    actions.remind(version=version, actor=agreement.supervisor)
    run_jobs()
    assert (reminders(agreement.agent), reminders(elsewhere)) == (1, 1)


def test_an_agent_reminds_nobody(agreement):
    agreement.published()
    with pytest.raises(PermissionDenied):
        actions.remind(version=agreement.guideline.versions.in_force().get(), actor=agreement.agent)


def test_the_reminder_says_until_when_in_the_persons_language(agreement):
    agreement.published()
    type(agreement.agent).objects.filter(pk=agreement.agent.pk).update(language="en")
    run(day_of(agreement, 0))
    told = Notification.objects.get(person=agreement.agent, kind="criteria.reminder")
    assert told.title == "Still to prove: title en"
    assert told.text.startswith("By ")


def test_whoever_leads_and_was_away_when_it_came_into_force_is_asked_to_sign_when_back(agreement):
    from lms.operations.actions import record_absence

    today = timezone.localdate()
    record_absence(person=agreement.coordinator, starts_on=today - timedelta(5), ends_on=today + timedelta(5))
    actions.sign(version=agreement.version, actor=agreement.supervisor)
    actions.publish(version=agreement.version, actor=agreement.supervisor)
    asked = Notification.objects.filter(kind="criteria.sign", person=agreement.coordinator)
    counts = []
    for days in (0, 5, 6, 6, 9):
        run(today + timedelta(days))
        counts.append(asked.count())
    assert counts == [0, 0, 1, 1, 1]
    assert asked.get().mail_after  # in the mail of their next shift


def test_whoever_began_to_lead_later_or_has_signed_is_asked_nothing(agreement):
    agreement.published()
    world.member("coordinator", agreement.team)
    run(timezone.localdate() + timedelta(3))
    assert not Notification.objects.filter(kind="criteria.sign", key__contains=":back:").exists()
