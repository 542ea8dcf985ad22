import csv
import io
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from courses.attendance.actions import ask_about
from courses.attendance.models import Attendance, ClassSession
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(group) -> Client:
    client = Client()
    client.force_login(group.trainer)
    return client


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def rows(group, **said) -> dict[str, str]:
    return {f"p{one.pk}-presence": said.get(one.person.first_name.lower(), "present") for one in group.everybody}


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_day_is_planned_taken_signed_and_read(group, trainer):
    plan = reverse("attendance:plan", args=[group.cohort.pk])
    trainer.post(plan, {"morning_from": "09:00", "morning_to": "13:00", "room": "Sala 5"})
    session = group.cohort.sessions.first()
    address = reverse("attendance:register", args=[session.pk])

    shown = trainer.get(address)
    assert [row["presence"].value() for _row, row in shown.context["form"].rows] == ["present"] * 3
    response = trainer.post(address, rows(group, ben="absent") | {"revision": "0", "sign": "1"}, follow=True)

    assert "Signed, with your name" in words(response)
    mine = browser(group.ben.person).get(reverse("attendance:person", args=[group.ben.pk]))
    assert "0 h of 4 h (0 %). The programme asks for 90 %." in words(mine)


def test_what_was_typed_stays_where_somebody_saved_meanwhile(group, trainer):
    session = group.session()
    address = reverse("attendance:register", args=[session.pk])
    trainer.post(address, rows(group, ana="absent") | {"revision": "0"})

    late = trainer.post(address, rows(group, ben="leave") | {"revision": "0"})

    assert late.status_code == 409
    assert "Somebody else saved this register" in words(late)
    assert "There now: Not there, by Carmen Ibarra" in words(late)
    typed = {row.enrolment.person.first_name: fields["presence"].value() for row, fields in late.context["form"].rows}
    assert typed == {"Ana": "present", "Ben": "leave", "Eva": "present"}
    again = trainer.post(address, rows(group, ben="leave") | {"revision": late.context["form"]["revision"].value()})
    assert again.status_code == 302
    assert [mark.presence for mark in Attendance.objects.order_by("enrolment_id")] == ["present", "leave", "present"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"late": "1000"}, "less than or equal to 600"),
        ({"late": "soon"}, "whole number"),
        ({"presence": ""}, "required"),
        ({"presence": "maybe"}, "not one of the available choices"),
        ({"late": "240"}, "more was missed than the 240 minutes"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_saved(group, trainer, wrong, said):
    session = group.session()
    data = rows(group) | {"revision": "0"} | {f"p{group.ana.pk}-{part}": value for part, value in wrong.items()}

    response = trainer.post(reverse("attendance:register", args=[session.pk]), data)

    assert response.status_code == 422
    assert said in words(response)
    summary = words(response).split('class="error-summary"')[1].split("</ul>")[0]
    assert said in summary
    assert "Alba" in summary
    assert not Attendance.objects.exists()


def test_whoever_came_late_and_then_was_not_there_has_no_minutes_left_over(group, trainer):
    """The minutes are put away on the screen with what was typed in them."""
    address = reverse("attendance:register", args=[group.session().pk])
    late = {f"p{group.ana.pk}-late": "25", "revision": "0"}
    assert trainer.post(address, rows(group, ana="absent") | late).status_code == 302
    mark = Attendance.objects.get(enrolment=group.ana)
    assert (mark.presence, mark.late) == ("absent", 0)


def test_a_class_that_has_not_begun_has_no_register_to_fill(group, trainer):
    session = group.session(-2)
    address = reverse("attendance:register", args=[session.pk])
    assert "It has not begun yet" in words(trainer.get(address))
    assert "It has not begun yet" in words(trainer.post(address, rows(group) | {"revision": "0"}, follow=True))
    assert not Attendance.objects.exists()


def test_whoever_reads_without_keeping_reads_their_own_people_only(group):
    team = world.unit(kind="team", parent=group.service, name="Levante")
    world.member("trainee", team, who=group.ana.person)
    group.signed()
    supervisor, coordinator = world.member("supervisor", group.service), world.member("coordinator", team)

    session = ClassSession.objects.get()
    whole = browser(supervisor).get(reverse("attendance:register", args=[session.pk]))
    assert [row.enrolment for row in whole.context["register"].rows] == group.everybody
    assert whole.context["form"] is None

    client = browser(coordinator)
    assert client.get(reverse("attendance:register", args=[session.pk])).status_code == 404
    assert client.get(reverse("attendance:person", args=[group.ana.pk])).status_code == 200
    assert client.get(reverse("attendance:person", args=[group.ben.pk])).status_code == 404


def test_a_person_asks_and_the_trainer_answers_and_writes_it_made_up(group, trainer):
    group.signed(ana="absent")
    mark = Attendance.objects.get(enrolment=group.ana)
    ana, page = browser(group.ana.person), reverse("attendance:person", args=[group.ana.pk])
    ana.post(reverse("attendance:ask", args=[mark.pk]), {"text": "Estuve"})
    assert "This is not so" not in words(ana.get(page))

    trainer.post(reverse("attendance:answer", args=[mark.questions.get().pk]), {"text": "Hablamos mañana"})
    day = timezone.localdate()
    trainer.post(reverse("attendance:make_up", args=[mark.pk]), {"on": day.isoformat(), "words": "Con Carmen"})

    shown = words(ana.get(page))
    assert "Hablamos mañana" in shown
    assert "made up on" in shown
    assert "4 h of 4 h (100 %)" in shown


def test_what_is_wrong_with_a_line_stands_beside_it_with_what_was_typed(group, trainer):
    group.signed(ana="absent")
    mark = Attendance.objects.get(enrolment=group.ana)
    future = (timezone.localdate() + timedelta(days=3)).isoformat()

    response = trainer.post(reverse("attendance:make_up", args=[mark.pk]), {"on": future, "words": "Con Carmen"})

    assert response.status_code == 422
    assert "not in the future" in words(response)
    assert 'value="Con Carmen"' in words(response)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"morning_from": "09:00", "morning_to": "08:00"}, "ends before it starts"),
        ({"morning_from": "09:00", "morning_to": "13:00", "afternoon_from": "15:00"}, "Write both hours"),
        ({"morning_from": "09:00", "morning_to": "13:00", "afternoon_from": "12:00", "afternoon_to": "15:00"}, "overlap"),
        ({"morning_from": "nine", "morning_to": "13:00"}, "valid time"),
    ],
)
def test_hours_that_cannot_be_are_said_where_they_are(group, trainer, data, said):
    response = trainer.post(reverse("attendance:plan", args=[group.cohort.pk]), data)
    assert response.status_code == 422
    assert said in words(response)
    assert not ClassSession.objects.exists()


