import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from assessments.quizzes.models import QuizPage
from assessments.reviews.models import ReviewCard, ReviewLog
from tests import world
from tests.questions import KINDS
from tests.reviews import answered, cards_of, handed_in, places

pytestmark = pytest.mark.django_db
SESSION = "/reviews/"


@pytest.fixture(autouse=True)
def in_english(db):
    world.evidence_kinds()
    with translation.override("en"):
        yield


@pytest.fixture
def who():
    return world.member("agent")


@pytest.fixture
def client(who):
    client = Client()
    client.force_login(who)
    return client


def sent(card, key="a", **more):
    card.refresh_from_db()
    number = card.reviews + 1
    return {"version": card.question.current_version_id, "number": number, "answer-1": places(card, key, number), **more}


def post(client, card, key="a", **more):
    return client.post(reverse("reviews:answer", args=[card.pk]), sent(card, key, **more))


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_sitting_goes_card_by_card_with_its_reasons_to_the_end(client, who):
    cards = cards_of(who, 6)
    for place in range(1, 7):
        page = client.get(SESSION)
        assert f"question {place} of 6" in text(page)
        assert "Because" not in text(page)
        card = ReviewCard.objects.get(pk=page.context["card"].card.pk)
        done = client.post(reverse("reviews:answer", args=[card.pk]), sent(card, "a" if place > 2 else "b"), follow=True)
        assert "It is on the sheet." in text(done)
        assert ("Not yet" in text(done)) is (place <= 2)
    end = text(client.get(SESSION))
    assert "6 questions, 4 right." in end
    assert "There is nothing to do until then." in end
    assert ReviewLog.objects.filter(source="card").count() == len(cards)


def test_the_same_form_sent_twice_shows_the_same_answer(client, who):
    card = cards_of(who, 1)[0]
    form = sent(card)
    first = client.post(reverse("reviews:answer", args=[card.pk]), form)
    again = client.post(reverse("reviews:answer", args=[card.pk]), form)
    assert first["Location"] == again["Location"]
    assert ReviewLog.objects.filter(source="card").count() == 1
    assert "You had answered this one already" in text(client.get(again["Location"]))


def test_nothing_chosen_is_said_on_the_same_card(client, who):
    card = cards_of(who, 1)[0]
    form = sent(card)
    del form["answer-1"]
    page = client.post(reverse("reviews:answer", args=[card.pk]), form)
    assert page.status_code == 422
    assert "Choose or write an answer first." in text(page)
    assert not ReviewLog.objects.filter(source="card").exists()


def test_i_do_not_know_needs_no_answer(client, who):
    card = cards_of(who, 1)[0]
    form = {**sent(card), "unknown": "1"}
    del form["answer-1"]
    page = client.post(reverse("reviews:answer", args=[card.pk]), form, follow=True)
    assert "Not yet" in text(page)


@pytest.mark.parametrize("bad", [{"version": "x"}, {"number": "0"}, {"number": "9" * 30}, {"felt": "3"}, {"version": ""}])
def test_a_form_that_no_page_made_is_not_found(client, who, bad):
    card = cards_of(who, 1)[0]
    assert post(client, card, **bad).status_code == 404


def test_a_question_changed_meanwhile_leads_back_to_the_sitting(client, who):
    card = cards_of(who, 1)[0]
    form = {**sent(card), "version": card.question.current_version_id + 1}
    page = client.post(reverse("reviews:answer", args=[card.pk]), form, follow=True)
    assert page.redirect_chain[0][0] == SESSION
    assert "changed meanwhile" in text(page)


def test_after_ten_it_is_enough_and_more_may_be_had(client, who):
    cards = cards_of(who, 12)
    for card in cards[:10]:
        answered(card)
    page = client.get(SESSION)
    assert "Enough for today" in text(page)
    assert "2 more wait" in text(page)
    assert "question 1 of 2" in text(client.get(SESSION + "?more=1"))


def test_somebody_with_no_quiz_yet_is_told_how_it_begins(client):
    assert "Once you hand in a quiz" in text(client.get(SESSION))


