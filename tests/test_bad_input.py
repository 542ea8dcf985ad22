"""Whatever is sent, the answer is a clear message in the person's language: never a 500, and nothing lost of what was typed."""

import html
import json
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField, TextField
from django.urls import reverse
from django.utils import timezone, translation

from tests import world
from tests.changes import PRICE, WHY
from tests.courses.catalogue import every_block
from tests.roles import Centre

LANGUAGES = ("es", "en")
CHOSEN = ("tone", "channel", "role", "id", "type", "embed")
HOSTILE = """<script>alert("1")</script> & '; DROP TABLE x; -- {{ 7|add:7 }} ñ€😀"""
LONG = "ñ" * 10_000


def speaking(centre: Centre, who: str, language: str):
    """The client of somebody who reads this language."""
    client = centre.client(who)
    if who == "anonymous":
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client
    person = centre.people[who]
    person.language = language
    person.save(update_fields=["language"])
    return client


def reads(response, language: str) -> str:
    """The page's text; it says that it is written in this language."""
    text = response.content.decode()
    assert f'<html lang="{language}"' in text
    return html.unescape(text)


# ── Every form that people fill in ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Sent:
    """A form: who sends it, where, what is right, and which of its fields are free text."""

    name: str
    who: str
    address: Callable[[Centre], str]
    data: Callable[[Centre], dict]
    texts: tuple[str, ...]
    shown_at: Callable[[Centre], str] | None = None
    creates: str = ""  # the model of which sending it twice makes one


def _step(name: str, page: str) -> Callable[[Centre], str]:
    return lambda c: reverse(name, args=[c.enrolment.pk, getattr(c, page).translation_key])


