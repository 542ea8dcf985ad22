"""The screens: what each says, what it costs, and what stands in the CMS."""

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.changes.models import Change, ReadAgain
from lms.home.queries.day import learners_day
from lms.people.actions.memberships import align_cms_groups
from tests import changes as told
from tests import world
from tests.changes import LAW, NOTICE, PRICE, WHY

pytestmark = pytest.mark.django_db
FIFTEEN = "<p>El preaviso para darse de baja es de 15 días.</p>"


@pytest.fixture
def place(db):
    """A service with an author and an approver who may open the CMS, a coordinator, and agents who have done the lesson."""
    from types import SimpleNamespace

    from courses.catalogue.actions import set_up_authoring

    set_up_authoring()
    service = world.unit(kind="service", name="Marenta")
    people = {
        name: world.member(role, service)
        for name, role in (("author", "trainer"), ("approver", "supervisor"), ("coordinator", "coordinator"))
    }
    for name in ("author", "approver"):
        align_cms_groups(person=people[name])
    return SimpleNamespace(service=service, taught=told.taught(in_unit=service, number=3), **people)


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def text_of(response) -> str:
    import html

    return html.unescape(response.content.decode())


# ── Today ───────────────────────────────────────────────────────────────────────────────────────────────────────


def about_readings(person) -> list[str]:
    from django.utils import timezone

    caches["held"].clear()
    with CaptureQueriesContext(connection) as asked:
        learners_day(person, timezone.now())
    return [one["sql"] for one in asked if "changes_readagain" in one["sql"]]


def test_today_asks_nothing_while_nobody_has_anything_to_read(place):
    person = place.taught.people[0]
    about_readings(person)
    assert about_readings(person) == []


def test_today_asks_once_and_names_what_changed_with_its_reason_and_day(place, client):
    place.taught.announce(place.author, NOTICE=FIFTEEN)
    person = place.taught.people[0]
    cache.get_or_set("changes.open", True)
    assert len(about_readings(person)) == 1
    client.force_login(person)
    said = text_of(client.get("/"))
    assert "1 thing to read" in said and said.count(WHY["reason_en"]) == 1


def test_today_of_those_who_work_here_tells_of_their_own_readings(place, client):
    enrolment = world.enrolment(place.coordinator, in_module=place.taught.module)
    from courses.enrolments.actions import complete_step

    complete_step(enrolment=enrolment, step_key=place.taught.lesson.key, actor=place.coordinator)
    place.taught.announce(place.author, NOTICE=FIFTEEN)
    client.force_login(place.coordinator)
    assert "1 thing to read" in text_of(client.get("/"))


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_learner_reads_only_the_delta_with_what_stood_there_before(place, client):
    person = place.taught.people[0]
    task = place.taught.announce(place.author, NOTICE=FIFTEEN, PRICE="<p>Junta 600 cuesta 50 €.</p>").tasks.get(person=person)
    client.force_login(person)
    said = text_of(client.get(reverse("changes:read", args=[task.pk])))
    assert "15 días" in said and "30 días" in said and WHY["reason_en"] in said
    assert "50 €" not in said and "La ley obliga" not in said


def test_what_was_taken_out_is_said_to_be_no_longer_there(place, client):
    person = place.taught.people[0]
    task = place.taught.announce(place.author, only=(LAW,), LAW=None).tasks.get(person=person)
    client.force_login(person)
    said = text_of(client.get(reverse("changes:read", args=[task.pk])))
    assert "This no longer stands there:" in said and "La ley obliga" in said


def test_a_quiz_whose_questions_changed_says_so_without_giving_a_question_away(place, client):
    from assessments.quizzes.models import QuizQuestion
    from courses.changes.actions import Said, say_of_draft
    from courses.enrolments.models import StepProgress

    quiz = world.quiz(questions=[world.question()])
    person = world.member("agent", place.service)
    enrolment = world.enrolment(person, in_module=quiz.get_parent().specific)
    StepProgress.objects.create(
        enrolment=enrolment, step_key=quiz.key, page=quiz, state="completed", completed_at=enrolment.assignment.created_at
    )
    added = world.question(stem="¿Cuánto dura el preaviso?")
    quiz.quiz_questions.add(QuizQuestion(question=added, sort_order=9))
    revision = quiz.save_revision()
    change = say_of_draft(page=quiz, revision=revision, said=Said("read", [f"question:{added.pk}"], **WHY), actor=place.author)
    revision.publish()
    told.ask(change)
    client.force_login(person)
    said = text_of(client.get(reverse("changes:read", args=[change.tasks.get().pk])))
    assert "A question of this quiz is another one now." in said and "¿Cuánto dura" not in said


