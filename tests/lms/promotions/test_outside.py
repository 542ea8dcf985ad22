"""What leaves a call: figures in which nobody can be found, rules for the works council, and the whole file for HR."""

import csv
import hashlib
import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from lms.promotions import actions
from lms.promotions.models import GroupAttributes, PromotionFile, PromotionRound
from lms.promotions.queries.counting import impact
from lms.promotions.rules import canonical, digest
from tests import world
from tests.promotions import Call

pytestmark = pytest.mark.django_db
HISTORY = [
    ("sex", "woman", 40, 10),
    ("sex", "man", 20, 7),
    ("hours", "full", 36, 15),
    ("hours", "part", 24, 2),
    ("line", "es", 44, 13),
    ("line", "en", 16, 4),
]
SOURCE = {"es": "Histórico", "en": "History"}


def tally(call, groups=HISTORY, *, ends_on=None, source=SOURCE):
    ends_on = ends_on or call.today
    return actions.record_tally(
        unit=call.unit, starts_on=ends_on - timedelta(days=300), ends_on=ends_on, source=source, groups=groups, actor=call.hr
    )


def figures(viewer) -> dict[str, list]:
    return {
        one.dimension.value: [
            (row.name, row.applied, row.selected, row.ratio and round(row.ratio, 3), row.p and round(row.p, 4)) for row in one.rows
        ]
        for one in impact(viewer).dimensions
    }


def test_the_figures_of_two_years_are_added_up_group_by_group(call):
    tally(call)
    tally(call)  # sent twice, kept once
    tally(call, ends_on=call.today - timedelta(days=800), source={"es": "Antes", "en": "Before"})
    assert figures(call.hr) == {
        "sex": [("woman", 40, 10, 0.714, 0.5449), ("man", 20, 7, 1.0, None)],
        "hours": [("full", 36, 15, 1.0, None), ("part", 24, 2, 0.2, 0.0075)],
        "line": [("es", 44, 13, 1.0, None), ("en", 16, 4, 0.846, 1.0)],
    }


def test_only_those_of_ones_own_branches(call):
    tally(call)
    assert figures(world.member("hr", world.unit(name="Otra"))) == {}
    assert figures(world.member("works_council", call.company)) == figures(call.hr)


def test_a_small_group_is_hidden_on_the_page_and_in_the_export(client, call):
    tally(call, [("sex", "woman", 40, 10), ("sex", "man", 20, 7), ("sex", "other", 3, 1)])
    client.force_login(world.member("works_council", call.company, language="es"))
    page = client.get(reverse("promotions:fairness")).content.decode()
    rows = list(csv.reader(client.get(reverse("promotions:fairness_export")).content.decode("utf-8-sig").splitlines()))
    assert [row[2] for row in rows[1:]] == ["40", "no se muestra", "no se muestra"]
    assert page.count("No se muestra: diría quién es") == 2


def test_who_reads_the_figures(client, call):
    found = {}
    people = {
        "works_council": world.member("works_council", call.company),
        "hr": call.hr,
        "marta": call.marta,
        "nuria": call.nuria,
        "lucia": call.lucia,
    }
    for who, person in people.items():
        client.force_login(person)
        found[who] = [client.get(reverse(f"promotions:{name}")).status_code for name in ("fairness", "fairness_export", "groups")]
    assert found == {
        "works_council": [200, 200, 403],
        "hr": [200, 200, 200],
        "marta": [403] * 3,
        "nuria": [403] * 3,
        "lucia": [403] * 3,
    }


# ── Counting calls ──────────────────────────────────────────────────────────────────────────────────────────────


def closed(call, people) -> PromotionRound:
    """A call that these people stood in and that is over, the first of them selected."""
    call.opened()
    for person in people:
        made = actions.apply(round=call.round, person=person, motivation="Quiero")
        outcome = "selected" if person == people[0] else "not_selected"
        made.decisions.create(number=1, outcome=outcome, reason="Por lo visto", decided_by=call.hr)
    PromotionRound.objects.filter(pk=call.round.pk).update(state="closed", closed_at=timezone.now())
    return call.round


def grouped(call, women: int, men: int) -> list:
    people = [world.member("agent", call.levante) for _number in range(women + men)]
    rows = [{"email": one.email, "sex": "woman" if place < women else "man"} for place, one in enumerate(people)]
    actions.record_groups(rows=rows, actor=call.hr)
    return people


def test_a_small_call_waits_until_no_group_of_what_is_added_is_small(call):
    closed(call, grouped(call, 3, 2))
    assert actions.count_rounds(unit=call.unit) is None
    second = Call(unit=call.unit, code="CONV-2", hr=call.hr)
    closed(second, grouped(second, 3, 4))
    counted = actions.count_rounds(unit=call.unit)
    assert set(counted.groups.values_list("dimension", "group", "applied", "selected")) == {
        ("sex", "man", 6, 0),
        ("sex", "woman", 6, 2),
        ("hours", "", 12, 2),
        ("line", "", 12, 2),
    }
    assert PromotionRound.objects.filter(tally=counted).count() == 2
    assert actions.count_rounds(unit=call.unit) is None


