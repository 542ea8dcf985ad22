"""Writing questions in the CMS: the kinds, drafts and what goes live, review, versions, pictures, advice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.quizzes.actions import publish_question, retire_question
from assessments.quizzes.comparing import changes
from assessments.quizzes.enums import QuestionKind
from assessments.quizzes.models import Question, QuestionMedia, QuestionVersion
from courses.catalogue.actions import set_up_authoring
from lms.notifications.models import Notification
from lms.people.actions.memberships import align_cms_groups
from tests import world
from tests.assessments.quizzes.authoring import content_of, option, png, said, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def trainer():
    set_up_authoring()
    person = world.member("trainer")
    align_cms_groups(person=person)
    return person


@pytest.fixture
def author(trainer):
    client = Client()
    client.force_login(trainer)
    return client


def place(name, *args, query=""):
    return reverse(f"wagtailsnippets_quizzes_question:{name}", args=args) + query


def add(author, kind, data=None, **fields):
    return author.post(place("add", query=f"?kind={kind}"), (data or written(kind)) | fields)


def edit(author, question, kind, content=None, **fields):
    return author.post(place("edit", question.pk), written(kind, content, **fields))


# ── The kinds ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_first_the_kind_is_chosen(author):
    page = author.get(place("add")).content.decode()
    assert [kind for kind in QuestionKind.values if f"?kind={kind}" not in page] == []
    assert "stem_es" not in page


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_question_of_each_kind_is_written_and_published_as_it_was_meant(author, kind):
    assert author.get(place("add", query=f"?kind={kind}")).status_code == 200
    assert add(author, kind, **{"action-publish": "1"}).status_code == 302
    question = Question.objects.get()
    assert (question.kind, question.state, changes(content_of(kind), question.current_version.content)) == (kind, "live", [])
    assert author.get(place("edit", question.pk)).status_code == 200


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_saving_a_question_of_each_kind_again_makes_no_version(author, kind):
    add(author, kind, **{"action-publish": "1"})
    question = Question.objects.get()
    edit(author, question, kind, question.content, **{"action-publish": "1"})
    assert QuestionVersion.objects.count() == 1


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_draft_of_any_kind_may_be_nothing_but_a_question(author, kind):
    assert add(author, kind, written(kind, {"stem": said("¿Y esto?"), "explanation": said("")}, competency="")).status_code == 302
    assert list(Question.objects.values_list("state", "stem_es", "competency")) == [("draft", "¿Y esto?", None)]
    preview = Question.objects.get().serve_preview(_request(), "es")
    assert "¿Y esto?" in preview.content.decode() or kind == "hotspot"


def test_a_draft_without_a_question_is_not_kept(author):
    page = add(author, "single", written("single", {"stem": said(""), "explanation": said("")}))
    assert (page.status_code, Question.objects.count()) == (200, 0)


def test_what_goes_live_has_to_be_whole_and_what_is_missing_is_said_where_it_belongs(author):
    content = content_of("single") | {"options": [option("a", "Preguntas", right=False), option("b", "Esperas", right=False)]}
    with translation.override("en"):
        page = add(author, "single", written("single", content, competency="", **{"action-publish": "1"}))
        errors = page.context["form"].errors.as_data()
    assert [[str(one) for one in error.non_block_errors.as_data()] for error in errors["asked"]] == [["['Mark the option that is right.']"]]
    assert list(errors) == ["asked", "competency"]
    assert Question.objects.count() == 0


def test_a_form_that_no_page_of_ours_sends_is_answered_all_the_same(author):
    assert author.post(place("add", query="?kind=single"), {"kind": "single", "stem_es": "¿Qué?", "difficulty": "1"}).status_code == 302
    assert author.post(place("add"), {"kind": "nonsense"}).status_code == 200


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        ("number", "asked-answers-0-value-value", "mucho", "Write a number"),
        ("number", "asked-answers-0-value-tolerance", "-1", "A tolerance is not below zero."),
        ("number", "asked-answers-1-value-low", "5", "A range goes from the lower to the higher number."),
        ("best", "asked-options-0-value-weight", "101", "100"),
        ("gaps", "asked-gaps-1-value-key", "1", "Two gaps have the number 1"),
        ("gaps", "asked-gaps-0-value-key", "a b", "Letters and digits only"),
        ("hotspot", "asked-areas-2-value-points", "1,2 3", "Three corners or more"),
        ("free", "asked-high", "5", "The fewest words are not more than the most."),
    ],
)
def test_what_cannot_be_read_is_said_next_to_its_field(author, kind, field, value, words):
    author.get("/", headers={"accept-language": "en"})
    page = add(author, kind, written(kind, **{field: value}))
    assert (page.status_code, words in page.content.decode(), Question.objects.count()) == (200, True, 0)


def test_a_comma_is_a_decimal_point(author):
    add(author, "number", written("number", **{"asked-answers-0-value-value": "3,5"}))
    assert Question.objects.get().body["answers"][0]["value"] == "3.5"


def test_a_question_with_options_may_become_another_kind_with_options_and_no_other(author):
    add(author, "single")
    question = Question.objects.get()
    assert 'value="multiple"' in author.get(place("edit", question.pk, query="?kind=multiple")).content.decode()
    edit(author, question, "multiple", question.content | {"rule": "all"})
    question.refresh_from_db()
    assert (question.kind, [one["correct"] for one in question.options]) == ("multiple", [True, False])
    edit(author, question, "short")
    question.refresh_from_db()
    assert question.kind == "multiple"


def test_formatted_questions_are_cleaned_when_they_are_saved(author):
    question = world.question(live=False)
    Question.objects.filter(pk=question.pk).update(text_format="html")
    content = content_of("single") | {"stem": said('<p onclick="x()">Hola <script>x()</script><strong>tú</strong></p>')}
    content["options"] = [option("a", '<em>Sí</em><img src="https://elsewhere.example/a.png">', right=True), option("b", "No", right=False)]
    edit(author, question, "single", content)
    question.refresh_from_db()
    assert question.stem_es == "<p>Hola <strong>tú</strong></p>"
    assert question.options[0]["text"]["es"] == "<em>Sí</em><img>"


# ── Its life ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_live_question_that_is_edited_is_asked_as_it_was_until_it_is_published_again(author):
    question = world.question()
    edit(author, question, "single", content_of("single"))
    question.refresh_from_db()
    assert (question.state, question.current_version.number, question.current_version.stem) == ("live", 1, "¿Cuánto cuesta Junta 600?")
    assert "These changes wait to be published" in author.get(place("edit", question.pk)).content.decode()
    edit(author, question, "single", content_of("single"), **{"action-publish": "1"})
    question.refresh_from_db()
    assert (question.current_version.number, question.current_version.stem) == (2, "¿Qué haces?")


def test_whoever_is_asked_to_review_is_told_and_may_give_it_back(author, trainer):
    reviewer = world.member("trainer", first_name="Iria", last_name="Vega")
    add(author, "single", written("single", reviewer=reviewer.pk, **{"action-review": "1"}))
    question = Question.objects.get()
    assert (question.state, question.reviewer) == ("review", reviewer)
    (told,) = Notification.objects.filter(person=reviewer)
    assert (told.title, told.url) == ("A question waits for your review", place("edit", question.pk))
    client = Client()
    align_cms_groups(person=reviewer)
    client.force_login(reviewer)
    assert "In review by Iria Vega" in client.get(place("edit", question.pk)).content.decode()
    edit(client, question, "single", **{"reviewer": reviewer.pk, "note": "Falta el precio", "action-return": "1"})
    question.refresh_from_db()
    assert (question.state, question.reviewer) == ("draft", None)
    assert Notification.objects.get(person=trainer).text.endswith("Falta el precio")


def test_a_reviewer_is_chosen_before_a_question_is_sent_and_a_note_written_before_it_is_returned(author):
    question = world.question(live=False)
    for button, field in (("action-review", "reviewer"), ("action-return", "note")):
        page = edit(author, question, "single", **{button: "1"})
        assert list(page.context["form"].errors) == [field]


def test_choosing_a_reviewer_without_sending_does_nothing(author):
    question = world.question(live=False)
    edit(author, question, "single", reviewer=world.member("trainer").pk)
    question.refresh_from_db()
    assert (question.state, question.reviewer, Notification.objects.count()) == ("draft", None, 0)


def test_a_live_question_in_review_stays_live_and_publishing_ends_the_review(author):
    question, reviewer = world.question(), world.member("trainer")
    edit(author, question, "single", reviewer=reviewer.pk, **{"action-review": "1"})
    question.refresh_from_db()
    assert (question.state, question.reviewer) == ("live", reviewer)
    edit(author, question, "single", reviewer=reviewer.pk, **{"action-publish": "1"})
    question.refresh_from_db()
    assert (question.state, question.reviewer, question.current_version.number) == ("live", None, 2)


def test_a_question_is_retired_and_brought_back(author):
    question = world.question()
    author.post(place("edit", question.pk), {"action-retire": "1"})
    question.refresh_from_db()
    assert question.state == "retired"
    edit(author, question, "single", question.content, **{"action-publish": "1"})
    question.refresh_from_db()
    assert (question.state, question.current_version.number) == ("live", 1)


def test_the_history_says_what_changed_who_published_and_how_many_answered(author, trainer):
    question = world.question(stem="¿Cuánto cuesta?")
    attempt = world.attempt(world.quiz(questions=[question]))
    from assessments.quizzes.actions import submit_attempt

    submit_attempt(attempt=attempt)
    question.stem_es = "¿Cuánto vale?"
    question.save()
    publish_question(question=question, actor=trainer)
    page = author.get(place("history", question.pk)).content.decode()
    assert ("Version 2" in page, "<del>¿Cuánto cuesta?</del>" in page, "<ins>¿Cuánto vale?</ins>" in page) == (True, True, True)
    assert (str(trainer) in page, "1 answer" in page, "0 answers" in page) == (True, True, True)


def test_a_question_written_twice_says_so(author):
    first, second = world.question(stem="¿Cuánto?"), world.question(stem="¿Cuánto?")
    page = author.get(place("edit", first.pk)).content.decode()
    assert ("The bank has this question twice" in page, place("edit", second.pk) in page) == (True, True)


# ── What the scripts ask ────────────────────────────────────────────────────────────────────────────────────────


def test_advice_is_given_on_what_is_being_written_and_nothing_is_kept(author):
    question = world.question(stem="¿Qué haces?")
    data = written("single", content_of("single") | {"stem": said("¿Qué no debes hacer?")})
    for pk in (0, question.pk):
        told = author.post(reverse("quizzes_advice", args=[pk]), data).json()
        assert "The question is asked in the negative" in told["html"]
    question.refresh_from_db()
    assert (question.stem_es, Question.objects.count()) == ("¿Qué haces?", 1)


def test_advice_on_half_a_form_is_no_error(author):
    assert author.post(reverse("quizzes_advice", args=[0]), {}).status_code == 200
    assert author.post(reverse("quizzes_advice", args=[9]), {}).status_code == 404


def send(author, data, name="a.png"):
    return author.post(reverse("quizzes_pictures"), {"picture": SimpleUploadedFile(name, data)})


def test_a_picture_is_kept_once_under_a_name_of_its_bytes(author):
    first, again = send(author, png()).json(), send(author, png(), "otra.PNG").json()
    assert (first == again, QuestionMedia.objects.count(), first["width"], first["height"]) == (True, 1, 40, 30)
    assert author.get(reverse("quizzes_pictures")).json()["pictures"] == [first]


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png()[:60],
        b"\x89PNG\r\n\x1a\n" + b"x" * 200,
        b"",
        b"x" * (5 * 1024 * 1024 + 1),
    ],
    ids=["svg", "cut", "signature only", "empty", "too large"],
)
def test_what_is_no_picture_is_refused_in_words(author, data):
    answer = send(author, data)
    assert (answer.status_code, bool(answer.json()["problem"]), QuestionMedia.objects.count()) == (422, True, 0)


def test_a_picture_of_another_bank_is_no_picture(author):
    content = content_of("hotspot")
    content["image"] = {"media": "0123.png", "width": 1, "height": 1}
    page = add(author, "hotspot", written("hotspot", content, **{"action-publish": "1"}))
    assert (page.status_code, Question.objects.count()) == (200, 0)


def test_a_retired_question_is_not_sent_for_review():
    from assessments.quizzes.actions import send_for_review

    question = retire_question(question=world.question())
    send_for_review(question=question, reviewer=world.member("trainer"))
    assert (question.state, question.reviewer) == ("retired", None)


def _request():
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.user = world.member("trainer")
    return request