FORMS = [
    Sent(
        "ask",
        "owner",
        _step("enrolments:ask", "lesson"),
        lambda c: {"text": "¿Y en domingo?"},
        ("text",),
        _step("enrolments:lesson", "lesson"),
        "enrolments.LessonQuestion",
    ),
    Sent(
        "report a lesson",
        "owner",
        _step("enrolments:report", "lesson"),
        lambda c: {"text": "El precio es otro"},
        ("text",),
        None,
        "catalogue.ContentReport",
    ),
    Sent(
        "answer",
        "trainer",
        lambda c: reverse("enrolments:answer", args=[c.question.pk]),
        lambda c: {"text": "También abrimos"},
        ("text",),
        lambda c: reverse("enrolments:tutoring") + "?answered=1",
    ),
    Sent(
        "cancel",
        "hr",
        lambda c: reverse("enrolments:cancel", args=[c.enrolment.pk]),
        lambda c: {"reason": "Cambia de servicio"},
        ("reason",),
        lambda c: reverse("enrolments:detail", args=[c.enrolment.pk]),
        "notifications.Notification",
    ),
    Sent(
        "take back a change",
        "trainer",
        lambda c: reverse("changes:end", args=[c.content_change.pk]),
        lambda c: {"why": "Por error"},
        ("why",),
        lambda c: reverse("changes:one", args=[c.content_change.pk]),
    ),
    Sent(
        "say what a change asks",
        "trainer",
        lambda c: reverse("changes_admin:say_afterwards", args=[c.unsaid_change.pk]),
        lambda c: {"kind": "read", "blocks": [PRICE], "due_days": 5, **WHY},
        ("reason_en",),
        lambda c: reverse("changes:one", args=[c.unsaid_change.pk]),
        "jobs.Job",
    ),
    Sent(
        "say what another version of a question asks",
        "trainer",
        lambda c: reverse("changes_admin:say_of_question", args=[c.unsaid_question.pk]),
        lambda c: {"kind": "answer", **WHY},
        ("reason_en",),
        None,
        "jobs.Job",
    ),
    Sent(
        "assign",
        "hr",
        lambda c: reverse("enrolments:assign"),
        lambda c: {
            "about": f"module:{c.module.pk}",
            "person": c.other_trainee.pk,
            "starts_on": timezone.localdate().isoformat(),
            "reason": "Cambian las tarifas",
            "confirm": "1",
        },
        ("reason",),
        None,
        "enrolments.Enrolment",
    ),
    Sent(
        "open a cohort",
        "trainer",
        lambda c: reverse("enrolments:cohort_new"),
        lambda c: {"name": "Diciembre", "programme": c.programme.pk, "starts_on": "2026-12-01", "unit": c.service.pk, "room": "Sala 2"},
        ("name", "room"),
        None,
        "enrolments.Cohort",
    ),
    Sent(
        "report a question",
        "owner",
        lambda c: reverse("quizzes:report", args=[c.submitted_attempt.pk]),
        lambda c: {"slot": 1, "text": "Son dos las buenas"},
        ("text",),
        None,
        "catalogue.ContentReport",
    ),
    Sent(
        "another attempt",
        "trainer",
        lambda c: reverse("quizzes:grant", args=[c.enrolment.pk, c.exam.translation_key]),
        lambda c: {"reason": "Se cortó la luz"},
        ("reason",),
        None,
        "quizzes.ExtraAttempt",
    ),
    Sent(
        "invite",
        "hr",
        lambda c: reverse("people:invite"),
        lambda c: {
            "email": "otra@example.com",
            "first_name": "Otra",
            "last_name": "Persona",
            "unit": c.team.pk,
            "role": "trainee",
            "language": "es",
        },
        ("first_name", "last_name"),
        None,
        "people.Invitation",
    ),
    Sent(
        "accept an invitation",
        "anonymous",
        lambda c: reverse("people:invitation", args=[c.invitation[1]]),
        lambda c: {
            "first_name": "Nueva",
            "last_name": "Prueba",
            "language": "es",
            "time_zone": "Europe/Madrid",
            "password": "once escalones arriba",
        },
        ("first_name", "last_name"),
        None,
        "people.User",
    ),
    Sent(
        "settings",
        "owner",
        lambda c: reverse("people:settings"),
        lambda c: {"first_name": "Otro", "last_name": "Nombre", "language": "es", "time_zone": "Europe/Madrid"},
        ("first_name", "last_name"),
        lambda c: reverse("people:settings"),
    ),
    Sent(
        "issue a certificate",
        "hr",
        lambda c: reverse("certificates:issue"),
        lambda c: {
            "email": c.other_trainee.email,
            "certification": c.certification.pk,
            "issued_on": timezone.localdate().isoformat(),
            "reason": "Lo tenía antes",
        },
        ("reason",),
        None,
        "certificates.Certificate",
    ),
    Sent(
        "revoke a certificate",
        "hr",
        lambda c: reverse("certificates:revoke", args=[c.certificate.code]),
        lambda c: {"reason": "Era de otra persona"},
        ("reason",),
        lambda c: reverse("certificates:detail", args=[c.certificate.code]),
        "notifications.Notification",
    ),
    Sent(
        "apply for a call",
        "supervisor",
        lambda c: reverse("promotions:apply", args=[c.open_call.round.code]),
        lambda c: {"motivation": "Quiero enseñar"},
        ("motivation", "need"),
        lambda c: reverse("promotions:mine", args=[c.open_call.round.code]),
        "promotions.Application",
    ),
    Sent(
        "ask for a review",
        "agent",
        lambda c: reverse("promotions:review", args=[c.decided_call.round.code]),
        lambda c: {"text": "Mi bandeja era otra"},
        ("text",),
        lambda c: reverse("promotions:mine", args=[c.decided_call.round.code]),
        "promotions.Appeal",
    ),
    Sent(
        "decide",
        "hr",
        lambda c: reverse("promotions:decide", args=[c.scored_call.round.code, c.scored_call.application.code]),
        lambda c: {"outcome": "not_selected", "reason": "Por lo visto"},
        ("reason", "feedback", "plan"),
        lambda c: reverse("promotions:application", args=[c.scored_call.round.code, c.scored_call.application.code]),
    ),
    Sent(
        "reject an application",
        "hr",
        lambda c: reverse("promotions:reject", args=[c.open_call.round.code, c.open_call.of(c.open_call.marcos).code]),
        lambda c: {"reason": "Falta una evidencia"},
        ("reason",),
        lambda c: reverse("promotions:application", args=[c.open_call.round.code, c.open_call.of(c.open_call.marcos).code]),
    ),
    Sent(
        "say what a candidate gets",
        "hr",
        lambda c: reverse("promotions:answer_need", args=[c.open_call.round.code, c.open_call.application.adjustment.pk]),
        lambda c: {"answer": "En cuerpo 18"},
        ("answer",),
        lambda c: reverse("promotions:needs", args=[c.open_call.round.code]),
    ),
]
EACH_FORM = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name.replace(" ", "_"))
EACH_TEXT = pytest.mark.parametrize(
    ("form", "field"),
    [(form, field) for form in FORMS for field in form.texts],
    ids=lambda value: getattr(value, "name", value).replace(" ", "_"),
)


