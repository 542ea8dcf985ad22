"""What a learner opens and sends: the pages, the locks by address, the forms, and how many queries it takes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.catalogue.models import ContentReport
from courses.catalogue.queries import lesson_body
from courses.enrolments import actions, queries
from courses.enrolments.models import LessonQuestion, StepProgress
from tests import world

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def walk(client):
    """A person enrolled on a programme, signed in."""

    def make(modules=1, lessons=2, rule="open", starts_on=date(2026, 11, 9), **fields):
        made = [world.module(title=f"Module {number}") for number in range(modules)]
        steps = [world.lesson(module, title=f"Lesson {number}", **fields) for module in made for number in range(lessons)]
        enrolment = world.enrolment(in_programme=world.programme(made, unlock_rule=rule), starts_on=starts_on)
        client.force_login(enrolment.person)
        return enrolment, steps

    return make


def address(name, enrolment, step):
    return reverse(f"enrolments:{name}", args=[enrolment.pk, step.key])


def locked(walk):
    return walk(modules=2, lessons=1, rule="after_previous")


def test_the_lesson_shows_its_place_its_text_and_what_comes_next(client, walk):
    enrolment, steps = walk()
    page = client.get(address("lesson", enrolment, steps[0])).content.decode()
    for words in ("Step 1 of 2", "Junta 600 cuesta 45", "I have read it", ": Lesson 1"):
        assert words in page


def test_opening_a_lesson_is_noted_once(client, walk):
    enrolment, steps = walk()
    for _twice in range(2):
        client.get(address("lesson", enrolment, steps[0]))
    assert StepProgress.objects.count() == 1


def test_a_text_not_yet_translated_says_so(client, walk):
    enrolment, steps = walk()
    assert "Not yet translated" in client.get(address("lesson", enrolment, steps[0])).content.decode()


@pytest.mark.parametrize("name", ["place", "tick", "complete", "ask", "report"])
def test_what_is_locked_is_locked_by_its_address_too(client, walk, name):
    enrolment, steps = locked(walk)
    answer = client.post(address(name, enrolment, steps[1]), {"text": "Let me in", "item": "x", "ticked": "1"})
    assert answer.status_code == 403
    assert "Module 0" in (answer.json()["reason"] if name == "place" else answer.content.decode())
    assert StepProgress.objects.count() == LessonQuestion.objects.count() == ContentReport.objects.count() == 0


def test_a_locked_lesson_says_what_opens_it(client, walk):
    enrolment, steps = locked(walk)
    answer = client.get(address("lesson", enrolment, steps[1]))
    assert (answer.status_code, "Opens when “Module 0” is done" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("name", ["lesson", "place", "tick", "complete", "ask", "report"])
def test_another_persons_enrolment_and_a_step_that_is_not_there_are_not_found(client, walk, name):
    enrolment, steps = walk()
    send = client.get if name == "lesson" else client.post
    assert send(reverse(f"enrolments:{name}", args=[enrolment.pk, uuid4()]), {"text": "x"}).status_code == 404
    client.force_login(world.member("trainer"))
    assert send(address(name, enrolment, steps[0]), {"text": "x"}).status_code == 404


def test_a_double_click_on_read_leaves_one_row_and_names_what_comes_next(client, walk):
    enrolment, steps = walk()
    for _twice in range(2):
        answer = client.post(address("complete", enrolment, steps[0]), follow=True)
    assert "What comes next:" in answer.content.decode()
    assert StepProgress.objects.get().state == "completed"


def test_the_script_gets_the_panel_of_the_end(client, walk):
    enrolment, steps = walk(lessons=1)
    answer = client.post(address("complete", enrolment, steps[0]), headers={"Accept": "application/json"}).json()
    assert (answer["done"], "All of it is done" in answer["end"]) == (True, True)


def test_a_step_that_a_trainer_ticks_is_not_completed_by_sending_it(client, walk):
    enrolment, steps = walk(completion="trainer")
    answer = client.post(address("complete", enrolment, steps[0]), headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["reason"]) == (409, "A trainer ticks this step.")


def test_without_a_script_the_whole_checklist_is_sent(client, walk):
    body = [("checklist", {"title": "Before", "items": ["One", "Two"]})]
    enrolment, steps = walk(completion="checklist", body=body)
    items = lesson_body(queries.next_step(enrolment, timezone.now()).outline, "en").checklist_items
    client.post(address("tick", enrolment, steps[0]), {"item": items[0]})
    assert StepProgress.objects.get().ticked == [items[0]]
    client.post(address("tick", enrolment, steps[0]), {"item": items})
    assert StepProgress.objects.get().state == "completed"


def test_a_point_is_saved_by_itself_and_stays_ticked_on_the_page(client, walk):
    body = [("checklist", {"title": "Before", "items": ["One", "Two"]})]
    enrolment, steps = walk(completion="checklist", body=body)
    item = lesson_body(queries.next_step(enrolment, timezone.now()).outline, "en").checklist_items[0]
    assert (
        client.post(address("tick", enrolment, steps[0]), {"item": item, "ticked": "1"}, headers={"Accept": "application/json"}).status_code
        == 200
    )
    assert f'value="{item}" checked' in client.get(address("lesson", enrolment, steps[0])).content.decode()
    assert client.post(address("tick", enrolment, steps[0]), {"item": "forged", "ticked": "1"}).status_code == 404


def test_the_place_is_saved_and_offered_on_return(client, walk):
    enrolment, steps = walk(body=[("text", "<p>One</p>"), ("text", "<p>Two</p>"), ("text", "<p>Three</p>")])
    block = lesson_body(queries.next_step(enrolment, timezone.now()).outline, "en").block_ids[1]
    answer = client.post(address("place", enrolment, steps[0]), {"block_id": block, "seconds": "4"})
    assert (answer.status_code, answer.json()["block"]) == (200, block)
    assert f'href="#b-{block}"' in client.get(address("lesson", enrolment, steps[0])).content.decode()
    assert client.post(address("place", enrolment, steps[0]), {"seconds": "much"}).status_code == 400


def test_a_question_is_asked_once_confirmed_and_shown_with_its_answer(client, walk):
    enrolment, steps = walk()
    for _twice in range(2):
        answer = client.post(address("ask", enrolment, steps[0]), {"text": "Why 45?"}, follow=True)
    assert "Your question is sent" in answer.content.decode()
    actions.answer(question=LessonQuestion.objects.get(), text="Because they go together", actor=world.member("trainer"))
    assert "Because they go together" in client.get(address("lesson", enrolment, steps[0])).content.decode()


@pytest.mark.parametrize("name", ["ask", "report"])
@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_an_empty_or_endless_text_gets_a_clear_error_and_keeps_the_words(client, walk, name, text):
    enrolment, steps = walk()
    answer = client.post(address(name, enrolment, steps[0]), {"text": text})
    assert (answer.status_code, "One thing to check" in answer.content.decode(), text in answer.content.decode()) == (422, True, True)


def test_an_error_in_the_content_is_reported_on_the_page_that_was_shown(client, walk):
    enrolment, steps = walk()
    client.post(address("report", enrolment, steps[0]), {"text": "The price is 47"})
    report = ContentReport.objects.get()
    assert (report.page_id, report.person, report.text) == (steps[0].pk, enrolment.person, "The price is 47")


@pytest.mark.parametrize("starts", [0, 30])
def test_the_staircase_opens_also_before_the_first_day(client, walk, starts):
    enrolment, _steps = walk(modules=2, starts_on=timezone.localdate() + timedelta(days=starts))
    assert client.get(reverse("enrolments:programme", args=[enrolment.pk])).status_code == 200


def test_a_cancelled_enrolment_is_not_walked_any_more(client, walk):
    enrolment, steps = walk()
    actions.cancel_enrolment(enrolment=enrolment, reason="Wrong day", actor=world.member("hr"))
    assert client.get(reverse("enrolments:programme", args=[enrolment.pk])).status_code == 404
    assert client.get(address("lesson", enrolment, steps[0])).status_code == 404
    assert "Nothing to learn yet" in client.get(reverse("enrolments:programmes")).content.decode()


@pytest.mark.parametrize("times", [1, 3])
def test_a_learner_page_costs_few_queries_whatever_there_is(client, walk, times, django_assert_max_num_queries):
    enrolment, steps = walk(modules=times, lessons=2 * times)
    actions.complete_step(enrolment=enrolment, step_key=steps[0].key, actor=enrolment.person)
    for number in range(times):
        actions.ask(enrolment=enrolment, step_key=steps[1].key, text=f"Why {number}?", person=enrolment.person)
    pages = [reverse("enrolments:programmes"), reverse("enrolments:programme", args=[enrolment.pk]), address("lesson", enrolment, steps[1])]
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(page)