def test_reading_takes_at_most_twelve_queries_however_many_blocks(place, client):
    person = place.taught.people[0]
    one = place.taught.announce(place.author, NOTICE=FIFTEEN).tasks.get(person=person)
    every = {"NOTICE": "<p>10 días</p>", "PRICE": "<p>50 €</p>", "LAW": "<p>Nada</p>"}
    client.force_login(person)
    few = queries_of(client, reverse("changes:read", args=[one.pk]))
    three = place.taught.announce(place.author, only=(NOTICE, PRICE, LAW), **every).tasks.get(person=person)
    many = queries_of(client, reverse("changes:read", args=[three.pk]))
    assert many == few <= 12


@pytest.mark.parametrize("name", ["mine", "list"])
def test_lists_ask_the_same_with_one_row_and_with_three(place, client, name):
    person = place.taught.people[0] if name == "mine" else place.coordinator
    place.taught.announce(place.author, NOTICE=FIFTEEN)
    client.force_login(person)
    one = queries_of(client, reverse(f"changes:{name}"))
    place.taught.announce(place.author, only=(PRICE,), PRICE="<p>50 €</p>")
    place.taught.announce(place.author, only=(LAW,), LAW="<p>Nada</p>")
    assert queries_of(client, reverse(f"changes:{name}")) == one <= 12


def test_a_lesson_says_which_version_one_did_and_shows_it_as_it_was(place, client):
    person, enrolment = place.taught.people[0], place.taught.enrolments[0]
    client.force_login(person)
    address = reverse("enrolments:lesson", args=[enrolment.pk, place.taught.lesson.key])
    assert "It has changed since" not in text_of(client.get(address))
    place.taught.announce(place.author, NOTICE=FIFTEEN)
    page = text_of(client.get(address))
    assert "It has changed since: you did the version of" in page and "15 días" in page
    version = text_of(client.get(reverse("changes:version", args=[enrolment.progress.get().pk])))
    assert "30 días" in version and "15 días" not in version


def test_a_version_that_is_not_kept_says_so(place, client):
    enrolment = place.taught.enrolments[0]
    enrolment.progress.update(revision=None)
    client.force_login(place.taught.people[0])
    assert "This version is not kept" in text_of(client.get(reverse("changes:version", args=[enrolment.progress.get().pk])))


# ── Those who teach and lead ────────────────────────────────────────────────────────────────────────────────────


def test_a_coordinator_sees_who_is_missing_of_their_own_people_only(place, client):
    stranger = told.taught(world.member("agent", first_name="Ajena"))
    stranger.announce(place.author, NOTICE=FIFTEEN)
    change = place.taught.announce(place.author, NOTICE=FIFTEEN)
    client.force_login(place.coordinator)
    said = text_of(client.get(reverse("changes:one", args=[change.pk])))
    assert "0 of 3 have done it" in said
    elsewhere = text_of(client.get(reverse("changes:one", args=[Change.objects.get(page=stranger.lesson.pk).pk])))
    assert "Ajena" not in elsewhere and "Nobody you look after is asked." in elsewhere


def test_the_list_narrows_to_what_nobody_has_said(place, client):
    place.taught.publish(PRICE="<p>50 €</p>")
    client.force_login(place.coordinator)
    assert "Nobody has said it" in text_of(client.get(reverse("changes:list") + "?said=no"))
    assert "No change is like that" in text_of(client.get(reverse("changes:list") + "?kind=read"))


def test_the_trainers_first_screen_lists_what_was_published_without_a_word(place, client):
    client.force_login(place.author)
    assert "Published without saying what changed" not in text_of(client.get(reverse("wagtailadmin_home")))
    place.taught.publish(PRICE="<p>50 €</p>")
    change = Change.objects.unsaid().get()
    assert reverse("changes_admin:say_afterwards", args=[change.pk]) in text_of(client.get(reverse("wagtailadmin_home")))
    client.post(reverse("changes_admin:say_afterwards", args=[change.pk]), {"kind": "minor", "due_days": 5})
    assert "Published without saying what changed" not in text_of(client.get(reverse("wagtailadmin_home")))


# ── Saying it in the CMS ────────────────────────────────────────────────────────────────────────────────────────


def said(place, **data) -> dict:
    latest = type(place.taught.lesson).objects.values_list("latest_revision", flat=True).get(pk=place.taught.lesson.pk)
    return {"kind": "read", "blocks": [NOTICE], "due_days": 5, "revision": latest, **WHY} | data


