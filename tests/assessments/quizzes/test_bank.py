import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.quizzes.kinds import problems_of
from assessments.quizzes.models import Question
from courses.catalogue.actions import set_up_authoring
from lms.people.actions.memberships import align_cms_groups
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    set_up_authoring()
    person = world.member("trainer")
    align_cms_groups(person=person)
    client = Client()
    client.force_login(person)
    return client


def place(name, *args):
    return reverse(f"wagtailsnippets_quizzes_question:{name}", args=args)


def chooser(name):
    return reverse(f"wagtailsnippetchoosers_quizzes_question:{name}")


def options(*right, count=3, es="texto", en="text"):
    return [{"key": str(number), "text": {"es": es, "en": en}, "correct": number in right} for number in range(count)]


@pytest.mark.parametrize(
    ("kind", "rows", "said"),
    [
        ("single", options(0), []),
        ("single", options(), ["Mark the option that is right."]),
        ("single", options(0, 1), ["Only one option may be right, or choose “several right options”."]),
        ("single", options(0, count=1), ["A question has from two to twenty options."]),
        ("single", options(0, count=21), ["A question has from two to twenty options."]),
        ("multiple", options(0, 1), []),
        ("multiple", options(), ["Mark at least one option as right."]),
        ("multiple", options(0, 1, 2), ["Leave at least one option that is not right."]),
        ("single", options(0, en=""), ["Option 1 has no text in English."]),
    ],
)
def test_the_author_reads_what_a_question_still_needs(kind, rows, said):
    with translation.override("en"):
        assert [str(problem) for problem in problems_of(kind, {"stem": {"es": "¿Qué?", "en": "What?"}, "options": rows})] == said


def test_a_question_in_one_language_is_ready():
    assert problems_of("single", {"stem": {"es": "¿Qué?", "en": ""}, "options": options(0, en="")}) == []


def test_the_list_finds_by_words_and_filters(author):
    world.question(stem="Junta 600", tag="m03")
    world.question(stem="La eSIM", tag="m04")
    page = author.get(place("list"), {"q": "Junta"}).content.decode()
    assert ("Junta 600" in page, "La eSIM" in page) == (True, False)
    page = author.get(place("list"), {"tag": "m04"}).content.decode()
    assert ("Junta 600" in page, "La eSIM" in page) == (False, True)


def test_a_question_is_written_in_the_chooser_in_five_fields(author):
    data = {
        "stem": "¿Cuánto cuesta?",
        "options": "*45 €\n36 €\n",
        "competency": world.competency().pk,
        "language": "es",
        "explanation": "Está en la ficha.",
    }
    assert author.post(chooser("create"), data).json()["step"] == "chosen"
    question = Question.objects.get()
    assert (question.kind, question.current_version.number, [one["correct"] for one in question.options]) == ("single", 1, [True, False])
    author.post(chooser("create"), data | {"options": "*uno\n*dos\ntres"})
    assert Question.objects.latest("pk").kind == "multiple"


def test_the_chooser_says_what_is_missing(author):
    data = {"stem": "¿Cuánto cuesta?", "options": "45 €\n36 €", "competency": world.competency().pk, "language": "es"}
    answer = author.post(chooser("create"), data).json()
    assert (answer["step"], "Mark the option that is right." in answer["htmlFragment"]) == ("reshow_creation_form", True)


def test_the_chooser_offers_only_live_questions(author):
    world.question(stem="Viva")
    world.question(stem="Borrador", live=False)
    page = author.get(chooser("choose_results")).content.decode()
    assert ("Viva" in page, "Borrador" in page) == (True, False)


def test_many_are_retired_and_set_live_at_once(author):
    ready, unfinished = world.question(live=False), world.question(live=False, right=())
    chosen = f"?id={ready.pk}&id={unfinished.pk}"
    author.post(f"/cms/bulk/quizzes/question/set_live/{chosen}")
    assert list(Question.objects.order_by("pk").values_list("state", flat=True)) == ["live", "draft"]
    author.post(f"/cms/bulk/quizzes/question/retire/{chosen}")
    assert set(Question.objects.values_list("state", flat=True)) == {"retired"}


def test_a_question_that_was_used_is_not_deleted(author):
    used = world.question()
    world.quiz(questions=[used])
    author.post(place("delete", used.pk))
    assert Question.objects.filter(pk=used.pk).exists()


def test_the_editor_is_told_how_many_questions_a_draw_can_take(author):
    world.question(tag="m03")
    answer = author.get(reverse("quizzes_matching"), {"tag": "m03"}).json()
    assert answer == {"count": 1, "said": "1 live question matches."}


def test_the_quiz_is_previewed_as_the_learner_sees_it(rf, author):
    quiz = world.quiz(questions=[world.question(stem="Junta 600")])
    request = rf.get("/")
    request.user = world.member("trainer")
    page = quiz.serve_preview(request, "").content.decode()
    assert ("Junta 600" in page, "It is on the sheet." in page, "correct" in page) == (True, False, False)


def test_learners_and_coordinators_do_not_open_the_bank():
    for role in ("trainee", "coordinator"):
        client = Client()
        client.force_login(world.member(role))
        assert client.get(place("list")).status_code == 403


def quiz_form(quiz, **draw):
    """The part of the page's form that a draw is checked in, bound to what the editor would post."""
    from wagtail.test.utils.form_data import inline_formset, nested_form_data

    form_class = type(quiz).get_edit_handler().get_form_class()
    data = {"title": quiz.title, "slug": quiz.slug, "minutes": 10, "pass_percent": 80, "max_attempts": 3, "wait_hours": 0, "layout": "one"}
    data |= {"time_limit": 0, "reveal": "at_once"}
    data |= nested_form_data({"draws": inline_formset([draw]), "quiz_questions": inline_formset([]), "comments": inline_formset([])})
    return form_class(data, instance=quiz, parent_page=quiz.get_parent(), for_user=world.member("trainer"))


def test_a_draw_that_asks_more_than_the_bank_has_is_refused_in_words():
    world.question(tag="m03")
    with translation.override("en"):
        form = quiz_form(world.quiz(), count=2, tag="m03", competency="")
        assert not form.is_valid()
        assert form.formsets["draws"].errors == [{"count": ["Too few: 1 live questions match and 2 are asked."]}]


def test_a_draw_says_what_it_draws():
    with translation.override("en"):
        form = quiz_form(world.quiz(), count=1, tag="", competency="")
        assert not form.is_valid()
        assert form.formsets["draws"].errors == [{"tag": ["Say which questions: give a competency, a tag, a level or a difficulty."]}]


def test_a_draw_that_the_bank_can_serve_is_accepted():
    world.question(tag="m03")
    form = quiz_form(world.quiz(), count=1, tag="m03", competency="")
    assert form.is_valid(), form.errors


def test_a_draft_may_be_kept_half_done():
    form = quiz_form(world.quiz(), count=9, tag="m03", competency="")
    form.defer_required_fields()
    assert form.is_valid(), form.errors
