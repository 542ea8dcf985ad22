"""Whose hours count, what differs from them, and that leave and holidays hold mail back until somebody is at work again."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from courses.enrolments.actions import add_holiday
from lms.jobs.models import Job
from lms.notifications.actions import mail_urgently, notify, open_digests, set_unit_hours, set_working_hours
from lms.notifications.models import Digest, Notification, PlannedDay, WorkingHours
from lms.notifications.queries import hours_of, next_beginning, rotas_of, week_in_words
from lms.notifications.shifts import Hours, Rota, Span, next_shift, next_stretch, parse_hours, shift_at
from lms.operations.actions import record_absence
from tests import world

MADRID = ZoneInfo("Europe/Madrid")
SPLIT = tuple(parse_hours("1-5 09:00-13:00; 1-5 16:00-20:00"))
OFFICE = parse_hours("1-5 08:00-15:00")
NIGHT = (time(22), time(6))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MADRID).astimezone(UTC)


# ── Without a database ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_split_day_is_one_shift_and_nobody_is_at_work_in_its_break():
    whole = Span(at("2026-11-23 09:00"), at("2026-11-23 20:00"))
    assert shift_at(SPLIT, MADRID, at("2026-11-23 10:00")) == shift_at(SPLIT, MADRID, at("2026-11-23 19:00")) == whole
    assert shift_at(SPLIT, MADRID, at("2026-11-23 14:00")) is None
    assert next_shift(SPLIT, MADRID, at("2026-11-23 14:00")).starts == at("2026-11-24 09:00")
    assert next_stretch(SPLIT, MADRID, at("2026-11-23 14:00")).starts == at("2026-11-23 16:00")


def test_a_night_written_in_two_dates_is_one_shift():
    rota = Rota(days={date(2026, 11, 23): ((time(22), time(0)),), date(2026, 11, 24): ((time(0), time(6)),)})
    assert shift_at(rota, MADRID, at("2026-11-24 03:00")) == Span(at("2026-11-23 22:00"), at("2026-11-24 06:00"))


def test_a_planned_date_goes_before_the_week_and_says_what_is_off_in_that_week():
    rota = Rota(tuple(OFFICE), days={date(2026, 11, 25): (NIGHT,), date(2026, 11, 27): ()})
    assert [bool(rota.on(date(2026, 11, day))) for day in range(23, 30)] == [False, False, True, False, False, False, False]
    assert rota.on(date(2026, 11, 30)) == [(time(8), time(15))]  # the week after is as always


def test_a_holiday_is_free_for_whoever_was_not_planned_to_work_on_it():
    day = date(2026, 12, 8)
    assert Rota(tuple(OFFICE), holidays=frozenset({day})).on(day) == []
    assert Rota(tuple(OFFICE), days={day: (NIGHT,)}, holidays=frozenset({day})).on(day) == [NIGHT]


def test_nobody_works_on_leave_and_the_shift_after_a_long_one_is_found():
    away = ((date(2026, 11, 20), date(2027, 3, 31)),)
    rota = Rota(tuple(OFFICE), days={date(2026, 11, 25): (NIGHT,)}, away=away)
    assert rota.on(date(2026, 11, 25)) == []
    assert next_shift(rota, MADRID, at("2026-11-24 12:00")).starts == at("2027-04-01 08:00")
    assert next_shift(Rota(tuple(OFFICE), away=((date(2026, 11, 20), None),)), MADRID, at("2026-11-24 12:00")) is None


def test_a_week_is_said_in_as_few_words_as_it_can():
    with override("en"):
        words = week_in_words(parse_hours("1-3 08:00-15:00; 5 22:00-06:00"))
    assert words == [("Monday – Wednesday", "08:00-15:00"), ("Friday", "22:00-06:00")]


# ── With one ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sofia(db):
    company = world.unit()
    centre = world.unit(kind="centre", parent=company)
    return world.member("agent", world.unit(kind="team", parent=centre), email="sofia@example.com", language="en")


def unit_of(person):
    return person.current_memberships[0].unit


def tell(person, key="one", kind="enrolled"):
    return notify(person=person, kind=kind, key=key, title="A new module", url="/programme/")


def mornings_and_nights() -> tuple[list[Hours], list[Hours]]:
    return parse_hours("1-7 06:00-14:00"), parse_hours("1-7 22:00-06:00")


def test_the_hours_are_the_persons_then_the_nearest_units_then_the_houses(sofia, settings):
    mornings, nights = mornings_and_nights()
    team = unit_of(sofia)
    assert hours_of(sofia) == parse_hours(settings.WORKING_HOURS)
    set_unit_hours(unit=team.get_root(), hours=mornings)
    assert hours_of(sofia) == mornings
    set_unit_hours(unit=team, hours=nights)
    assert hours_of(sofia) == nights
    set_working_hours(person=sofia, hours=OFFICE)
    assert hours_of(sofia) == OFFICE
    set_working_hours(person=sofia, hours=[])
    set_unit_hours(unit=team, hours=[])
    assert hours_of(sofia) == mornings


def test_when_people_work_is_asked_in_as_many_queries_for_one_as_for_three(sofia):
    set_unit_hours(unit=unit_of(sofia).get_root(), hours=OFFICE)
    people = [sofia, *(world.member("agent", unit_of(sofia)) for _number in range(2))]
    now = timezone.now()
    rotas_of(people, now)
    numbers = []
    for some in (people[:1], people):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            rotas_of(some, now)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 6


def test_what_is_told_on_leave_comes_in_one_mail_on_the_first_day_back(sofia, run_jobs):
    today = timezone.localdate()
    back = today + timedelta(days=20)
    record_absence(person=sofia, starts_on=today - timedelta(days=2), ends_on=back - timedelta(days=1))
    tell(sofia)
    tell(sofia, "two")
    tell(sofia, "urgent", "certificates.revoked")
    for day in range(20):
        open_digests(now=timezone.now() + timedelta(days=day))
    run_jobs()
    assert (mail.outbox, Digest.objects.count()) == ([], 0)
    assert {timezone.localdate(one.mail_after) for one in Notification.objects.filter(mail_after__isnull=False)} == {back}
    assert [timezone.localdate(job.due_at) for job in Job.objects.filter(kind="notifications.mail")] == [back]
    first = Notification.objects.get(key="one").mail_after
    assert (open_digests(now=first), open_digests(now=first + timedelta(minutes=5))) == (1, 0)


def test_whoever_is_back_earlier_is_written_to_then(sofia, run_jobs):
    today = timezone.localdate()
    record_absence(person=sofia, starts_on=today - timedelta(days=2))  # nobody knows until when
    tell(sofia)
    tell(sofia, "urgent", "certificates.revoked")
    assert next_beginning(sofia, timezone.now()) is None
    assert Notification.objects.get(key="one").mail_after > timezone.now() + timedelta(days=13)
    record_absence(person=sofia, starts_on=today - timedelta(days=2), ends_on=today - timedelta(days=1))
    assert Notification.objects.get(key="one").mail_after <= timezone.now() + timedelta(days=1)
    run_jobs()
    assert [message.subject for message in mail.outbox] == ["A new module"]  # the urgent one, at once


def test_a_holiday_of_the_centre_holds_mail_back_unless_one_is_planned_to_work(sofia, run_jobs):
    today = timezone.localdate()
    set_working_hours(person=sofia, hours=parse_hours("1-7 00:00-00:00"))
    add_holiday(unit=unit_of(sofia).get_root(), on=today, name="Our Lady", actor=world.member("hr", unit_of(sofia).get_root()))
    tell(sofia)
    Notification.objects.update(mail_after=timezone.now() - timedelta(minutes=1))
    assert open_digests(now=timezone.now()) == 0
    assert timezone.localdate(Notification.objects.get().mail_after) == today + timedelta(days=1)
    PlannedDay.objects.create(person=sofia, on=today, starts=time(0), ends=time(0))
    Notification.objects.update(mail_after=timezone.now() - timedelta(minutes=1))
    assert open_digests(now=timezone.now()) == 1


def test_an_urgent_mail_in_the_break_of_a_split_day_waits_for_its_second_half(sofia):
    set_working_hours(person=sofia, hours=list(SPLIT))
    urgent = tell(sofia, kind="certificates.revoked")
    Job.objects.all().delete()
    mail_urgently(notification=urgent, now=at("2026-11-23 14:00"))
    assert [job.due_at for job in Job.objects.all()] == [at("2026-11-23 16:00")]


# ── On the screen ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_units_hours_are_kept_by_its_supervisor_and_read_by_those_below(client, sofia):
    team = unit_of(sofia)
    client.force_login(world.member("supervisor", team.get_parent()))
    address = reverse("notifications:unit_hours", args=[team.code])
    assert client.post(address, {"day_0": "9:00-13:00 y 16:00-20:00", "day_1": "22h a 6h", "day_2": "libre"}).status_code == 302
    kept = WorkingHours.objects.filter(unit=team).order_by("weekday", "starts").values_list("weekday", "starts", "ends")
    assert list(kept) == [(0, time(9), time(13)), (0, time(16), time(20)), (1, time(22), time(6))]
    page = client.get(reverse("notifications:units")).content.decode()
    assert "09:00-13:00, 16:00-20:00" in page
    assert client.get(reverse("notifications:unit_hours", args=[team.get_root().code])).status_code == 403
    client.force_login(sofia)
    assert client.get(reverse("notifications:units")).status_code == 403
    assert "22:00-06:00" in client.get(reverse("notifications:preferences")).content.decode()


@pytest.mark.parametrize(
    "text", ["8", "08:00", "25:00-26:00", "08:00-08:00", "09:00-08:00", "08:00-14:00, 13:00-16:00", "<b>-</b>", "\x00"]
)
def test_hours_that_make_no_sense_are_refused_with_their_mend(client, sofia, text):
    client.force_login(world.member("supervisor", unit_of(sofia).get_root()))
    answer = client.post(reverse("notifications:unit_hours", args=[unit_of(sofia).code]), {"day_0": text})
    assert answer.status_code == 422 and not WorkingHours.objects.exists()


def test_the_units_are_asked_in_as_many_queries_for_one_as_for_three(client, sofia):
    supervisor = world.member("supervisor", unit_of(sofia).get_root())
    client.force_login(supervisor)
    set_unit_hours(unit=unit_of(sofia), hours=OFFICE)
    numbers = []
    for _time in range(2):
        client.get(reverse("notifications:units"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("notifications:units"))
        numbers.append(len(asked))
        for _number in range(3):
            set_unit_hours(unit=world.unit(kind="team", parent=unit_of(sofia).get_parent()), hours=OFFICE)
    assert numbers[0] == numbers[1]