def test_groups_come_from_hr_for_their_own_people_and_stay_out_of_every_page(client, call):
    client.force_login(call.hr)
    content = f"email,sex,hours,line\n{call.lucia.email},woman,part,es\nnadie@example.com,man,full,en\n"
    page = client.post(reverse("promotions:groups"), {"file": SimpleUploadedFile("g.csv", content.encode())}).content.decode()
    row = GroupAttributes.objects.get()
    assert (row.person, row.sex, row.hours, row.line, "nadie@example.com" in page) == (call.lucia, "woman", "part", "es", True)
    with pytest.raises(PermissionDenied):
        actions.record_groups(rows=[], actor=call.marta)


@pytest.mark.parametrize("content", [b"email,sex\na@b.es,alien\n", b"name\nx\n", b"\xff\xfe\x00", b""])
def test_a_wrong_file_is_answered_in_words(client, call, content):
    client.force_login(call.hr)
    response = client.post(reverse("promotions:groups"), {"file": SimpleUploadedFile("g.csv", content)})
    assert (response.status_code, GroupAttributes.objects.count()) == (422, 0)


# ── The works council ───────────────────────────────────────────────────────────────────────────────────────────


def test_no_page_of_the_works_council_holds_a_person_who_applied(client, call, run_jobs):
    call.announced()
    run_jobs()
    client.force_login(world.member("works_council", call.company))
    pages = [
        reverse("promotions:calls"),
        reverse("promotions:fairness"),
        *(reverse(f"promotions:{name}", args=[call.round.code]) for name in ("call", "council")),
    ]
    for address in pages:
        response = client.get(address)
        text = response.content.decode()
        told = [one.code for one in call.round.applications.all()] + ["Lucía", "Ferrán", "Marcos", "Peña"]
        assert (address, response.status_code, [word for word in told if word in text]) == (address, 200, [])


@pytest.mark.parametrize(
    ("number", "of", "said"), [(6, (7,), None), (7, (7,), 7), (12, (17,), 12), (4, (), None), (0, (9,), 0), (5, (9, 20), None)]
)
def test_a_number_is_not_said_where_what_is_left_of_another_is_small(number, of, said):
    from lms.promotions.queries.counting import _said

    assert _said(number, *of) == said


# ── The whole file ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_file_is_one_pdf_whose_list_has_the_hash_of_each_part(client, call, run_jobs):
    call.announced()
    run_jobs()
    job = actions.ask_for_file(round=call.round, actor=call.hr)
    assert actions.ask_for_file(round=call.round, actor=call.hr).pk == job.pk
    run_jobs()
    made = PromotionFile.objects.get()
    content = made.file.read()
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    kinds = [line["kind"] for line in made.manifest]
    assert (kinds, hashlib.sha256(content).hexdigest()) == (["rules", "process", "application", "application"], made.sha256)
    assert made.manifest[0]["sha256"] == call.round.published.get().sha256
    assert [line["sha256"] for line in made.manifest if line["sha256"] not in text.replace(" ", "")] == []
    assert digest(canonical(made.manifest)) in text.replace(" ", "")
    assert "Lucía Ferrán" in text


def test_the_file_says_what_was_hashed_so_that_anybody_can_do_it_again(call, run_jobs):
    from lms.promotions.queries.filing import application_part

    call.announced()
    run_jobs()
    part = application_part(call.application)
    assert (digest(part.content), part.line["sha256"]) == (part.sha256, part.sha256)
    assert [word for word in ("motivation", "snapshots", "scores", "decisions", "letters") if f'"{word}":' not in part.content] == []


def test_only_hr_opens_the_file_and_it_is_written_down(client, call, run_jobs):
    call.announced()
    actions.ask_for_file(round=call.round, actor=call.hr)
    run_jobs()
    address = reverse("promotions:file", args=[call.round.code, PromotionFile.objects.get().pk])
    found = {}
    for who in ("hr", "marta", "nuria", "lucia", "amparo"):
        client.force_login(getattr(call, who))
        found[who] = client.get(address).status_code
    assert found == {"hr": 200, "marta": 403, "nuria": 403, "lucia": 403, "amparo": 403}
    assert [(one.actor, one.what) for one in call.round.accesses.all()] == [(call.hr, "file")]


def test_figures_of_the_demo_come_out_as_its_file_says():
    from tests.lms.promotions.test_fairness import HISTORY as IN_FILE

    in_file = {(one["applied"], one["selected"]) for result in IN_FILE for one in result["groups"]}
    assert in_file == {(applied, chosen) for _dimension, _group, applied, chosen in HISTORY}


@pytest.mark.parametrize("role", ["trainer", "supervisor", "quality", "administrator"])
def test_the_trail_of_a_call_names_nobody_in_the_reports_of_the_cms(client, call, role):
    call.announced()
    client.force_login(world.member(role, call.company, first_name="Otra", last_name="Persona", language="en"))
    page = client.get(reverse("wagtailadmin_reports:site_history"))
    assert page.status_code == 200
    said = page.content.decode()
    for words in ("Ferrán", "Peña", call.application.code, "Por lo que se vio de"):
        assert words not in said


def test_whoever_answers_for_the_house_reads_the_trail_of_a_call(client, call):
    call.announced()
    client.force_login(world.person(is_superuser=True))
    assert call.application.code in client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
