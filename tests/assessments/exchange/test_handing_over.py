"""Big files and chosen questions: made by a job, on the page of exports, with what the format could not hold."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.exchange import views
from assessments.exchange.actions import hand_over
from assessments.exchange.reading import read
from lms.exports.models import Export
from lms.jobs.models import Job
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def author():
    return world.member("trainer")


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def questions_in(export):
    with export.file.open("rb") as file:
        return read(file.read(), name=f"x.{export.suffix}").items


@pytest.mark.parametrize(("format", "suffix"), [("gift", "gift"), ("moodle", "xml"), ("qti", "zip"), ("xlsx", "xlsx"), ("csv", "csv")])
def test_a_file_made_apart_holds_what_was_asked_for(author, run_jobs, format, suffix):
    chosen = world.question(stem="¿Cuánto cuesta?")
    world.question(stem="¿Cuánto tarda?")
    export = hand_over(asked={"ids": str(chosen.pk), "format": format, "language": "es"}, actor=author)
    run_jobs()
    export.refresh_from_db()
    assert (export.suffix, export.rows) == (suffix, 1)
    assert [item.stem["es"] for item in questions_in(export)] == ["¿Cuánto cuesta?"]
    assert Job.objects.get(kind="exports.make").progress_total == 1


def test_more_questions_than_a_request_bears_are_made_by_a_job(author, run_jobs, monkeypatch):
    monkeypatch.setattr(views, "MOST_AT_ONCE", 1)
    for stem in ("¿Una?", "¿Dos?"):
        world.question(stem=stem)
    client = signed_in(author)
    page = client.get(reverse("exchange:export"), {"format": "gift", "language": "es"}).content.decode()
    assert reverse("exchange:export_apart") in page and "2 questions" in page
    started = client.post(reverse("exchange:export_apart"), {"format": "gift", "language": "es", "kind": "single"})
    export = Export.objects.get()
    assert started.url == reverse("exports:export", args=[export.pk])
    assert "It is about to begin" in client.get(started.url).content.decode()
    run_jobs()
    said = client.get(started.url).content.decode()
    assert "2 entries" in said and "The format cannot hold everything" in said
    file = client.get(reverse("exports:download", args=[export.pk]))
    assert file["Content-Disposition"].endswith('.gift"')
    assert signed_in(world.member("trainer")).get(started.url).status_code == 404


def test_a_wish_that_makes_no_sense_makes_no_file(author):
    assert signed_in(author).post(reverse("exchange:export_apart"), {"format": "word"}).status_code == 422
    assert not Export.objects.exists()


def test_whoever_may_no_longer_author_gets_no_question(run_jobs):
    question = world.question(stem="¿Una?")
    export = hand_over(asked={"ids": str(question.pk), "format": "gift"}, actor=world.member("agent"))
    run_jobs()
    export.refresh_from_db()
    assert export.rows == 0 and "Una" not in export.file.read().decode()


def test_the_questions_chosen_in_the_list_of_the_bank_are_handed_over(author, run_jobs):
    chosen, other = world.question(stem="¿Una?"), world.question(stem="¿Dos?")
    client = signed_in(author)
    address = reverse("wagtail_bulk_action", args=["quizzes", "question", "hand_over"]) + f"?id={chosen.pk}&next=/cms/"
    assert "Make a file of these questions?" in client.get(address).content.decode()
    started = client.post(address, {"format": "moodle", "language": ""})
    run_jobs()
    export = Export.objects.get()
    assert started.url == reverse("exports:export", args=[export.pk])
    assert [item.stem["es"] for item in questions_in(export)] == ["¿Una?"]
    assert other.pk