@EACH_TEXT
def test_a_text_that_is_too_long_is_refused_in_words_and_comes_back_whole(centre, form: Sent, field: str):
    for language in LANGUAGES:
        response = speaking(centre, form.who, language).post(form.address(centre), form.data(centre) | {field: LONG})
        assert response.status_code in (200, 422)
        text = reads(response, language)
        assert LONG in text
        assert ("Ensure this value" in text) <= (language == "en")


@EACH_TEXT
def test_what_is_typed_is_kept_as_it_is_and_shown_as_text(centre, form: Sent, field: str):
    client = speaking(centre, form.who, "en")
    response = client.post(form.address(centre), form.data(centre) | {field: HOSTILE}, follow=True)
    assert response.status_code == 200
    pages = [response] + ([client.get(form.shown_at(centre))] if form.shown_at else [])
    for page in pages:
        assert page.status_code == 200
        assert '<script>alert("1")' not in page.content.decode()
    if form.shown_at:
        assert HOSTILE in html.unescape(pages[-1].content.decode())
    assert HOSTILE in kept()


def kept() -> set[str]:
    """Every text of every table of ours."""
    found = set()
    for model in apps.get_models():
        if model.__module__.startswith(("lms.", "courses.", "assessments.")):
            texts = [field.attname for field in model._meta.local_fields if isinstance(field, CharField | TextField)]
            for row in model._base_manager.values_list(*texts) if texts else ():
                found.update(row)
    return found


