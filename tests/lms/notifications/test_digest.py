"""One mail at the beginning of a shift, with what is new and due; none outside the shift, and none without anything to tell."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.notifications.actions import choose_mail, mail_urgently, notify, open_digests, read, set_working_hours
from lms.notifications.models import Digest, MailPreference, Notification, WorkingHours
from lms.notifications.queries import switched_off
from lms.notifications.shifts import parse_hours
from lms.notifications.unsubscribing import off_token
from tests import world

pytestmark = pytest.mark.django_db


def tell(person, key="one", *, kind="enrolled", title="A new module", **values):
    return notify(person=person, kind=kind, key=key, title=title, text="It waits for you.", url="/programme/", **values)


def begin_the_shift(run_jobs) -> None:
    """As if what waits had been told before the shift that is on."""
    Notification.objects.filter(mail_after__isnull=False).update(mail_after=timezone.now() - timedelta(minutes=1))
    open_digests(now=timezone.now())
    run_jobs()


@pytest.fixture
def sofia():
    return world.person(email="sofia@example.com", language="en")


def test_what_is_new_is_one_mail_with_what_has_a_date_first(sofia, run_jobs):
    tell(sofia)
    tell(sofia, "two", kind="renewals.reminder", title="“Chat” holds until 30 November")
    run_jobs()
    assert mail.outbox == []
    begin_the_shift(run_jobs)
    [message] = mail.outbox
    html = message.alternatives[0][0]
    for body in (message.body, html):
        assert body.index("“Chat” holds until 30 November") < body.index("A new module")
        assert "http://localhost:8000/programme/" in body
    assert message.subject == "“Chat” holds until 30 November, and more for your shift"
    assert Notification.objects.filter(mailed_at__isnull=False, mail_after=None).count() == 2


def test_a_shift_has_one_mail_however_often_it_is_asked_for(sofia, run_jobs):
    tell(sofia)
    begin_the_shift(run_jobs)
    tell(sofia, "two")
    begin_the_shift(run_jobs)
    assert (len(mail.outbox), Digest.objects.count()) == (1, 1)
    assert Notification.objects.get(key="two").mail_after > timezone.now()


def test_nothing_new_is_no_mail(sofia, run_jobs):
    begin_the_shift(run_jobs)
    assert (mail.outbox, Digest.objects.count()) == ([], 0)


def test_what_was_seen_on_the_screen_meanwhile_is_left_out(sofia, run_jobs):
    read(notification=tell(sofia))
    begin_the_shift(run_jobs)
    assert mail.outbox == []
    tell(sofia, "urgent", kind="certificates.revoked")
    read(notification=Notification.objects.get(key="urgent"))
    run_jobs()
    assert mail.outbox == []


def test_no_mail_leaves_outside_the_shift(sofia, run_jobs):
    today = timezone.localdate().weekday()
    WorkingHours.objects.create(person=sofia, weekday=(today + 3) % 7, starts="08:00", ends="09:00")
    tell(sofia)
    tell(sofia, "urgent", kind="certificates.revoked")
    begin_the_shift(run_jobs)
    assert mail.outbox == []
    assert Notification.objects.get(key="one").mail_after > timezone.now() + timedelta(days=1)


def test_an_urgent_mail_whose_worker_comes_after_the_shift_waits_for_the_next(sofia, run_jobs):
    from lms.jobs.models import Job

    urgent = tell(sofia, kind="certificates.revoked")
    WorkingHours.objects.create(person=sofia, weekday=(timezone.localdate().weekday() + 3) % 7, starts="08:00", ends="09:00")
    run_jobs()
    assert mail.outbox == []
    assert Job.objects.filter(kind="notifications.mail", state="queued", due_at__gt=timezone.now()).count() == 1
    mail_urgently(notification=urgent, now=timezone.now())
    assert Job.objects.filter(kind="notifications.mail", state="queued").count() == 1


def test_hours_across_the_change_of_the_clock_give_one_mail_a_day(sofia):
    set_working_hours(person=sofia, hours=parse_hours("1-7 08:00-16:00"))
    made = []
    for day, hour in ((24, 6), (25, 7), (26, 7)):
        now = datetime(2026, 10, day, hour, 5, tzinfo=UTC)
        tell(sofia, str(day))
        Notification.objects.filter(key=str(day)).update(mail_after=now - timedelta(minutes=5))
        made.append([open_digests(now=now), open_digests(now=now + timedelta(minutes=1))])
    assert made == [[1, 0], [1, 0], [1, 0]]


def test_a_kind_switched_off_is_not_mailed_and_one_that_cannot_be_still_is(sofia, run_jobs):
    choose_mail(person=sofia, kinds={"enrolled": False, "renewals.reminder": False, "digest": False})
    assert switched_off(sofia) == {"enrolled", "digest"}
    tell(sofia)
    tell(sofia, "two", kind="renewals.reminder", title="It holds until Monday")
    begin_the_shift(run_jobs)
    [message] = mail.outbox
    assert message.subject == "It holds until Monday"
    assert "A new module" not in message.body


def test_one_click_in_the_mail_program_switches_it_off_without_signing_in(sofia, run_jobs):
    tell(sofia)
    begin_the_shift(run_jobs)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    client = Client(enforce_csrf_checks=True)
    assert client.get(address).status_code == 200
    assert not MailPreference.objects.exists()  # a scanner of mail changes nothing
    for _time in range(2):
        assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert switched_off(sofia) == {"digest"}
    client.post(address, {"wanted": "yes"})
    assert switched_off(sofia) == set()


def test_an_address_that_was_made_up_is_nobodys(client, sofia):
    assert client.post(reverse("notifications:off", args=["made-up"])).status_code == 404
    assert client.post(reverse("notifications:off", args=[off_token(sofia.pk, "enrolled") + "x"])).status_code == 404


def test_what_cannot_be_switched_off_says_why_and_has_no_such_header(sofia, run_jobs):
    tell(sofia, kind="certificates.revoked")
    run_jobs()
    [message] = mail.outbox
    assert "List-Unsubscribe" not in message.extra_headers
    assert "cannot be switched off" in message.body


def test_the_preferences_are_kept_from_the_screen(client, sofia):
    client.force_login(sofia)
    page = client.get(reverse("notifications:preferences")).content.decode()
    assert "Always mailed." in page
    client.post(reverse("notifications:preferences"), {"digest": "on", "certificates.issued": "on"})
    off = switched_off(sofia)
    assert "enrolled" in off and "digest" not in off and "certificates.issued" not in off


def test_hours_are_kept_by_who_leads_and_never_by_oneself(client, sofia):
    team = world.unit()
    world.member("agent", team, who=sofia)
    coordinator = world.member("coordinator", team)
    client.force_login(coordinator)
    address = reverse("notifications:hours", args=[sofia.pk])
    assert client.post(address, {"day_0": "08:00"}).status_code == 422
    assert not WorkingHours.objects.exists()
    assert client.post(address, {"day_0": "22:00-06:00"}).status_code == 302
    [kept] = WorkingHours.objects.all()
    assert (kept.weekday, kept.starts.hour, kept.ends.hour) == (0, 22, 6)
    assert "22:00" in client.get(reverse("people:detail", args=[sofia.pk])).content.decode()
    assert client.get(reverse("notifications:hours", args=[coordinator.pk])).status_code == 403


def test_a_mail_is_in_the_language_of_who_reads_it(run_jobs):
    tell(world.person(language="es"))
    begin_the_shift(run_jobs)
    [message] = mail.outbox
    assert message.extra_headers["Content-Language"] == "es"
    assert "Lo nuevo" in message.body or "What is new" in message.body  # the catalogue of messages decides
