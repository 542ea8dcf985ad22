import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.notifications.actions import notify, send_mail
from lms.notifications.models import Notification
from lms.notifications.queries import unread_count
from tests import world

pytestmark = pytest.mark.django_db


def tell(person, key="one", **values):
    return notify(
        person=person,
        kind="certificates.revoked",
        **{"key": key, "title": "A new module", "text": "It waits for you.", "url": "/programme/", **values},
    )


def test_a_person_is_told_once_on_the_screen_and_by_mail(run_jobs):
    person = world.person(email="sofia@example.com", first_name="Sofía", language="en")
    assert tell(person) == tell(person)
    run_jobs()
    [message] = mail.outbox
    assert (message.to, message.subject) == (["sofia@example.com"], "A new module")
    assert message.extra_headers["Content-Language"] == "en"
    for body in (message.body, message.alternatives[0][0]):
        assert "Hello, Sofía." in body
        assert "It waits for you." in body
        assert "http://localhost:8000/programme/" in body
        assert "Peldaño" in body
    assert Notification.objects.get().mailed_at is not None


def test_the_words_are_in_the_language_of_who_is_told():
    spanish = tell(world.person(language="es"), title=lambda: str(_("Agent")), mail=False)
    english = tell(world.person(language="en"), key="two", title=_("Agent"), mail=False)
    assert english.title == "Agent"
    assert spanish.title in ("Agente", "Agent")  # the catalogue of messages decides


def test_what_is_told_is_text_in_the_html_too(run_jobs):
    tell(world.person(first_name="<i>Sofía</i>"), title="<b>Bold</b>\nand a second line", text="<script>1</script>")
    run_jobs()
    [message] = mail.outbox
    assert "\n" not in message.subject
    html = message.alternatives[0][0]
    assert "<script>" not in html and "<b>Bold" not in html and "<i>Sofía" not in html


def test_whoever_has_left_gets_no_mail(run_jobs):
    person = world.person()
    tell(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    run_jobs()
    tell(person, key="two")
    run_jobs()
    assert mail.outbox == []


def test_a_mail_that_could_not_be_sent_is_tried_again(run_jobs, settings):
    settings.EMAIL_BACKEND = "tests.lms.notifications.test_notifications.Broken"
    tell(world.person())
    assert run_jobs() == 0
    notification = Notification.objects.get()
    assert notification.mailed_at is None


class Broken:
    def __init__(self, *args, **kwargs):
        raise ConnectionRefusedError


def test_a_mail_to_an_address_that_is_nobodys_yet(run_jobs):
    link = "http://localhost:8000/x/"
    context = {"invitation": {"first_name": "Ana", "unit": {"name": "Alborada"}, "expires_at": ""}, "link": link}
    for _time in range(2):
        send_mail(to="ana@example.com", template="invitation", context=context, language="es", key="invite:ana")
    run_jobs()
    assert [message.to for message in mail.outbox] == [["ana@example.com"]]


def test_the_number_on_the_bell_is_what_one_has_not_read():
    person, other = world.person(), world.person()
    tell(person, mail=False)
    tell(other, key="two", mail=False)
    assert unread_count(person) == 1


def test_opening_one_reads_it_and_leads_to_what_it_is_about(client):
    person = world.person()
    notification = tell(person, mail=False)
    client.force_login(person)
    assert client.post(reverse("notifications:open", args=[notification.pk]))["Location"] == "/programme/"
    assert unread_count(person) == 0


def test_a_notification_never_leads_to_another_site(client):
    person = world.person()
    notification = tell(person, url="https://evil.example/", mail=False)
    client.force_login(person)
    assert client.post(reverse("notifications:open", args=[notification.pk]))["Location"] == reverse("notifications:list")


def test_nobody_sees_or_reads_what_others_were_told(client):
    mine, theirs = world.member("administrator"), world.person()
    notification = tell(theirs, mail=False)
    client.force_login(mine)
    assert list(client.get(reverse("notifications:list")).context["page"]) == []
    assert client.post(reverse("notifications:open", args=[notification.pk])).status_code == 404
    client.post(reverse("notifications:read_all"))
    assert unread_count(theirs) == 1


def test_all_are_read_with_one_click(client):
    person = world.person()
    tell(person, mail=False)
    tell(person, key="two", mail=False)
    client.force_login(person)
    client.post(reverse("notifications:read_all"))
    assert unread_count(person) == 0


def test_the_list_asks_the_database_the_same_for_one_and_for_three(client):
    person = world.person()
    client.force_login(person)
    client.get(reverse("notifications:list"))
    asked = []
    for number in range(3):
        tell(person, key=str(number), mail=False)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("notifications:list"))
        asked.append(len(queries))
    assert asked[0] == asked[2] <= 12


def test_who_has_not_signed_in_is_asked_to(client):
    assert client.get(reverse("notifications:list"))["Location"] == "/account/login/?next=/notifications/"
