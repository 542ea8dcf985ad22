import pytest
from django.urls import reverse
from django.utils import translation

from courses.catalogue.blocks import LessonBlocks
from courses.catalogue.enums import TranslationState
from courses.catalogue.models import LessonPage
from courses.catalogue.publishing import (
    StepFacts,
    body_problems,
    completion_problem,
    module_problems,
    programme_problems,
    translation_problems,
)
from tests import world

BLOCKS = LessonBlocks()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def stream(*raw):
    return BLOCKS.to_python([{"type": kind, "value": value} for kind, value in raw])


def whats(problems):
    return [problem.what for problem in problems]


def test_a_recording_needs_its_transcript_and_a_film_its_captions():
    film = ("video", {"title": "Packs", "file": None, "embed": "https://youtu.be/abcdefghijk", "captions": None, "transcript": ""})

    assert whats(body_problems(stream(film))) == ["Video “Packs”: it has no transcript."]


@pytest.mark.django_db
def test_a_picture_needs_words_for_those_who_cannot_see_it():
    from tests.courses.catalogue.every_block import document, image

    picture = ("image", {"image": image().pk, "alt": " "})
    film = ("video", {"title": "Packs", "file": document("a.mp4").pk, "captions": None, "transcript": "<p>Said.</p>"})

    assert whats(body_problems(stream(picture, film))) == [
        "Image: it has no words for those who cannot see it.",
        "Video “Packs”: it has no captions.",
    ]


def test_a_film_whose_address_is_not_one_is_no_film():
    film = ("video", {"title": "Packs", "embed": "https://example.com/film", "transcript": "<p>Said.</p>"})

    assert whats(body_problems(stream(film))) == ["Video “Packs”: it has no film."]


def test_a_check_needs_one_right_option():
    options = [{"text": "A", "correct": True, "feedback": "x"}, {"text": "B", "correct": True, "feedback": "y"}]

    assert whats(body_problems(stream(("check", {"question": "Which?", "options": options})))) == [
        "Check (not scored) “Which?”: it needs one right option, and only one."
    ]


def test_a_lesson_done_by_its_checklist_needs_one():
    points = ("checklist", {"title": "Before", "items": ["One"]})

    assert completion_problem("checklist", stream()) != ""
    assert completion_problem("checklist", stream(points)) == ""
    assert completion_problem("read", stream()) == ""


def test_a_module_needs_steps_and_on_its_day_live_ones():
    draft, live = StepFacts("Draft", live=False), StepFacts("Live", live=True)

    assert [problem.stops for problem in module_problems([], going_live=False)] == [True]
    assert [problem.stops for problem in module_problems([draft], going_live=False)] == [False]
    assert [problem.stops for problem in module_problems([draft], going_live=True)] == [True]
    assert [problem.stops for problem in module_problems([draft, live], going_live=True)] == [False]
    assert module_problems([live], going_live=True) == []


def test_a_programme_needs_modules():
    assert [problem.stops for problem in programme_problems([])] == [True]
    assert programme_problems([StepFacts("Live", live=True)]) == []


@pytest.mark.parametrize("state", TranslationState.values)
def test_a_missing_translation_warns_and_never_stops(state):
    assert [problem.stops for problem in translation_problems(state)] == ([] if state == "translated" else [False])


@pytest.mark.django_db
class TestInTheEditor:
    @pytest.fixture
    def editor(self, client, authoring):
        client.force_login(authoring.approver)
        return client

    def post(self, client, page, action, completion="checklist"):
        from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

        data = nested_form_data(
            {
                "title": page.title,
                "slug": page.slug,
                "intro": "",
                "objective": "",
                "minutes": 10,
                "reading_minutes": 5,
                "completion": completion,
                "lesson_type": "elearning",
                "body": streamfield([("text", rich_text("<p>Words</p>"))]),
            }
        )
        return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, action: "1"})

    def draft(self):
        module = world.module()
        page = LessonPage(title="Fibra", slug="fibra", locale=module.locale, live=False)
        module.add_child(instance=page)
        page.save_revision()
        return page

    @pytest.mark.parametrize("action", ["action-publish", "action-submit"])
    def test_what_nobody_could_complete_is_neither_published_nor_submitted(self, editor, action):
        page = self.draft()

        response = self.post(editor, page, action)

        page.refresh_from_db()
        assert (page.live, page.current_workflow_state) == (False, None)
        assert "it has no checklist" in response.content.decode()

    def test_it_may_be_saved_as_a_draft(self, editor):
        page = self.draft()

        self.post(editor, page, "action-save")

        assert LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object().completion == "checklist"

    def test_what_lacks_nothing_is_published(self, editor):
        page = self.draft()

        self.post(editor, page, "action-publish", completion="read")

        page.refresh_from_db()
        assert page.live
