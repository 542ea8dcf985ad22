"""A test that a package holds becomes a quiz: its order, its sections, what it draws, its time."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.exchange.actions import begin_import, carry_out_import, make_quiz
from assessments.exchange.models import ImportRun
from assessments.quizzes.models import Question, QuizPage
from courses.catalogue.actions import set_up_authoring
from lms.people.actions.memberships import align_cms_groups
from tests import world
from tests.assessments.exchange.test_qti_families import CHOICE, ITEM_RESOURCE, NAMESPACES, TEST_RESOURCE, declared, item, manifest, zipped

pytestmark = pytest.mark.django_db

NAMES = "abcd"
EXAM = (
    f'<assessmentTest xmlns="{NAMESPACES["2.1"]}" identifier="t" title="Examen"><timeLimits maxTime="600"/><testPart identifier="p">'
    '<assessmentSection identifier="s" title="Uno" visible="true"><assessmentItemRef identifier="b" href="b.xml"/>'
    '<assessmentItemRef identifier="a" href="a.xml"/></assessmentSection>'
    '<assessmentSection identifier="s2" title="Averías y fibra" visible="true"><selection select="1"/>'
    '<assessmentItemRef identifier="c" href="c.xml"/><assessmentItemRef identifier="d" href="d.xml"/></assessmentSection>'
    "</testPart></assessmentTest>"
)


def package(exam=EXAM):
    resources = [ITEM_RESOURCE.replace('"i"', f'"{name}"').replace("i.xml", f"{name}.xml") for name in NAMES]
    items = {f"{name}_xml": item(CHOICE.replace("¿Cuál?", f"¿Cuál es {name}?"), declared("B")) for name in NAMES}
    return zipped(imsmanifest_xml=manifest(TEST_RESOURCE, *resources), t_xml=exam, **items)


@pytest.fixture
def module():
    made = world.module(title="Averías")
    set_up_authoring()
    return made


@pytest.fixture
def author(module):
    """As after signing in, which gives the rights to write that come with the role."""
    made = world.member("trainer")
    align_cms_groups(person=made)
    return made


@pytest.fixture
def come_in(author, run_jobs):
    run = begin_import(data=package(), name="examen.zip", actor=author)
    run_jobs()
    carry_out_import(run=run, actor=author)
    run_jobs()
    return ImportRun.objects.get(pk=run.pk)


def asked(question):
    return question.stem_es.split("\n")[-1]


def stems(quiz):
    return [asked(place.question) for place in quiz.quiz_questions.all()]


def test_what_is_asked_whole_is_asked_in_its_order_and_what_is_drawn_is_drawn_by_a_tag(come_in, author, module):
    quiz = QuizPage.objects.get(pk=make_quiz(run=come_in, place=0, module=module, actor=author).pk)
    Question.objects.update(state="live")
    (draw,) = quiz.draws.all()

    assert (quiz.title, quiz.time_limit, quiz.live, quiz.get_parent().pk) == ("Examen", 10, False, module.pk)
    assert stems(quiz) == ["¿Cuál es b?", "¿Cuál es a?"]
    assert (draw.count, draw.title_es) == (1, "Averías y fibra")
    tagged = Question.objects.that_fit(tag=draw.tag)
    assert sorted(map(asked, tagged)) == ["¿Cuál es c?", "¿Cuál es d?"]
    assert quiz.latest_revision.as_object().quiz_questions.count() == 2


def test_the_second_time_gives_the_same_quiz(come_in, author, module):
    first, second = (make_quiz(run=come_in, place=0, module=module, actor=author) for _time in range(2))
    assert (first.pk, QuizPage.objects.count()) == (second.pk, 1)


def test_there_is_no_quiz_before_the_questions_are_in_nor_of_a_test_that_is_not_there(author, module, run_jobs, come_in):
    early = begin_import(data=package(EXAM.replace("Examen", "Otro")), name="otro.zip", actor=author)
    run_jobs()
    for run, place in ((early, 0), (come_in, 7)):
        with pytest.raises(LookupError):
            make_quiz(run=run, place=place, module=module, actor=author)
    assert not QuizPage.objects.exists()


def test_the_screen_offers_it_and_leads_to_the_editor(come_in, author, module):
    client = Client()
    client.force_login(author)
    screen, make = reverse("exchange:run", args=[come_in.pk]), reverse("exchange:make_quiz", args=[come_in.pk])
    assert "Make a quiz of it" in client.get(screen).content.decode()

    answer = client.post(make, {"test": 0, "module": module.pk})
    quiz = QuizPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[quiz.pk])
    assert "Open the quiz made of it" in client.get(screen).content.decode()
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    "sent", [{}, {"test": "x"}, {"test": -1, "module": 1}, {"test": 9**9, "module": "0"}, {"test": 0, "module": "\x00"}]
)
def test_what_no_form_of_ours_sends_makes_nothing(come_in, author, sent):
    client = Client()
    client.force_login(author)
    assert client.post(reverse("exchange:make_quiz", args=[come_in.pk]), sent).status_code == 302
    assert not QuizPage.objects.exists()
