"""The API for figures: a token of one source, rows or a file in, what became of each out; the same call twice is one."""

import json
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lms.figures.actions.tokens import make_token, revoke_token
from lms.figures.models import FigureImport, SourceToken
from lms.figures.views import api
from lms.jobs.actions import run as run_job
from lms.operations.models import Measurement
from tests import world
from tests.lms.figures.test_importing import GOOD, hr, mapping, people  # noqa: F401

pytestmark = pytest.mark.django_db
URL = "/api/figures/"
ROW = {"Agent": "ana@x.example", "Date": "05/11/2026", "AHT": 290, "Handled": 41, "FCR": 72.5}


@pytest.fixture(autouse=True)
def no_calls_before():
    caches["shared"].clear()


@pytest.fixture
def administrator():
    return world.member("administrator", world.unit())


@pytest.fixture
def made(mapping, administrator):  # noqa: F811
    return make_token(mapping=mapping, name="Exporter", uid=uuid4(), actor=administrator)


@pytest.fixture
def send(client, made):
    def call(rows, *, key: str = "", secret: str = made[1], **headers):
        body = json.dumps({"rows": rows})
        headers |= {"Authorization": f"Bearer {secret}"} | ({"Idempotency-Key": key} if key else {})
        return client.post(URL, body, content_type="application/json", headers=headers)

    return call


def standing() -> list[tuple]:
    rows = Measurement.objects.standing().order_by("person__email", "metric__code")
    return [(email, code, float(value), sample) for email, code, value, sample in rows.values_list(*FIELDS)]


FIELDS = ("person__email", "metric__code", "value", "sample")


def test_rows_are_imported_at_once_and_each_fault_comes_back_with_its_mend(send):
    answer = send([ROW, ROW | {"Agent": "nobody@x.example"}, ROW | {"Agent": "luis@x.example", "FCR": None, "AHT": "00:05:10"}])
    told = answer.json()
    assert (answer.status_code, told["state"], told["rows"], told["new"], told["wrong"]) == (200, "done", 3, 3, 1)
    (fault,) = told["faults"]
    assert (fault["line"], fault["column"], bool(fault["what"]), bool(fault["mend"])) == (2, "Agent", True, True)
    # The mapping says a comma stands before decimals; a number of JSON is that number all the same.
    assert standing() == [
        ("ana@x.example", "aht", 290.0, 41),
        ("ana@x.example", "fcr", 72.5, None),
        ("luis@x.example", "aht", 310.0, 41),
    ]


def test_the_same_key_is_the_same_call(send):
    first, again = send([ROW], key="26 November"), send([ROW], key="26 November")
    assert again.json() == first.json()
    assert again["Idempotency-Replayed"] == "true"
    assert (FigureImport.objects.count(), Measurement.objects.count()) == (1, 2)
    other = send([ROW | {"AHT": 1}], key="26 November")
    assert (other.status_code, FigureImport.objects.count()) == (409, 1)


def test_without_a_key_a_repeated_call_finds_its_figures_there(send):
    send([ROW])
    told = send([ROW]).json()
    assert (told["new"], told["same"], Measurement.objects.count()) == (0, 2, 2)


def test_a_file_is_imported_by_a_job_and_asked_after(client, made):
    headers = {"Authorization": f"Bearer {made[1]}"}
    answer = client.post(URL, {"file": SimpleUploadedFile("november.csv", GOOD.encode())}, headers=headers)
    assert (answer.status_code, answer.json()["state"]) == (202, "running")
    run_job(job_id=FigureImport.objects.get().job_id)
    told = client.get(answer["Location"], headers=headers).json()
    assert (told["state"], told["new"], told["wrong"]) == ("done", 3, 0)


@pytest.mark.parametrize("secret", ["", "pel_nothing", "é"])
def test_nobody_gets_in_without_a_token_that_stands(send, secret):
    answer = send([ROW], secret=secret)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert set(answer.json()) == {"error", "mend"}


def test_a_revoked_token_opens_nothing(send, made, administrator):
    assert send([ROW]).status_code == 200
    revoke_token(token=made[0], actor=administrator)
    assert send([ROW]).status_code == 401


