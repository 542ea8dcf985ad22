"""A file on its way into the bank: looked over, taken in once, taken back whole; on the screen and on the command line."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from assessments.exchange import actions
from assessments.exchange.actions import begin_import, carry_out_import, undo_import
from assessments.exchange.bank import items_of
from assessments.exchange.models import ImportItem, ImportRun
from assessments.exchange.reading import read
from assessments.exchange.writing import WRITTEN, write
from assessments.quizzes.actions import publish_question, save_question
from assessments.quizzes.models import Question
from lms.jobs.models import Job
from tests import world

pytestmark = pytest.mark.django_db
GIFT = """// [tag:precios]
::Precio:: ¿Cuánto cuesta Junta 600? {=45 € al mes ~39 € al mes#Esa es la fibra sola. ~32 € al mes}

La factura incluye el IVA. {TRUE}

¿Rota? {=una ~}otra}

Un párrafo que no pregunta nada.

::Precio:: ¿Cuánto cuesta Junta 600? {=45 € al mes ~39 € al mes ~32 € al mes}
"""


@pytest.fixture
def author():
    return world.member("trainer")


def sent(author, text=GIFT, name="precios.gift", **more):
    return begin_import(data=text if isinstance(text, bytes) else text.encode(), name=name, actor=author, **more)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def outcomes(run):
    return list(run.items.values_list("outcome", flat=True))


def test_a_file_is_looked_over_before_anything_is_written(author, run_jobs):
    run = sent(author)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.format, Question.objects.count()) == ("ready", "gift", 0)
    assert outcomes(run)[:2] == ["new", "new"]
    assert {"unsupported", "duplicate"} <= set(outcomes(run))


def test_what_is_new_comes_in_as_drafts_with_the_tags_and_the_competency(author, run_jobs):
    competency = world.competency("PRO")
    run = sent(author, competency=competency, tags=["enero"])
    run_jobs()
    carry_out_import(run=run, actor=author)
    carry_out_import(run=run, actor=author)
    run_jobs()
    run.refresh_from_db()
    question = Question.objects.get(stem_es__startswith="¿Cuánto")
    assert (run.state, question.state, question.competency, question.author) == ("done", "draft", competency, author)
    assert {tag.name for tag in question.tags.all()} == {"precios", "enero"}
    assert Question.objects.count() == run.items.filter(outcome="imported").count()


def test_the_same_file_again_brings_nothing(author, run_jobs):
    for _time in range(2):
        run = sent(author)
        run_jobs()
        carry_out_import(run=run, actor=author)
        run_jobs()
    assert "new" not in outcomes(run) and "imported" not in outcomes(run)
    assert ImportItem.objects.filter(run=run, outcome="duplicate", question__isnull=False).count() == 3


def test_the_same_file_sent_twice_at_once_comes_in_once(author, run_jobs):
    first, second = sent(author), sent(author)
    run_jobs()
    assert outcomes(first) == outcomes(second)
    for run in (first, second):
        carry_out_import(run=run, actor=author)
    run_jobs()
    assert Question.objects.count() == first.items.filter(outcome="imported").count() == 2
    assert list(second.items.filter(outcome="duplicate", question__isnull=False).values_list("number", flat=True)) == [1, 2]
    assert undo_import(run=second, actor=author) == {"gone": 0, "retired": 0, "left": 0}
    assert Question.objects.count() == 2


def test_a_job_that_runs_again_takes_nothing_in_twice(author, run_jobs):
    run = sent(author)
    run_jobs()
    carry_out_import(run=run, actor=author)
    run_jobs()
    before = Question.objects.count()
    Job.objects.filter(kind="exchange.take_in").update(state="queued", lease_until=None)
    run_jobs()
    assert Question.objects.count() == before


def test_a_whole_import_is_taken_back_but_for_what_was_used_or_changed(author, run_jobs):
    run = sent(author, "Una {=a ~b}\n\nDos {=a ~b}\n\nTres {=a ~b}")
    run_jobs()
    carry_out_import(run=run, actor=author)
    run_jobs()
    used, changed, untouched = Question.objects.order_by("pk")
    used.competency = world.competency()
    publish_question(question=save_question(question=used))
    changed.explanation_es = "Porque sí."
    save_question(question=changed)
    assert undo_import(run=run, actor=author) == {"gone": 1, "retired": 1, "left": 1}
    assert undo_import(run=run, actor=author) == {"gone": 0, "retired": 0, "left": 0}
    assert not Question.objects.filter(pk=untouched.pk).exists()
    assert Question.objects.get(pk=used.pk).state == "retired"


def test_many_questions_are_taken_back_by_a_job_that_may_run_again(author, run_jobs, monkeypatch):
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(actions, "BATCH", 2)
    run = sent(author, "\n\n".join(f"Una {number} {{=a ~b}}" for number in range(5)))
    run_jobs()
    carry_out_import(run=run, actor=author)
    run_jobs()
    assert undo_import(run=run, actor=author) == {"gone": 0, "retired": 0, "left": 0}
    page = signed_in(author).get(reverse("exchange:run", args=[run.pk])).content.decode()
    assert "0 of 5 are taken back" in page and 'http-equiv="refresh"' in page
    actions.take_back(run=run, actor=author)  # what a worker did before it was killed
    run_jobs()
    run.refresh_from_db()
    job = Job.objects.get(kind="exchange.take_back")
    assert (run.state, Question.objects.count(), job.state, job.progress_done) == ("undone", 0, "done", 5)
    assert set(outcomes(run)) == {"undone"}


def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(author, run_jobs):
    run = sent(author, b"\x00\x01\x02\x03" * 40, name="foto.bin")
    run_jobs()
    run.refresh_from_db()
    page = signed_in(author).get(reverse("exchange:run", args=[run.pk])).content.decode()
    assert (run.state, bool(run.notes), "The file cannot be read as it is" in page) == ("failed", True, True)


def test_a_hostile_xml_is_refused(author, run_jobs):
    bomb = b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz><question>&b;</question></quiz>'
    run = sent(author, bomb, name="bomba.xml")
    run_jobs()
    run.refresh_from_db()
    assert (run.state, Question.objects.exists()) == ("failed", False)


def test_a_table_with_other_columns_is_read_once_they_are_named(author, run_jobs):
    run = sent(author, "Enunciado;Opción 1;Opción 2;Buena\n¿Cuánto?;45 €;39 €;A\n", name="tabla.csv")
    run_jobs()
    run.refresh_from_db()
    client = signed_in(author)
    columns = {"stem_es": "Enunciado", "option_a_es": "Opción 1", "option_b_es": "Opción 2", "correct": "Buena"}
    client.post(reverse("exchange:columns", args=[run.pk]), columns)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, outcomes(run)) == ("ready", ["new"])


def test_the_screens_lead_from_the_file_to_the_bank_and_back(author, run_jobs):
    client = signed_in(author)
    file = SimpleUploadedFile("precios.gift", GIFT.encode())
    started = client.post(reverse("exchange:imports"), {"file": file, "language": "es", "tags": "enero"})
    run = ImportRun.objects.get()
    assert started.url == reverse("exchange:run", args=[run.pk])
    assert "The file is being read" in client.get(started.url).content.decode()
    run_jobs()
    assert "2 new questions can come in" in client.get(started.url).content.decode()
    client.post(reverse("exchange:carry_out", args=[run.pk]))
    run_jobs()
    assert "2 questions have come in" in client.get(started.url + "?outcome=imported").content.decode()
    client.post(reverse("exchange:undo", args=[run.pk]))
    assert Question.objects.count() == 0


def test_a_file_that_is_too_large_is_told_beside_its_field(author, settings):
    settings.IMPORT_MAX_BYTES = 10
    file = SimpleUploadedFile("precios.gift", GIFT.encode())
    said = signed_in(author).post(reverse("exchange:imports"), {"file": file, "language": "es"})
    assert (said.status_code, ImportRun.objects.exists()) == (422, False)


@pytest.mark.parametrize("format", WRITTEN)
def test_what_is_handed_over_and_brought_in_again_is_the_same(author, format):
    question = world.question(stem="¿Cuánto cuesta?", kind="single")
    question.tags.add("precios")
    (item,) = items_of([question])
    again = read(write([item], format=format, language="es").data, name=f"x.{'zip' if format == 'qti' else format}", format=format)
    assert [one.kind for one in again.items] == ["single"]
    assert [option["correct"] for option in again.items[0].content["options"]] == [True, False, False]


def test_the_export_is_a_file_and_says_first_what_it_cannot_hold(author):
    world.question(stem="¿Cuánto cuesta?")
    client, address = signed_in(author), reverse("exchange:export")
    whole = client.get(address, {"format": "xlsx"})
    assert whole["Content-Disposition"].startswith("attachment")
    told = client.get(address, {"format": "gift", "language": "es"})
    assert "The format cannot hold everything" in told.content.decode()
    assert client.get(address, {"format": "gift", "language": "es", "anyway": "1"})["Content-Disposition"].endswith('.gift"')
    assert "No question is like that" in client.get(address, {"format": "xlsx", "kind": "free"}).content.decode()


def command(*args):
    out = io.StringIO()
    try:
        call_command("import_questions", *args, stdout=out)
        status = 0
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue()


def test_the_command_tells_each_item_and_writes_nothing_in_a_trial(tmp_path):
    path = tmp_path / "precios.gift"
    path.write_text(GIFT)
    _status, said = command(str(path), "--dry-run", "--json")
    (file,) = json.loads(said)["files"]
    first = file["items"][0]
    assert (file["format"], first["kind"], first["text"], first["result"]) == (
        "gift",
        "single",
        "¿Cuánto cuesta Junta 600?",
        "would import",
    )
    assert first["content"]["options"][1]["feedback"]["es"] == "Esa es la fibra sola."
    assert not Question.objects.exists()


def test_the_command_brings_in_and_the_other_one_hands_over(tmp_path):
    world.competency("PRO")
    path, out = tmp_path / "precios.gift", tmp_path / "out.xml"
    path.write_text("Una {=a ~b}")
    status, said = command(str(path), "--competency", "PRO", "--tag", "enero", "--state", "review")
    assert (status, "1 imported" in said, Question.objects.get().state) == (0, True, "review")
    call_command("export_questions", "--format", "moodle", "--tag", "enero", "--output", str(out), stderr=io.StringIO())
    assert len(read(out.read_bytes(), name="out.xml").items) == 1


def test_the_command_ends_badly_when_something_cannot_be_read(tmp_path):
    path = tmp_path / "vacio.gift"
    path.write_text("")
    status, said = command(str(path), "--dry-run", "--json")
    assert (status, bool(json.loads(said)["files"][0]["error"]["said"])) == (1, True)


@pytest.mark.parametrize("role", ["trainee", "coordinator", "hr", "assessor", "quality"])
def test_only_authors_bring_questions_in(author, role):
    run = sent(author)
    client = signed_in(world.member(role))
    for address in (
        reverse("exchange:imports"),
        reverse("exchange:run", args=[run.pk]),
        reverse("exchange:export"),
        reverse("exchange:template"),
    ):
        assert client.get(address).status_code == 403
    assert client.post(reverse("exchange:carry_out", args=[run.pk])).status_code == 403
