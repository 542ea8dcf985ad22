"""A licence, or the sign-off of a gate, is given by a named person with what it rests on; calibrations give their own."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from assessments.scores.actions.licensing import give_licence as license_assessor
from assessments.scores.actions.licensing import revoke_licence
from lms.careers.actions import archive_kind, give_licence, open_document, save_kind, start_posting, withdraw_licence
from lms.careers.exceptions import AboutOneself, Refused
from lms.careers.models import Licence, LicenceKind, LicenceOpening
from lms.careers.queries.people import missed_people
from lms.careers.queries.readiness import readiness_of, standing_of
from tests import scores, world
from tests.lms.careers import centre
from tests.lms.careers.centre import today

pytestmark = pytest.mark.django_db
SEEN = "Two roleplays passed, attendance of 96 %"


@pytest.fixture
def floor():
    """Whoever begins, their trainer and HR; out of the classroom by a sign-off, and a path that asks for assessors."""
    unit = world.unit()
    version = centre.ladder()
    gate = centre.asks(version, "R1", "licence", "classroom_exit", licence="classroom_exit")
    assessing = centre.asks(version, "R1", "licence", "assessor", licence="assessor")
    people = {role: world.member(role, unit, language="en") for role in ("trainee", "trainer", "hr", "coordinator")}
    start_posting(person=people["trainee"], rung=centre.rung("R0"), starts_on=today() - timedelta(days=40))
    return people | {"gate": gate, "assessing": assessing, "agent": people["trainee"]}


def results(floor) -> list[str]:
    return [one.result for one in centre.kept(floor["agent"].readiness.get().results)]


def signed(floor, **fields) -> Licence:
    values = {"code": "classroom_exit", "given_on": today(), "words": SEEN, "actor": floor["trainer"], **fields}
    return give_licence(person=floor["agent"], **values)


def test_a_gate_is_met_once_a_person_signs_it_off_and_withdrawing_turns_it_back(floor):
    assert results(floor) == ["missing", "missing"]
    made = signed(floor)
    assert results(floor) == ["met", "missing"]
    withdraw_licence(licence=made, reason="It was somebody else", actor=floor["hr"])
    assert results(floor) == ["missing", "missing"]
    made.refresh_from_db()
    assert (made.withdrawn_by, made.words) == (floor["hr"], SEEN)


def test_given_twice_it_is_one_and_it_runs_out_on_its_day(floor):
    first = signed(floor, until=today() + timedelta(days=3))
    assert signed(floor).pk == first.pk
    found = {one.key: one for one in readiness_of(floor["agent"], centre.rung("R1")).standings}["licence:classroom_exit"]
    assert (found.result, found.until) == ("met", today() + timedelta(days=3))
    assert floor["agent"].readiness.get().changes_on == today() + timedelta(days=4)


def test_without_words_for_oneself_for_a_day_to_come_or_by_a_stranger_there_is_none(floor):
    for fields, refusal in (
        ({"words": "  "}, Refused),
        ({"given_on": today() + timedelta(days=1)}, Refused),
        ({"actor": floor["agent"]}, AboutOneself),
        ({"actor": world.member("trainer", world.unit())}, PermissionDenied),
    ):
        with pytest.raises(refusal):
            signed(floor, **fields)
    assert not Licence.objects.exists()


def test_a_calibration_gives_the_licence_to_assess_and_takes_it_back(floor):
    licence = license_assessor(assessor=floor["agent"], rubric=scores.rubric().rubric, source="calibration:1")
    assert results(floor) == ["missing", "met"]
    proof = standing_of(floor["agent"], floor["assessing"]).proofs[0]
    assert (proof.kind, proof.until) == ("licence", licence.valid_to)
    revoke_licence(licence=licence, actor=floor["hr"], why="drift")
    assert results(floor) == ["missing", "missing"]


def test_the_way_to_each_licence_is_said(floor):
    with translation.override("en"):
        steps = {one.key: one.steps[0].words for one in readiness_of(floor["agent"], centre.rung("R1")).standings}
    assert "sign it off" in steps["licence:classroom_exit"] and "calibration" in steps["licence:assessor"]


def test_a_trainer_signs_a_gate_off_from_the_ladder_and_the_person_reads_it(floor, client):
    client.force_login(floor["hr"])
    client.cookies["peldano_language"] = "en"
    address = reverse("careers:licences", args=[floor["agent"].pk])
    assert f"{address}?code=classroom_exit" in client.get(reverse("careers:ladder", args=[floor["agent"].pk])).content.decode()
    client.force_login(floor["trainer"])
    assert client.post(address, {"code": "classroom_exit", "given_on": today(), "words": ""}).status_code == 422
    for _twice in range(2):
        assert client.post(address, {"code": "classroom_exit", "given_on": today(), "words": SEEN}).status_code == 302
    made = Licence.objects.get()
    client.force_login(floor["agent"])
    page = client.get(address).content.decode()
    assert SEEN in page and str(floor["trainer"]) in page and "Write one down" not in page
    assert client.post(address, {"code": "classroom_exit", "given_on": today(), "words": SEEN}).status_code == 403
    client.force_login(floor["trainer"])
    assert client.post(reverse("careers:withdraw_licence", args=[made.pk]), {"reason": "Too early"}).status_code == 302
    assert "Too early" in client.get(address).content.decode()


def test_what_a_calibration_gives_is_not_given_by_hand(floor, client):
    client.force_login(floor["trainer"])
    address = reverse("careers:licences", args=[floor["agent"].pk])
    assert client.post(address, {"code": "assessor", "given_on": today(), "words": SEEN}).status_code == 422


@pytest.mark.parametrize("size", [1, 3])
def test_a_page_of_licences_is_read_with_few_queries(floor, client, size, django_assert_max_num_queries):
    for number in range(size):
        signed(floor, given_on=today() - timedelta(days=number))
    client.force_login(floor["agent"])
    client.get(reverse("careers:licences", args=[floor["agent"].pk]))
    with django_assert_max_num_queries(12):
        client.get(reverse("careers:licences", args=[floor["agent"].pk]))


# ── The register of kinds, and their documents ──────────────────────────────────────────────────────────────────

PAPER = b"%PDF-1.7 the paper itself"


def paper(content: bytes = PAPER, name: str = "mi carnet de Ana.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def kind(floor, code: str = "driving-b", **fields) -> LicenceKind:
    values = {"name_es": "Carnet B", "name_en": "Driving licence B", "validity_months": 120, "entered_by": "hr", "asks_document": True}
    return save_kind(kind=LicenceKind(code=code, **values | fields), actor=floor["hr"])


@pytest.fixture
def driver(floor, tmp_path, settings):
    """A path that asks for a driving licence, which HR alone writes down and keeps with its paper."""
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path, "base_url": None}}
    }
    version = floor["gate"].version
    return floor | {"kind": kind(floor), "asked": centre.asks(version, "R1", "licence", "driving-b", licence="driving-b")}


def given(driver, **fields) -> Licence:
    values = {"code": "driving-b", "given_on": today(), "words": "Seen by me", "actor": driver["hr"], "document": paper(), **fields}
    return give_licence(person=driver["agent"], **values)


def of_driving(driver):
    return {one.key: one for one in readiness_of(driver["agent"], centre.rung("R1")).standings}["licence:driving-b"]


def test_a_licence_holds_as_long_as_its_kind_says_and_expiring_it_turns_the_row(driver):
    made = given(driver)
    assert made.until == today() + relativedelta(months=120)
    assert (of_driving(driver).result, of_driving(driver).until) == ("met", made.until)
    Licence.objects.filter(pk=made.pk).update(given_on=today() - timedelta(days=9), until=today() - timedelta(days=1))
    assert of_driving(driver).result == "expired"


def test_what_the_paper_says_goes_before_what_the_kind_does(driver):
    last = today() + timedelta(days=20)
    assert given(driver, until=last).until == last


def test_ladders_call_it_by_its_name_in_both_languages(driver):
    for language, words in (("en", "Licence: Driving licence B"), ("es", "Licencia: Carnet B")):
        with translation.override(language):
            assert of_driving(driver).words == words


def test_only_whoever_its_kind_names_writes_it_down_and_withdraws_it(driver):
    for role in ("trainer", "coordinator"):
        with pytest.raises(PermissionDenied):
            given(driver, actor=driver[role])
    made = given(driver)
    with pytest.raises(PermissionDenied):
        withdraw_licence(licence=made, reason="x", actor=driver["trainer"])
    driver["kind"].entered_by = "leaders"
    save_kind(kind=driver["kind"], actor=driver["hr"])
    assert withdraw_licence(licence=made, reason="x", actor=driver["trainer"]).withdrawn_by == driver["trainer"]


def test_without_its_paper_or_of_a_kind_that_is_no_longer_given_there_is_none(driver):
    with pytest.raises(Refused):
        given(driver, document=None)
    first = given(driver)
    archive_kind(kind=driver["kind"], actor=driver["hr"])
    with pytest.raises(Refused):
        given(driver, given_on=today() - timedelta(days=1))
    assert of_driving(driver).result == "met"
    archive_kind(kind=driver["kind"], actor=driver["hr"], back=True)
    assert given(driver, given_on=today() - timedelta(days=1)).pk != first.pk


def test_nobody_but_hr_keeps_the_register_and_nobody_takes_the_codes_that_come_along(driver):
    with pytest.raises(PermissionDenied):
        save_kind(kind=driver["kind"], actor=driver["trainer"])
    with pytest.raises(PermissionDenied):
        archive_kind(kind=driver["kind"], actor=driver["coordinator"])
    with pytest.raises(Refused):
        kind(driver, "assessor")


def test_who_opens_the_paper_is_noted_and_the_person_reads_who_it_was(driver, client):
    made = given(driver)
    address = reverse("careers:licence_document", args=[made.pk])
    found = {}
    for who in ("trainee", "trainer", "coordinator", "hr"):
        client.force_login(driver[who])
        answer = client.get(address)
        found[who] = (answer.status_code, b"".join(answer.streaming_content) == PAPER if answer.status_code == 200 else False)
    assert found == {"trainee": (200, True), "trainer": (404, False), "coordinator": (404, False), "hr": (200, True)}
    assert [one.reader for one in LicenceOpening.objects.order_by("pk")] == [driver["agent"], driver["hr"]]
    with pytest.raises(PermissionDenied):
        open_document(licence=made, reader=driver["trainer"])
    client.force_login(driver["agent"])
    client.cookies["peldano_language"] = "en"
    page = client.get(reverse("careers:licences", args=[driver["agent"].pk])).content.decode()
    assert "Opened once by somebody else" in page and str(driver["hr"]) in page
    assert "Ana" not in made.document.name  # What a file was called at somebody's home is nobody's business.


def test_a_paper_of_a_kind_of_leaders_is_open_to_them(driver, client):
    kind(driver, "first-aid", entered_by="leaders", asks_document=False, validity_months=None)
    made = given(driver, code="first-aid", actor=driver["trainer"])
    client.force_login(driver["coordinator"])
    assert client.get(reverse("careers:licence_document", args=[made.pk])).status_code == 200
    assert made.until is None


@pytest.mark.parametrize("wrong", [{"document": b"MZ an executable"}, {"document": b""}, {"until": "2001-01-01"}, {"words": ""}])
def test_what_is_wrong_with_it_is_said_in_the_form(driver, client, wrong):
    client.force_login(driver["hr"])
    data = {"code": "driving-b", "given_on": today(), "words": "Seen", **wrong}
    data["document"] = paper(data.get("document", PAPER)) if data.get("document", PAPER) else ""
    assert client.post(reverse("careers:licences", args=[driver["agent"].pk]), data).status_code == 422
    assert not Licence.objects.exists()


def test_the_register_is_written_on_screen_and_the_ladder_offers_it(driver, client):
    client.force_login(driver["hr"])
    client.cookies["peldano_language"] = "en"
    add = reverse("careers:add_licence_kind")
    values = {"code": "first-aid", "name_es": "Primeros auxilios", "name_en": "First aid", "entered_by": "leaders"}
    for wrong in ({"code": "assessor"}, {"name_es": ""}, {"validity_months": "0"}, {"entered_by": "anybody"}, {"code": "driving-b"}):
        assert client.post(add, values | wrong).status_code == 422
    assert client.post(add, values).status_code == 302
    edit = reverse("careers:licence_kind", args=["first-aid"])
    assert client.post(edit, values | {"name_en": "First aid at work", "code": "other"}).status_code == 302
    page = client.get(reverse("careers:licence_kinds")).content.decode()
    assert "First aid at work" in page and "Driving licence B" in page
    client.post(reverse("careers:archive_licence_kind", args=["first-aid"]))
    assert LicenceKind.objects.get(code="first-aid").archived_at
    client.force_login(driver["trainer"])
    page = client.get(reverse("careers:licences", args=[driver["agent"].pk])).content.decode()
    assert "driving-b" not in page and "classroom_exit" in page


def test_what_a_ladder_asks_and_nobody_has_described_is_named(driver, client):
    centre.asks(driver["gate"].version, "R1", "licence", "forklift", licence="forklift")
    client.force_login(driver["hr"])
    page = client.get(reverse("careers:licence_kinds")).content.decode()
    assert f"{reverse('careers:add_licence_kind')}?code=forklift" in page


def test_a_licence_that_changed_without_its_row_is_found(driver):
    given(driver)
    assert missed_people(limit=9) == []
    Licence.objects.update(withdrawn_at=driver["agent"].readiness.get().computed_at + timedelta(seconds=1))
    assert missed_people(limit=9) == [driver["agent"].pk]