def test_a_token_sees_no_import_of_another(client, send, mapping, administrator):  # noqa: F811
    place = send([ROW])["Location"]
    _other, secret = make_token(mapping=mapping, name="Another", uid=uuid4(), actor=administrator)
    assert client.get(place, headers={"Authorization": f"Bearer {secret}"}).status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"rows": []}', 400),
        (b'{"rows": [1]}', 400),
        (b'{"rows": [{"AHT": 1e999999999999999999999}]}', 400),
        (b'{"rows": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400),
        (b"\xff\xfe", 400),
        (b'{"rows": [{"Agent": "ana@x.example"}]}', 422),
        (b'{"rows": [' + b"{}," * 1000 + b"{}]}", 413),
    ],
)
def test_what_cannot_be_read_is_said_and_writes_nothing(client, made, body, status):
    answer = client.post(URL, body, content_type="application/json", headers={"Authorization": f"Bearer {made[1]}"})
    assert (answer.status_code, set(answer.json())) == (status, {"error", "mend"})
    assert not FigureImport.objects.exists()


def test_hostile_cells_are_faults_and_no_error(send):
    hostile = [ROW | {"AHT": value} for value in ("1e99", 10**30, -5, "\x00", ["a"], {"a": 1}, True, "9" * 5000)]
    told = send([*hostile, ROW | {"Handled": 2.5}, ROW | {"Handled": 10**12}, ROW | {"Agent": "\x00"}]).json()
    assert sorted({fault["line"] for fault in told["faults"]}) == list(range(1, 12))


def test_a_file_may_be_no_bigger_than_said(client, made, settings):
    settings.FIGURES_API_MAX_BYTES = 50
    sent = {"file": SimpleUploadedFile("november.csv", GOOD.encode())}
    assert client.post(URL, sent, headers={"Authorization": f"Bearer {made[1]}"}).status_code == 413


def test_too_many_calls_wait(send, monkeypatch):
    monkeypatch.setattr(api, "RATE", "2/m")
    answers = [send([ROW]) for _call in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"


def test_words_come_in_the_language_that_is_asked_for(send):
    told = {
        language: send([ROW | {"Agent": "x"}], **{"Accept-Language": language}).json()["faults"][0]["what"] for language in ("es", "en")
    }
    assert told["en"] == "Nobody here is “x”."
    assert told["es"] != told["en"]


# ── The screen of tokens ────────────────────────────────────────────────────────────────────────────────────────


def test_a_secret_is_shown_once_and_kept_as_a_hash(client, mapping, administrator):  # noqa: F811
    client.force_login(administrator)
    url, data = reverse("figures:tokens"), {"uid": str(uuid4()), "name": "Exporter", "mapping": mapping.pk}
    first, twice = client.post(url, data), client.post(url, data)
    token, secret = SourceToken.objects.get(), first.context["secret"]
    assert secret.encode() in first.content
    assert secret.encode() in twice.content  # the browser shows the second answer of a form sent twice
    assert secret not in json.dumps(list(SourceToken.objects.values()), default=str)
    assert first["Cache-Control"].count("no-store") == 1
    page = client.get(url).content
    assert secret.encode() not in page
    assert token.hint.encode() in page


def test_a_form_kept_for_later_shows_no_secret_again(client, mapping, administrator):  # noqa: F811
    client.force_login(administrator)
    data = {"uid": str(uuid4()), "name": "Exporter", "mapping": mapping.pk}
    client.post(reverse("figures:tokens"), data)
    SourceToken.objects.update(made_at="2026-01-01T00:00Z")
    answer = client.post(reverse("figures:tokens"), data)
    assert answer.context["secret"] == ""
    assert b"not shown again" in answer.content


def test_it_is_said_when_a_token_was_last_used(client, send, made, administrator):
    client.force_login(administrator)
    assert "Never" in client.get(reverse("figures:tokens")).content.decode()
    client.logout()
    send([ROW])
    client.force_login(administrator)
    assert "Never" not in client.get(reverse("figures:tokens")).content.decode()
