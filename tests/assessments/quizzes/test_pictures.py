"""The pictures of questions: who is given one, and as what."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from assessments.quizzes.actions import publish_question, save_question
from assessments.quizzes.models import QuestionMedia
from tests import world

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n-not-much-of-one"


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return keep("screen.png", PNG, "image/png")


def keep(name, data, content_type):
    made = QuestionMedia(name=name, content_type=content_type, width=400, height=200)
    made.file.save(name, ContentFile(data))
    return made


def get(name, who=None):
    client = Client()
    if who:
        client.force_login(who)
    return client.get(reverse("quizzes:picture", args=[name]))


def test_whoever_was_asked_is_given_the_picture_and_nobody_else(picture):
    attempt = world.attempt(world.quiz(questions=[world.question(kind="hotspot")]))
    assert get("screen.png", attempt.person).status_code == 200
    assert get("screen.png", world.member("trainer")).status_code == 200
    assert get("screen.png", world.member("trainee")).status_code == 404
    assert get("screen.png").status_code == 302
    assert get("other.png", attempt.person).status_code == 404


def test_it_comes_as_what_it_is_and_is_kept_by_that_browser_alone(picture):
    answer = get("screen.png", world.member("trainer"))
    assert (b"".join(answer.streaming_content), answer["Content-Type"], answer["X-Content-Type-Options"]) == (PNG, "image/png", "nosniff")
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert "attachment" not in answer["Content-Disposition"]


def test_a_drawing_that_could_run_is_shut_in_and_what_is_no_picture_is_a_file(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    author = world.member("trainer")
    keep("drawing.svg", b"<svg/>", "image/svg+xml")
    keep("page.html", b"<script></script>", "text/html")
    policy = get("drawing.svg", author)["Content-Security-Policy"]
    assert ("default-src 'none'" in policy, "sandbox" in policy, "script-src" in policy) == (True, True, False)
    page = get("page.html", author)
    assert (page["Content-Type"], "attachment" in page["Content-Disposition"]) == ("application/octet-stream", True)


def test_a_picture_whose_file_is_gone_is_not_found(picture):
    picture.file.storage.delete(picture.file.name)
    assert get("screen.png", world.member("trainer")).status_code == 404


def test_a_picture_that_the_question_no_longer_has_is_still_there_for_whoever_was_asked(picture):
    question = world.question(kind="hotspot")
    attempt = world.attempt(world.quiz(questions=[question]))
    keep("other.png", PNG, "image/png")
    question.body = {**question.body, "image": {**question.body["image"], "media": "other.png"}}
    publish_question(question=save_question(question=question))
    assert get("screen.png", attempt.person).status_code == 200
