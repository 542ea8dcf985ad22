"""A learner's first screen is held for a minute, and whatever changes of theirs is on it at once."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lms.home.queries import learners_day
from lms.people.models import User
from tests import world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enrolment():
    world.evidence_kinds()
    module = world.module(title="Productos", competencies=[world.competency("PRO")])
    world.lesson(module, title="Lección")
    world.quiz(module, title="Examen", questions=[world.question(code="PRO")], max_attempts=0)
    return world.enrolment(world.member("trainee"), world.programme([module]))


def day(person):
    return learners_day(User.objects.get(pk=person.pk), timezone.now())


def test_while_nothing_changes_it_asks_for_nothing_but_the_person_and_the_catalogue(enrolment):
    client = Client()
    client.force_login(enrolment.person)
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/").status_code == 200
    tables = [query["sql"].split(' FROM "')[1].split('"')[0] for query in asked.captured_queries]
    assert tables == ["django_session", "people_user", "people_membership", "catalogue_catalogueversion"]


def told_something(enrolment):
    from lms.notifications.actions import notify

    notify(person=enrolment.person, kind="test", key="day", title="Algo nuevo")


def told_and_read(enrolment):
    from lms.notifications.actions import notify, read

    read(notification=notify(person=enrolment.person, kind="test", key="day", title="Algo nuevo"))


def a_step_completed(enrolment):
    from courses.enrolments.actions import complete_step
    from courses.enrolments.queries import next_step

    complete_step(enrolment=enrolment, step_key=next_step(enrolment, timezone.now()).key, actor=enrolment.person)


def a_question_asked(enrolment):
    from courses.enrolments.actions import ask
    from courses.enrolments.queries import next_step

    ask(enrolment=enrolment, step_key=next_step(enrolment, timezone.now()).key, text="¿Y si no?", person=enrolment.person)


def an_enrolment_cancelled(enrolment):
    from courses.enrolments.actions import cancel_enrolment

    cancel_enrolment(enrolment=enrolment, reason="Otro grupo", actor=world.member("hr"))


@pytest.mark.parametrize("change", [told_something, told_and_read, a_step_completed, a_question_asked, an_enrolment_cancelled])
def test_what_changes_is_on_it_at_once(enrolment, change):
    before = day(enrolment.person)
    assert day(enrolment.person) is before
    change(enrolment)
    after = day(enrolment.person)
    assert after is not before
    caches["held"].clear()
    assert after == day(enrolment.person)


def test_a_place_kept_in_a_lesson_leaves_it_as_it_was(enrolment):
    from courses.enrolments.actions import save_place
    from courses.enrolments.queries import next_step

    step = next_step(enrolment, timezone.now()).key
    save_place(enrolment=enrolment, step_key=step, block_id="", seconds=3, person=enrolment.person)
    before = day(enrolment.person)
    save_place(enrolment=enrolment, step_key=step, block_id="", seconds=5, person=enrolment.person)
    assert day(enrolment.person) is before


def test_another_persons_day_is_left_alone(enrolment):
    other = world.enrolment(world.member("trainee"), enrolment.programme)
    before = day(other.person)
    told_something(enrolment)
    assert day(other.person) is before


def test_the_next_day_is_another(enrolment):
    person, now = User.objects.get(pk=enrolment.person_id), timezone.now()
    assert learners_day(person, now) is not learners_day(person, now + timedelta(days=1))


def test_a_change_that_is_taken_back_is_never_held(enrolment):
    before = day(enrolment.person)
    with transaction.atomic():
        told_something(enrolment)
        assert [one.title for one in day(enrolment.person).screen.news] == ["Algo nuevo"]
        transaction.set_rollback(True)
    caches["held"].clear()
    assert day(enrolment.person).screen.news == before.screen.news
