"""The list of the bank: what is seen at a glance, what it is narrowed down by, what is done to many; and the health of it all."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from assessments.quizzes.actions import correct_version, save_question, submit_attempt
from assessments.quizzes.enums import CorrectionKind
from assessments.quizzes.models import Question, Response
from assessments.quizzes.queries.bank import Answers, answers_to
from courses.catalogue.actions import set_up_authoring
from lms.notifications.models import Notification
from lms.people.actions.memberships import align_cms_groups
from tests import world

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_quizzes_question:list"


@pytest.fixture
def author():
    set_up_authoring()
    person = world.member("trainer")
    align_cms_groups(person=person)
    client = Client()
    client.force_login(person)
    client.trainer = person
    return client


def listed(browser, /, **query):
    """The questions that the list shows, by their words."""
    page = browser.get(reverse(LIST), query)
    return [question.stem_es for question in page.context["object_list"]]


def answered(question, *points):
    """Answers that counted, each with its points."""
    quiz = world.quiz(questions=[question])
    for worth in points:
        attempt = submit_attempt(attempt=world.attempt(quiz))
        Response.objects.filter(attempt=attempt).update(points=worth)


def test_the_list_is_narrowed_down_by_what_is_known_of_a_question(author):
    plain = world.question(stem="Junta", code="PRO", difficulty=1)
    world.question(stem="La eSIM", code="DPR", difficulty=3, level=2, kind="multiple", tag="m04", live=False, stem_en="")
    other = world.member("trainer")
    save_question(question=Question.objects.get(stem_es="La eSIM"), actor=other)
    Question.objects.filter(stem_es="La eSIM").update(author=other)
    world.quiz(questions=[plain])
    quiz = plain.quiz_places.get().quiz_id
    queries = [
        {"competency": world.competency("DPR").pk},
        {"level": 2},
        {"kind": "multiple"},
        {"tag": "m04"},
        {"state": "draft"},
        {"difficulty": 3},
        {"missing": "en"},
        {"missing": "any"},
        {"author": other.pk},
        {"q": "eSIM"},
    ]
    assert [listed(author, **query) for query in queries] == [["La eSIM"]] * len(queries)
    assert (listed(author, quiz=quiz), listed(author, missing="es")) == (["Junta"], [])


def test_the_list_finds_what_could_be_better_and_what_is_written_twice(author):
    world.question(stem="¿Qué haces?")
    world.question(stem="¿Qué no haces?")
    world.question(stem="Dos veces")
    world.question(stem="Dos veces")
    assert listed(author, advice="negative_stem") == ["¿Qué no haces?"]
    assert listed(author, advice="any") == ["¿Qué no haces?"]
    assert listed(author, twice="true") == ["Dos veces", "Dos veces"]
    assert sorted(listed(author, twice="false")) == ["¿Qué haces?", "¿Qué no haces?"]


def test_a_question_says_how_often_it_was_answered_and_how_easy_it_is_once_enough_have(author):
    few, many = world.question(stem="Pocas"), world.question(stem="Muchas")
    answered(few, 1)
    answered(many, *[1] * 15, *[0] * 5)
    assert answers_to([few.pk, many.pk]) == {few.pk: Answers(1, 1.0), many.pk: Answers(20, 0.75)}
    assert (answers_to([few.pk])[few.pk].facility, answers_to([many.pk])[many.pk].facility) == (None, 75)
    page = author.get(reverse(LIST)).content.decode()
    assert ("75 % right" in page, "too few to say" in page) == (True, True)


def test_practice_and_open_attempts_are_no_answers():
    question = world.question()
    open_one = world.attempt(world.quiz(questions=[question]))
    assert answers_to([question.pk]) == {}
    submit_attempt(attempt=open_one)
    assert answers_to([question.pk])[question.pk].count == 1
    type(open_one).objects.update(practice=True)
    assert answers_to([question.pk]) == {}


def test_answers_to_a_question_that_was_voided_say_nothing_until_it_counts_again(author):
    question = world.question()
    answered(question, 1, 1, 0)
    version = question.current_version
    decide = partial(correct_version, version=version, reason="Tenía dos respuestas buenas", actor=author.trainer)

    decide(kind=CorrectionKind.VOID)
    assert answers_to([question.pk]) == {}
    decide(kind=CorrectionKind.KEEP)
    assert answers_to([question.pk])[question.pk].count == 3


def test_the_list_costs_the_same_with_one_question_and_with_three(author, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for many in (1, 2):
        for _one in range(many):
            answered(world.question(tag=f"m{many}"), 1)
        author.get(reverse(LIST))
        with CaptureQueriesContext(connection) as caught:
            author.get(reverse(LIST))
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_many_are_sorted_sent_for_review_and_tagged_at_once(author):
    one, two = world.question(live=False, tag="viejo"), world.question(live=False)
    dpr, reviewer = world.competency("DPR"), world.member("trainer")
    chosen = f"?id={one.pk}&id={two.pk}"
    for action, data in (
        ("competency", {"competency": dpr.pk}),
        ("level", {"level": "3", "difficulty": ""}),
        ("tags", {"add": "m03, nuevo", "remove": [one.tags.get().pk]}),
        ("review", {"reviewer": reviewer.pk}),
    ):
        assert author.get(f"/cms/bulk/quizzes/question/{action}/{chosen}").status_code == 200
        assert author.post(f"/cms/bulk/quizzes/question/{action}/{chosen}", data).status_code == 302
    for question in Question.objects.all():
        tags = sorted(question.tags.names())
        assert (question.competency, question.level, question.difficulty, tags) == (dpr, 3, 1, ["m03", "nuevo"])
        assert (question.state, question.reviewer) == ("review", reviewer)
    assert Notification.objects.filter(person=reviewer).count() == 2


@pytest.mark.parametrize("action", ["tags", "level", "competency", "review"])
def test_nothing_is_done_to_many_before_it_is_said_what(author, action):
    question = world.question(live=False)
    page = author.post(f"/cms/bulk/quizzes/question/{action}/?id={question.pk}", {})
    assert (page.status_code, page.context["form"].is_valid()) == (200, False)


def test_the_health_of_the_bank_counts_by_competency_quiz_and_tag(author):
    negative = world.question(stem="¿Qué no haces?", code="DPR", tag="m04")
    world.question(stem="¿Qué haces?", tag="m03")
    world.question(stem="Retirada", state="retired", live=False)
    world.quiz(title="Examen", questions=[negative], draws=[{"count": 1, "tag": "m03"}])
    groups = {}
    for by in ("competency", "quiz", "tag"):
        page = author.get(reverse("quizzes_health"), {"by": by})
        groups[by] = [(row.name, row.questions, row.warned) for row in page.context["health"].groups]
    assert groups == {
        "competency": [("DPR · Competency DPR", 1, 1), ("PRO · Competency PRO", 1, 0)],
        "quiz": [("Examen", 2, 1)],
        "tag": [("m03", 1, 0), ("m04", 1, 1)],
    }
    health = page.context["health"]
    assert (health.questions, health.warned, {row.rule: row.count for row in health.rules}["negative_stem"]) == (2, 1, 1)
    assert "Too few to say" in page.content.decode()


def test_an_empty_bank_is_healthy(author):
    assert "The bank has no question yet." in author.get(reverse("quizzes_health")).content.decode()