def test_a_draft_that_has_changed_since_it_was_looked_at_is_looked_at_again(place, client):
    place.taught.draft(NOTICE=FIFTEEN)
    data = said(place)
    place.taught.draft(PRICE="<p>50 €</p>")
    client.force_login(place.author)
    answer = client.post(reverse("changes_admin:say", args=[place.taught.lesson.pk]), data)
    assert answer.status_code == 422 and "The draft has changed since" in text_of(answer)
    assert WHY["reason_es"] in text_of(answer) and not Change.objects.exists()


def test_who_may_not_publish_says_it_and_does_not_publish(place, client):
    place.taught.draft(NOTICE=FIFTEEN)
    client.force_login(place.author)
    client.post(reverse("changes_admin:say", args=[place.taught.lesson.pk]) + "?then=publish", said(place))
    place.taught.lesson.refresh_from_db()
    assert place.taught.lesson.has_unpublished_changes and not Change.objects.live().exists()


def test_an_approver_publishes_with_what_they_say_and_sending_it_twice_makes_one(place, client):
    place.taught.draft(NOTICE=FIFTEEN)
    client.force_login(place.approver)
    address, data = reverse("changes_admin:say", args=[place.taught.lesson.pk]) + "?then=publish", said(place)
    first, second = client.post(address, data), client.post(address, data)
    assert (first.status_code, second.status_code, Change.objects.count()) == (302, 302, 1)
    told.ask(Change.objects.get())
    assert ReadAgain.objects.count() == 3


def test_a_module_is_not_sent_before_its_changes_are_said(place, client):
    place.taught.draft(NOTICE=FIFTEEN)
    client.force_login(place.author)
    module = place.taught.module.pk
    client.post(reverse("catalogue_admin:submit_module", args=[module]))
    assert not place.taught.lesson.workflow_in_progress
    client.post(reverse("changes_admin:say", args=[place.taught.lesson.pk]) + "?then=submit", said(place))
    client.post(reverse("catalogue_admin:submit_module", args=[module]))
    assert type(place.taught.lesson).objects.get(pk=place.taught.lesson.pk).workflow_in_progress


def test_the_screen_says_whom_it_reaches_by_unit(place, client):
    place.taught.draft(NOTICE=FIFTEEN)
    client.force_login(place.author)
    page = text_of(client.get(reverse("changes_admin:say", args=[place.taught.lesson.pk])))
    assert "3 people have done this" in page and "Marenta <b>3</b>" in page


def test_what_is_sent_from_the_editor_asks_for_the_word_afterwards(place, client):
    """The editor's own "send to approval" saves the draft and sends it: the author is led to say what it asks."""
    from django.test import RequestFactory

    from courses.changes.admin_views import ask_after_sending

    place.taught.draft(NOTICE=FIFTEEN)
    request = RequestFactory().post("/", {"action-submit": "1"})
    request.user, request._messages = place.author, type("Told", (), {"add": lambda *told: None})()
    answer = ask_after_sending(request, place.taught.lesson)
    assert answer.url == reverse("changes_admin:say", args=[place.taught.lesson.pk])
    assert ask_after_sending(RequestFactory().post("/", {}), place.taught.lesson) is None


def test_the_trainers_day_names_the_page_that_was_published_without_a_word(place, client):
    place.taught.publish(PRICE="<p>50 €</p>")
    client.force_login(place.author)
    address = reverse("changes_admin:say_afterwards", args=[Change.objects.unsaid().get().pk])
    assert address in text_of(client.get("/"))


def test_those_who_see_somebodys_learning_see_the_version_that_was_done(place, client):
    place.taught.announce(place.author, NOTICE=FIFTEEN)
    enrolment = place.taught.enrolments[0]
    client.force_login(place.coordinator)
    address = reverse("changes:version", args=[enrolment.progress.get().pk])
    assert address in text_of(client.get(reverse("enrolments:detail", args=[enrolment.pk])))
    assert "30 días" in text_of(client.get(address))


def test_a_holder_reads_on_their_renewals_why_it_comes_before_its_time(place, client):
    from lms.renewals.models import RenewalRule

    certification = world.certification("agent", module=place.taught.module)
    person = place.taught.people[0]
    world.certificate(certification, person, enrolment=place.taught.enrolments[0])
    RenewalRule.objects.create(certification=certification, module=world.module(title="Reciclaje"), owner=place.author)
    place.taught.announce(place.author, kind="invalidates", only=(), certifications=[certification], NOTICE=FIFTEEN)
    client.force_login(person)
    assert WHY["reason_en"] in text_of(client.get(reverse("renewals:mine")))


def test_a_draft_that_changes_nothing_has_nothing_to_say(place, client):
    client.force_login(place.author)
    answer = client.get(reverse("changes_admin:say", args=[place.taught.lesson.pk]))
    assert answer.status_code == 302
