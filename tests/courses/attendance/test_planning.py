from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.attendance.actions import Stretch, add_session, cancel_session, change_session, plan_sessions
from courses.attendance.exceptions import Refused
from courses.attendance.models import ClassSession
from courses.enrolments.actions import add_holiday
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db
MORNING, AFTERNOON = Stretch(time(9), time(13)), Stretch(time(14), time(16))
FRIDAY, MONDAY, TUESDAY, WEDNESDAY = date(2027, 1, 8), date(2027, 1, 11), date(2027, 1, 12), date(2027, 1, 13)


@pytest.fixture
def ahead(group):
    """The same class, which starts on a Friday to come; its three modules stand on days 1, 2 and 2."""
    places = list(group.cohort.programme.programme_modules.order_by("sort_order"))
    for place, day in zip(places, (1, 2, 2), strict=True):
        type(place).objects.filter(pk=place.pk).update(day=day)
    type(group.cohort).objects.filter(pk=group.cohort.pk).update(starts_on=FRIDAY)
    group.cohort.refresh_from_db()
    return group


def test_each_working_day_of_the_programme_gets_its_hours_and_its_module(ahead):
    made = plan_sessions(cohort=ahead.cohort, stretches=[AFTERNOON, MORNING], actor=ahead.trainer)

    first, second, _third = ahead.cohort.programme.programme_modules.order_by("sort_order")
    found = [(one.on, one.starts_at, one.module_id, one.room, one.trainer) for one in ahead.cohort.sessions.all()]
    assert made == 4
    assert found == [
        (FRIDAY, time(9), first.module_id, "Sala 2", ahead.trainer),
        (FRIDAY, time(14), first.module_id, "Sala 2", ahead.trainer),
        (MONDAY, time(9), second.module_id, "Sala 2", ahead.trainer),
        (MONDAY, time(14), second.module_id, "Sala 2", ahead.trainer),
    ]


def test_the_days_step_over_a_holiday_of_where_the_cohort_is(ahead):
    add_holiday(unit=ahead.service, on=MONDAY, name="Fiesta local", actor=world.member("hr", ahead.service))

    plan_sessions(cohort=ahead.cohort, stretches=[MORNING], actor=ahead.trainer)

    assert [one.on for one in ahead.cohort.sessions.all()] == [FRIDAY, TUESDAY]


def test_planning_twice_adds_nothing_and_leaves_what_was_moved(ahead):
    plan_sessions(cohort=ahead.cohort, stretches=[MORNING], actor=ahead.trainer)
    moved = ahead.cohort.sessions.first()
    change_session(session=moved, actor=ahead.trainer, starts_at=time(10), ends_at=time(12))

    assert plan_sessions(cohort=ahead.cohort, stretches=[MORNING], actor=ahead.trainer) == 0
    assert ahead.cohort.sessions.count() == 2


def test_two_stretches_that_overlap_are_refused(ahead):
    with pytest.raises(Refused, match="overlap"):
        plan_sessions(cohort=ahead.cohort, stretches=[MORNING, Stretch(time(12), time(15))], actor=ahead.trainer)
    assert not ClassSession.objects.exists()


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "words"),
    [(time(12), time(14), "9:00–13:00"), (time(8), time(8), "ends before"), (time(8), time(7), "ends before")],
)
def test_a_session_that_does_not_fit_is_refused_with_the_reason(group, starts_at, ends_at, words):
    there = group.session(0)
    with pytest.raises(Refused, match=words):
        add_session(cohort=group.cohort, actor=group.trainer, on=there.on, starts_at=starts_at, ends_at=ends_at, topic="Otra")
    assert group.cohort.sessions.count() == 1


def test_the_same_session_sent_twice_is_one(group):
    values = {"on": timezone.localdate(), "starts_at": time(9), "ends_at": time(13), "topic": "Repaso"}
    first = add_session(cohort=group.cohort, actor=group.trainer, **values)
    assert add_session(cohort=group.cohort, actor=group.trainer, **values) == first


def test_who_is_in_it_is_told_of_another_hour_and_not_of_another_topic(group):
    session = group.session(-3)
    change_session(session=session, actor=group.trainer, topic="Wifi")
    assert not Notification.objects.filter(kind="attendance.moved").exists()

    change_session(session=session, actor=group.trainer, starts_at=time(10))
    change_session(session=session, actor=group.trainer, starts_at=time(10))

    told = Notification.objects.filter(kind="attendance.moved")
    assert {one.person_id for one in told} == {one.person_id for one in group.everybody}
    assert "10:00–13:00" in told[0].text
    assert "Wifi" in told[0].title


def test_a_past_session_is_moved_without_a_word(group):
    change_session(session=group.session(2), actor=group.trainer, starts_at=time(10))
    assert not Notification.objects.filter(kind="attendance.moved").exists()


def test_a_cancelled_session_says_why_and_frees_its_hours(group):
    session = group.session(-3)
    for _time in range(2):
        cancel_session(session=session, reason="La sala está en obras", actor=group.trainer)

    session.refresh_from_db()
    assert (session.state, session.cancelled_for) == ("cancelled", "La sala está en obras")
    assert Notification.objects.filter(kind="attendance.cancelled", text="La sala está en obras").count() == 3
    add_session(cohort=group.cohort, actor=group.trainer, on=session.on, starts_at=time(9), ends_at=time(13), topic="Fibra")


def test_cancelling_needs_a_reason(group):
    session = group.session(-3)
    with pytest.raises(Refused, match="why"):
        cancel_session(session=session, reason=" ", actor=group.trainer)


def test_what_was_signed_took_place_and_is_neither_moved_nor_cancelled(group):
    session = group.signed()
    for act in (
        lambda: change_session(session=session, actor=group.trainer, starts_at=time(10)),
        lambda: cancel_session(session=session, reason="No hubo", actor=group.trainer),
    ):
        with pytest.raises(Refused, match="signed"):
            act()


def test_only_whoever_teaches_the_cohort_plans_it(group):
    hr = world.member("hr", group.service)
    elsewhere = world.member("trainer", world.unit(kind="service", name="Otra"))
    for actor in (hr, elsewhere, group.ana.person):
        with pytest.raises(PermissionDenied):
            plan_sessions(cohort=group.cohort, stretches=[MORNING], actor=actor)
    assert not ClassSession.objects.exists()


def test_the_database_knows_that_a_cohort_is_in_one_session_at_a_time(group):
    session = group.session()
    with pytest.raises(IntegrityError), transaction.atomic():
        ClassSession.objects.create(cohort=group.cohort, on=session.on, starts_at=session.starts_at, ends_at=time(20))
    with pytest.raises(IntegrityError), transaction.atomic():
        ClassSession.objects.create(cohort=group.cohort, on=session.on - timedelta(days=9), starts_at=time(9), ends_at=time(8))