HOSTILE_PAGES = [
    ("owner", lambda c: reverse("enrolments:lesson", args=[c.enrolment.pk, c.lesson.translation_key])),
    ("owner", lambda c: reverse("enrolments:programme", args=[c.enrolment.pk])),
    ("owner", lambda c: reverse("home:today")),
    ("owner", lambda c: reverse("home:search") + "?q=script"),
    ("trainer", lambda c: reverse("catalogue:read", args=[c.lesson.translation_key])),
    ("trainer", lambda c: reverse("enrolments:detail", args=[c.enrolment.pk])),
    ("trainer", lambda c: reverse("wagtailadmin_home")),
    ("trainer", lambda c: reverse("wagtailadmin_explore", args=[c.module.pk])),
    ("trainer", lambda c: reverse("wagtailadmin_pages:edit", args=[c.lesson.pk])),
    ("trainer", lambda c: reverse("wagtailadmin_pages:edit", args=[c.module.pk])),
    ("trainer", lambda c: reverse("catalogue_admin:submit_module", args=[c.module.pk])),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_author_writes_is_text_wherever_it_is_read(centre, language):
    for page, fields in ((centre.module, ("title", "outcome")), (centre.lesson, ("title", "intro", "objective"))):
        page.refresh_from_db()
        for field in fields:
            setattr(page, field, HOSTILE)
        if page == centre.lesson:
            page.body = page.body.stream_block.to_python(_as_hostile(every_block.body()))
        page.save_revision().publish()
        page.save_revision()  # And a draft, which the screens of authors list.
    for who, address in HOSTILE_PAGES:
        response = speaking(centre, who, language).get(address(centre), follow=True)
        assert response.status_code == 200, address(centre)
        assert '<script>alert("1")' not in response.content.decode(), address(centre)


def _as_hostile(value):
    """Every plain text of a block; what is formatted already is left, and so is what is chosen from a list."""
    if isinstance(value, dict):
        return {key: part if key in CHOSEN else _as_hostile(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_hostile(part) for part in value]
    return HOSTILE if isinstance(value, str) and " " in value and not value.startswith("<") else value


@EACH_TEXT
def test_a_null_byte_is_refused_in_words(centre, form: Sent, field: str):
    response = speaking(centre, form.who, "es").post(form.address(centre), form.data(centre) | {field: "uno\x00dos"})
    assert response.status_code in (200, 302, 422)
    if response.status_code != 302:
        reads(response, "es")


def test_the_framework_says_tu_as_the_rest_of_the_academy(centre):
    """Django's own Spanish says usted; people here are spoken to as tú."""
    client = speaking(centre, "hr", "es")
    invitation = {"email": "no es un correo", "first_name": LONG, "unit": "999999", "role": "king", "language": "xx"}
    enrolment = {"about": "nothing", "person": "999999", "starts_on": "mañana", "due_days": "muchos", "reason": LONG}
    pages = [client.post(reverse("people:invite"), invitation), client.post(reverse("enrolments:assign"), enrolment)]
    said = " ".join(reads(page, "es") for page in pages)
    assert re.findall(r"Asegúrese|Introduzca|Seleccione|Escoja|Elija|Por favor", said) == []


@EACH_FORM
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_form_says_what_is_missing(centre, form: Sent, language: str):
    response = speaking(centre, form.who, language).post(form.address(centre), {"csrfmiddlewaretoken": "none"})
    assert response.status_code in (200, 422)
    text = reads(response, language)
    assert "field__error" in text
    assert ("This field is required" in text) == (language == "en")


@pytest.mark.parametrize("form", [form for form in FORMS if form.creates], ids=lambda form: form.name.replace(" ", "_"))
def test_sent_twice_it_happens_once(centre, form: Sent):
    model = apps.get_model(form.creates)
    address, data, before = form.address(centre), form.data(centre), model.objects.count()
    client = speaking(centre, form.who, "es")
    client.post(address, data)
    once = model.objects.count() - before
    answer = client.post(address, data)
    assert answer.status_code < 500
    assert (once, model.objects.count() - before) == (1, 1)


def test_starting_a_quiz_twice_opens_one_attempt(centre):
    address = _step("quizzes:start", "quiz")(centre)
    first, second = (centre.client("owner").post(address) for _time in range(2))
    assert (first.status_code, second["Location"]) == (302, first["Location"])
    assert centre.enrolment.attempts.filter(step_key=centre.quiz.translation_key).count() == 1


def test_handing_in_twice_is_handing_in_once(centre):
    address = reverse("quizzes:submit", args=[centre.open_attempt.pk])
    first, second = (centre.client("owner").post(address, {"unanswered": "2"}) for _time in range(2))
    assert first["Location"] == second["Location"] == reverse("quizzes:result", args=[centre.open_attempt.pk])


# ── Keys that open nothing ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["0000-0000-0000-0000", "x", "%00", "../../etc/passwd", "ñ" * 300, "' OR 1=1 --"])
def test_a_wrong_verification_code_is_not_found_in_words(db, client, language, code):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    typed = client.get(reverse("certificates:verify_form"), {"code": code}, follow=True)
    assert typed.status_code in (200, 404)
    reads(typed, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_that_opens_nothing_says_why(centre, run_jobs, language):
    from lms.people.models import Invitation

    invitation, token = centre.invitation
    client = speaking(centre, "anonymous", language)
    address = reverse("people:invitation", args=[token])
    said = {}
    forged = client.get(reverse("people:invitation", args=["0" * 64]))
    said["forged"] = (forged.status_code, reads(forged, language))
    rows = Invitation.objects.filter(pk=invitation.pk)
    yesterday = timezone.now() - timedelta(days=1)
    for why, values in {
        "expired": {"expires_at": yesterday},
        "used": {"expires_at": timezone.now() + timedelta(days=1), "accepted_at": yesterday},
        "revoked": {"accepted_at": None, "revoked_at": yesterday},
    }.items():
        rows.update(**values)
        for response in (client.get(address), client.post(address, {"first_name": "Nueva", "password": "once escalones arriba"})):
            said[why] = (response.status_code, reads(response, language))
    assert {why: status for why, (status, _text) in said.items()} == {"forged": 404, "expired": 410, "used": 410, "revoked": 410}
    assert len({_main(text) for _status, text in said.values()}) == 4


def _main(text: str) -> str:
    """What is said, without the tokens of its forms."""
    return re.sub(r"<[^>]+>", "", re.search(r"<main.*</main>", text, re.DOTALL)[0])


def test_the_old_link_of_an_invitation_sent_again_opens_nothing(centre):
    from lms.people.actions import resend_invitation

    invitation, token = centre.invitation
    resend_invitation(invitation=invitation)
    assert centre.client("anonymous").get(reverse("people:invitation", args=[token])).status_code == 404


NOWHERE = uuid.UUID(int=1)
FORGED = [
    ("owner", "enrolments:programme", [999_999]),
    ("owner", "enrolments:lesson", [999_999, NOWHERE]),
    ("owner", "quizzes:brief", [999_999, NOWHERE]),
    ("owner", "quizzes:attempt", [NOWHERE, 1]),
    ("owner", "quizzes:review", [NOWHERE]),
    ("owner", "quizzes:result", [NOWHERE]),
    ("owner", "catalogue:handbook_page", [NOWHERE]),
    ("trainer", "catalogue:read", [NOWHERE]),
    ("owner", "certificates:detail", ["AAAA-BBBB"]),
    ("owner", "certificates:pdf", ["AAAA-BBBB"]),
    ("hr", "certificates:revoke", ["AAAA-BBBB"]),
    ("hr", "certificates:pdfs", [999_999]),
    ("hr", "people:detail", [999_999]),
    ("hr", "people:grant", [999_999]),
    ("hr", "people:end", [999_999]),
    ("hr", "people:deactivate", [999_999]),
    ("hr", "enrolments:detail", [999_999]),
    ("hr", "enrolments:cancel", [999_999]),
    ("trainer", "enrolments:class_tick", [999_999, NOWHERE]),
    ("hr", "promotions:call", ["NOTHING"]),
    ("hr", "promotions:manage", ["NOTHING"]),
    ("hr", "promotions:application", ["CALL-OPEN", "C-00"]),
    ("hr", "promotions:recusal", ["CALL-OPEN", 999_999]),
    ("hr", "promotions:file", ["CALL-OPEN", 999_999]),
    ("assessor", "promotions:sheet", ["CALL-ASSESSING", "C-00"]),
    ("agent", "promotions:mine", ["NOTHING"]),
    ("agent", "promotions:letter", [999_999]),
    ("agent", "promotions:appeal_file", [999_999]),
]


@pytest.mark.parametrize(("who", "name", "args"), FORGED, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("number", ["as given", "larger than any row"])
def test_a_forged_id_is_not_found_in_spanish(centre, who, name, args, number):
    sent = [2**63 if number != "as given" and isinstance(part, int) and part > 1 else part for part in args]
    response = speaking(centre, who, "es").get(reverse(name, args=sent))
    assert response.status_code == 404
    reads(response, "es")


def test_an_unpublished_page_is_not_there_for_who_asks_by_its_key(centre):
    key = centre.draft_lesson.translation_key
    asked = [reverse("enrolments:lesson", args=[centre.enrolment.pk, key]), reverse("catalogue:read", args=[key])]
    assert [speaking(centre, "owner", "es").get(address).status_code for address in asked] == [404, 404]
    centre.handbook_page.unpublish()
    gone = speaking(centre, "owner", "es").get(reverse("catalogue:handbook_page", args=[centre.handbook_page.translation_key]))
    assert gone.status_code == 404


def test_a_slot_that_the_attempt_does_not_have_is_not_found(centre):
    for slot in (0, 3, 2**40):
        assert speaking(centre, "owner", "es").get(reverse("quizzes:attempt", args=[centre.open_attempt.pk, slot])).status_code == 404


# ── Answers that no browser of ours would send ──────────────────────────────────────────────────────────────────

ODD_ANSWERS = [
    (b" ", 400),
    (b"not json", 400),
    (b"[]", 400),
    (b"null", 400),
    (b'{"answer": ["1"]}', 400),
    (b'{"answer": "1", "counter": 1}', 400),
    (b'{"answer": [1], "counter": 1}', 400),
    (b'{"answer": ["z"], "counter": 1}', 400),
    (b'{"answer": ["1", "2"], "counter": 1}', 400),
    (b'{"answer": ["1"], "counter": -1}', 400),
    (b'{"answer": ["1"], "counter": true}', 400),
    (b'{"answer": ["1"], "counter": 1e400}', 400),
    (b'{"answer": ["1"], "counter": 1.5}', 400),
    (b'{"answer": ["\xff"], "counter": 1}', 400),
    (b"[" * 5000, 400),
    (b'{"answer": ["' + b"1" * 140_000 + b'"], "counter": 1}', 413),
]


@pytest.mark.parametrize(("body", "status"), ODD_ANSWERS, ids=lambda value: str(value)[:24])
def test_an_odd_answer_is_refused_and_changes_nothing(centre, body, status):
    address = reverse("quizzes:answer", args=[centre.open_attempt.pk, 1])
    response = centre.client("owner").post(address, body, content_type="application/json")
    assert response.status_code == status
    assert [one.answer for one in centre.open_attempt.responses.order_by("slot")] == [[], []]


def test_a_counter_beyond_what_the_table_holds_is_cut_and_not_lost(centre):
    address = reverse("quizzes:answer", args=[centre.open_attempt.pk, 1])
    response = centre.client("owner").post(address, json.dumps({"answer": ["1"], "counter": 10**30}), content_type="application/json")
    assert response.status_code == 200
    assert centre.open_attempt.responses.get(slot=1).answer == world.keys(centre.open_attempt, 1, "1")


# ── Odd questions of lists, searches and languages ──────────────────────────────────────────────────────────────

LISTS = [
    ("hr", "people:list"),
    ("hr", "people:export"),
    ("hr", "people:invitations"),
    ("hr", "enrolments:list"),
    ("hr", "enrolments:export"),
    ("hr", "certificates:manage"),
    ("hr", "certificates:export"),
    ("trainer", "enrolments:cohort"),
    ("trainer", "enrolments:tutoring"),
    ("administrator", "jobs:list"),
    ("owner", "notifications:list"),
    ("owner", "home:search"),
    ("owner", "home:today"),
    ("owner", "catalogue:handbook"),
    ("owner", "certificates:mine"),
    ("anonymous", "certificates:verify_form"),
]
ODD_QUESTIONS = [
    "page=999999999999999999999999",
    "page=-1",
    "page=%C3%B1",
    "page=1&page=2",
    "q=%00",
    "q=%FF%FE",
    "q=%27%22%3C%3E%25_%5C",
    "q=" + "a" * 5000,
    "q=AND+OR+NOT+%2A+%28+%22",
    "unit=999999&role=king&state=none&kind=none&about=x&certification=x",
    "unit=99999999999999999999999&about=programme%3A99999999999999999999999&certification=99999999999999999999999",
    "cohort=all&late=1&mine=1&answered=1&as=king",
    "code=%FF",
]


@pytest.mark.parametrize(("who", "name"), LISTS, ids=lambda value: value)
def test_a_list_answers_whatever_it_is_asked(centre, who, name):
    client = speaking(centre, who, "es")
    client.raise_request_exception = False
    answers = {question[:60]: client.get(f"{reverse(name)}?{question}", follow=True).status_code for question in ODD_QUESTIONS}
    assert {question: status for question, status in answers.items() if status not in (200, 404)} == {}


@pytest.mark.parametrize("language", ["xx", "", "es-mx\x00", "../en", "e" * 500])
def test_an_unknown_language_changes_nothing(centre, language):
    client = centre.client("owner")
    response = client.post(reverse("language:switch"), {"language": language, "next": "/help/"})
    assert (response.status_code, response["Location"]) == (302, "/help/")
    centre.owner.refresh_from_db()
    assert centre.owner.language == "en"


@pytest.mark.parametrize("header", ["xx", "*", ";;;q=x", "ja,ko;q=0.5", "é" * 50, "es-419"])
def test_an_unknown_language_of_a_browser_gets_one_that_we_speak(db, client, header):
    response = client.get(reverse("account_login"), HTTP_ACCEPT_LANGUAGE=header)
    assert response.status_code == 200
    assert response["Content-Language"] in LANGUAGES


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_the_way_back_never_leaves_the_academy(centre, back):
    response = centre.client("owner").post(reverse("language:switch"), {"language": "en", "next": back})
    assert response["Location"] == "/"


# ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _image(name: str, content: bytes, kind: str = "image/png") -> dict:
    return {"title": "Foto", "file": SimpleUploadedFile(name, content, kind), "collection": 1}


HOSTILE_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script>
<rect width="9" height="9" onload="alert(2)"/><a href="javascript:alert(3)"><text>x</text></a></svg>"""
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&b;&f;</text></svg>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rota.png", b"this is no picture"),
        ("vacia.png", b""),
        ("rota.jpg", b"\xff\xd8\xff\xe0 and then nothing"),
        ("guion.php", b"<?php echo 1;"),
        ("entidades.svg", ENTITIES),
    ],
)
def test_a_broken_picture_is_refused_in_words(centre, name, content):
    from wagtail.images.models import Image

    before, said = Image.objects.count(), {}
    for language in LANGUAGES:
        response = speaking(centre, "trainer", language).post(reverse("wagtailimages:add"), _image(name, content))
        assert response.status_code == 200
        assert f'lang="{language}' in response.content.decode()
        with translation.override(language):
            said[language] = [str(words) for words in response.context["form"].errors["file"]]
        assert all(words in html.unescape(response.content.decode()) for words in said[language])
    assert Image.objects.count() == before
    assert all(said["es"]) and set(said["es"]).isdisjoint(said["en"])


def test_the_script_of_a_picture_never_runs(centre):
    """Refused, cleaned, or served where no script runs."""
    from wagtail.images.models import Image

    client = speaking(centre, "trainer", "es")
    response = client.post(reverse("wagtailimages:add"), _image("mala.svg", HOSTILE_SVG, "image/svg+xml"))
    assert response.status_code in (200, 302)
    for image in Image.objects.all():
        with image.file.open() as file:
            harmless = b"<script" not in file.read()
        served = client.get(image.file.url)
        scripts = re.search("script-src ([^;]*)", served.get("Content-Security-Policy", "script-src 'unsafe-inline'"))[1]
        assert harmless or served.status_code == 404 or "unsafe" not in scripts


@pytest.mark.parametrize(
    "name",
    ["../../../tmp/evil.txt", "ñandú €.txt", "a" * 250 + ".txt", "con\rsalto.txt", "<img src=x>.txt", "..txt", "page.html", "tool.exe"],
)
def test_a_document_with_a_hostile_name_stays_in_its_folder(centre, name):
    from wagtail.documents.models import Document

    before = Document.objects.count()
    client = speaking(centre, "trainer", "es")
    sent = SimpleUploadedFile("x.txt", b"uno", "text/plain")
    sent.name = name
    response = client.post(reverse("wagtaildocs:add"), {"title": "Ficha", "file": sent, "collection": 1})
    assert response.status_code in (200, 302)
    for document in Document.objects.order_by("-pk")[: Document.objects.count() - before]:
        assert document.file.path.startswith(str(settings.MEDIA_ROOT))
        served = client.get(document.url)
        assert served.status_code == 200
        assert "\n" not in served["Content-Disposition"]
        assert "<img src=x>" not in client.get(reverse("wagtaildocs:index")).content.decode()
    if name.endswith((".html", ".exe")):
        assert Document.objects.count() == before


def test_a_drawing_is_no_document(centre):
    sent = SimpleUploadedFile("x.svg", HOSTILE_SVG, "image/svg+xml")
    response = speaking(centre, "trainer", "es").post(reverse("wagtaildocs:add"), {"title": "Plano", "file": sent, "collection": 1})
    assert response.status_code == 200


# ── Signing in ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_password_and_an_unknown_address_get_the_same_words(centre, language):
    client = speaking(centre, "anonymous", language)
    texts = []
    for email in (centre.owner.email, "nadie@example.com"):
        response = client.post(reverse("account_login"), {"login": email, "password": "no es esta"})
        assert response.status_code == 200
        texts.append(reads(response, language).replace(email, ""))
    assert _errors(texts[0]) == _errors(texts[1]) != []


def _errors(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if "field__error" in line or "error-summary" in line or "<li>" in line]


def test_a_stranger_learns_nothing_from_asking_for_a_new_password(centre, run_jobs, mailoutbox):
    client = speaking(centre, "anonymous", "es")
    answers = [client.post(reverse("account_reset_password"), {"email": email}) for email in (centre.owner.email, "nadie@example.com")]
    assert {(one.status_code, one["Location"]) for one in answers} == {(302, reverse("account_reset_password_done"))}