def test_nothing_due_says_when_the_next_one_comes(client, who):
    from assessments.reviews.actions import gather

    gather(attempt=handed_in(who, right=(1, 2, 3)))
    page = text(client.get(SESSION))
    assert "Nothing to go over today" in page
    assert "The next 3 questions come on" in page


def test_the_answer_of_somebody_else_is_not_there(client, who):
    theirs = cards_of(world.member("agent"), 1)[0]
    log = answered(theirs).log
    assert client.get(reverse("reviews:answered", args=[log.pk])).status_code == 404
    assert post(client, theirs).status_code == 404


def test_an_answer_given_in_a_quiz_is_read_there(client, who):
    card = cards_of(who, 1)[0]
    assert client.get(reverse("reviews:answered", args=[card.log.get().pk])).status_code == 404


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "free"])
def test_every_kind_that_is_scored_at_once_is_asked_and_explained(client, who, kind):
    from assessments.quizzes.actions import start_attempt, submit_attempt
    from assessments.reviews.actions import gather

    quiz = world.quiz(questions=[world.question(kind=kind)])
    place = world.enrolment(who, world.programme([quiz.get_parent().specific]))
    day = timezone.now() - timedelta(days=9)
    attempt = start_attempt(enrolment=place, step_key=quiz.translation_key, person=who, now=day)
    gather(attempt=submit_attempt(attempt=attempt, now=day))
    card = ReviewCard.objects.get()
    assert "question 1 of 1" in text(client.get(SESSION))
    form = {"version": card.question.current_version_id, "number": 2, "unknown": "1"}
    assert "Not yet" in text(client.post(reverse("reviews:answer", args=[card.pk]), form, follow=True))


def test_the_first_screen_says_how_many_and_how_long(client, who):
    cards_of(who, 7)
    page = text(client.get(reverse("home:today")))
    assert "3 minutes: 7 questions that come back" in page


def test_the_first_screen_says_nothing_when_nothing_is_due(client, who):
    assert "Three minutes a day" not in client.get(reverse("home:today")).content.decode().split("<main")[1]


def asked(client, address):
    for _time in range(2):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
    return [query["sql"] for query in caught.captured_queries]


@pytest.mark.parametrize("number", [1, 3, 12])
def test_the_page_of_a_card_asks_little(client, who, number):
    cards_of(who, number)
    queries = asked(client, SESSION)
    assert len(queries) <= 12, "\n".join(sql[:200] for sql in queries)


def test_what_was_not_known_leads_to_the_lesson_that_teaches_it(client, who):
    card = cards_of(who, 1)[0]
    taught = world.lesson(QuizPage.objects.get().get_parent().specific, title="La factura", competencies=[card.question.competency])
    world.lesson(title="Otra academia", competencies=[card.question.competency])  # of a training that is not theirs
    wrong = answered(card, "b").log
    page = client.get(reverse("reviews:answered", args=[wrong.pk]))
    assert str(taught.translation_key) in page.content.decode()
    assert "La factura" in text(page)
    assert "Otra academia" not in text(page)
    right = answered(card, "a").log
    assert "La factura" not in text(client.get(reverse("reviews:answered", args=[right.pk])))


@pytest.mark.parametrize("number", [2, 4])
def test_the_page_of_an_explanation_asks_little(client, who, number):
    log = answered(cards_of(who, number)[0]).log
    queries = asked(client, reverse("reviews:answered", args=[log.pk]))
    assert len(queries) <= 12, "\n".join(sql[:200] for sql in queries)


def test_saving_an_answer_asks_six_times_at_most(client, who):
    first, second = cards_of(who, 2)
    post(client, first)
    form = sent(second)
    with CaptureQueriesContext(connection) as caught:
        assert client.post(reverse("reviews:answer", args=[second.pk]), form).status_code == 302
    statements = [one["sql"] for one in caught.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    assert len(statements) <= 6, "\n".join(sql[:200] for sql in statements)
