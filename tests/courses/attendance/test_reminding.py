from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from courses.attendance.actions import cancel_session, remind_of_registers, take_register
from courses.attendance.tasks import remind
from lms.language.days import day_month
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db


def told() -> list[Notification]:
    return list(Notification.objects.filter(kind="attendance.unsigned"))


def after(session, hours: float) -> datetime:
    return timezone.make_aware(datetime.combine(session.on, session.ends_at)) + timedelta(hours=hours)


def test_whoever_keeps_a_register_is_told_once_an_hour_after_the_class(group):
    session = group.session(1)
    remind_of_registers(after(session, 0.9))
    assert told() == []

    for hours in (1, 2, 30):
        remind_of_registers(after(session, hours))

    [one] = told()
    assert (one.person, one.title) == (group.trainer, "A register waits for your signature: Fibra")
    assert one.text == f"Noviembre, {day_month(session.on)}, 9:00–13:00. Until it is signed it counts for nobody."


def test_of_what_is_signed_cancelled_or_long_ago_nobody_is_told(group):
    group.signed(1)
    cancelled, _old = group.session(2), group.session(20)
    cancel_session(session=cancelled, reason="Sin sala", actor=group.trainer)
    remind()
    assert told() == []


def test_days_without_a_run_are_made_up_for(group):
    for days in (1, 3, 5):
        group.session(days)
    remind()
    assert len(told()) == 3


def test_who_gives_the_session_is_told_and_not_who_has_the_cohort(group):
    owen = world.member("trainer", group.service, first_name="Owen")
    group.session(1, trainer=owen)
    remind()
    assert [one.person for one in told()] == [owen]


def test_a_guest_who_may_not_sign_it_is_not_asked_to(group):
    group.session(1, trainer=world.member("agent", group.service))
    remind()
    assert [one.person for one in told()] == [group.trainer]


def test_nobody_is_told_where_nobody_may_sign(group):
    group.trainer.memberships.update(role="agent")
    group.session(1)
    remind()
    assert told() == []


def test_what_is_signed_later_was_told_in_its_time(group):
    session = group.session(1, starts_at=time(8), ends_at=time(9))
    remind()
    take_register(session=session, entries=group.entries(), revision=0, actor=group.trainer, sign=True)
    remind()
    assert len(told()) == 1