def test_a_session_is_added_moved_and_cancelled(group, trainer):
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    hours = {"on": day, "starts_at": "09:00", "ends_at": "13:00", "topic": "Repaso", "room": "Sala 1"}
    assert trainer.post(reverse("attendance:add", args=[group.cohort.pk]), hours).status_code == 302
    session = ClassSession.objects.get()
    clash = trainer.post(reverse("attendance:add", args=[group.cohort.pk]), hours | {"topic": "Otro"})
    assert "in another session then" in words(clash)

    trainer.post(reverse("attendance:change", args=[session.pk]), hours | {"room": "Sala 3"})
    session.refresh_from_db()
    assert session.room == "Sala 3"

    assert trainer.post(reverse("attendance:cancel", args=[session.pk]), {"reason": ""}).status_code == 422
    trainer.post(reverse("attendance:cancel", args=[session.pk]), {"reason": "Sin sala"})
    listed = trainer.get(reverse("attendance:sessions"))
    assert (len(listed.context["lines"]), len(listed.context["cancelled"])) == (0, 1)
    assert "Sin sala" in words(listed)


def test_a_changed_topic_that_nobody_typed_is_the_module_of_the_day(group, trainer):
    trainer.post(reverse("attendance:plan", args=[group.cohort.pk]), {"morning_from": "09:00", "morning_to": "13:00"})
    listed = trainer.get(reverse("attendance:sessions"))
    assert [line.title for line in listed.context["lines"]] == ["Productos"] * len(listed.context["lines"])


def test_the_file_holds_a_row_a_person_and_session(group, trainer):
    group.signed(2, ben="absent")
    group.signed(1)
    response = trainer.get(reverse("attendance:export", args=[group.cohort.pk]))
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 1 + 2 * 3
    assert lines[2][:2] + lines[2][6:7] + lines[2][9:11] == ["Bosch", "Ben", "Not there", "240", "0"]
    assert trainer.get(reverse("attendance:export", args=[group.cohort.pk]) + "?format=xlsx").content[:2] == b"PK"


def test_the_sheet_on_paper_names_everybody_and_is_the_same_whenever_it_is_drawn(group, trainer):
    session = group.session(-1)
    address = reverse("attendance:sheet", args=[session.pk])
    first, second = (trainer.get(address).content for _time in range(2))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(first)).pages)
    assert first == second
    for wanted in ("Alba, Ana", "Bosch, Ben", "Egea, Eva", "Noviembre", "9:00–13:00", "Carmen Ibarra"):
        assert wanted in text


def test_the_first_screens_tell_of_the_next_class_and_of_what_waits_to_be_signed(group, trainer):
    unsigned = group.session(1, topic="Lo de ayer")
    group.session(-1, topic="Wifi", room="Sala 7")
    group.session(-1, topic="Wifi", room="Sala 7", starts_at=time(15), ends_at=time(17))

    mine = words(browser(group.ana.person).get(reverse("home:today")))
    assert "Wifi" in mine
    assert "15:00–17:00" in mine
    assert "Lo de ayer" not in mine
    teaching = trainer.get(reverse("home:today"))
    assert [one.session for one in teaching.context["screen"].registers] == [unsigned]
    assert "Register to be signed" in words(teaching)


def test_who_has_left_the_class_is_told_of_none(group):
    group.session(-1)
    type(group.ana).objects.filter(pk=group.ana.pk).update(state="completed", completed_at=timezone.now())
    assert browser(group.ana.person).get(reverse("home:today")).context["classes"] is None


def test_whoever_signs_the_gate_has_the_hours_before_them(group):
    group.signed(ana="absent")
    leader = world.member("supervisor", group.service)
    page = browser(leader).get(reverse("careers:licences", args=[group.ana.person_id]))
    assert "0 h of 4 h (0 %). The programme asks for 90 %." in words(page)
    own = browser(group.ana.person).get(reverse("careers:licences", args=[group.ana.person_id]))
    assert "What is known" not in words(own)


@pytest.mark.parametrize("name", ["sessions", "register", "people", "person", "export"])
def test_a_screen_asks_no_more_when_there_is_more(group, trainer, name):
    def asked() -> int:
        session = group.cohort.sessions.first()
        of_each = {"sessions": [], "register": [session.pk], "person": [group.ana.pk]}
        args = of_each.get(name, [group.cohort.pk])
        with CaptureQueriesContext(connection) as caught:
            assert trainer.get(reverse(f"attendance:{name}", args=args)).status_code == 200
        return len(caught)

    group.signed(1, ana="absent")
    group.session(-1, topic="")
    ask_about(mark=Attendance.objects.get(enrolment=group.ana), text="Estuve", person=group.ana.person)
    ClassSession.objects.update(topic="")
    asked()
    few = asked()
    for number in range(2, 6):
        group.signed(number, ana="absent")
        group.session(-number, topic="")
        ask_about(mark=Attendance.objects.filter(enrolment=group.ana).latest("pk"), text="Estuve", person=group.ana.person)
    ClassSession.objects.update(topic="")
    assert asked() == few
    assert few <= 16
