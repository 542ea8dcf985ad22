"""An author begins a notice or a criterion, keeps it half done, and brings it into force; two authors never write over each other."""

import pytest
from django.urls import reverse

from lms.criteria import actions
from lms.criteria.models import Guideline, GuidelineVersion
from tests.criteria import Agreement, question, texts

FORM = {
    "title_es": "Subida de octubre",
    "title_en": "October rise",
    "says_es": "Sube 2 euros.\nDesde el día 1.",
    "says_en": "It rises by 2 euros.\nFrom the 1st.",
    "why_es": "Lo aprobó el cliente.",
    "why_en": "The client approved it.",
    "roles": ["agent"],
    "due_hours": "24",
    "about": "price",
}


def situation(place: int, right: str = "a", **more) -> dict:
    given = {f"{name}_{code}": f"{name} {code}" for name in ("stem", "why", "option_a", "option_b") for code in ("es", "en")}
    return {f"q{place}-{name}": value for name, value in {**given, "right": right, **more}.items()}


def begin(client, agreement, kind: str = "notice", **more):
    data = {**FORM, "unit": agreement.service.pk, "code": f"{kind[0]}-1", **more}
    return client.post(reverse(f"criteria:begin_{kind}"), data)


@pytest.fixture
def author(client, agreement):
    client.force_login(agreement.supervisor)
    return client


def test_a_notice_is_written_and_brought_into_force(author, agreement):
    assert begin(author, agreement, **situation(0), **situation(1, "b")).status_code == 302
    author.post(reverse("criteria:act", args=["n-1", "publish"]))
    version = GuidelineVersion.objects.in_force().get(guideline__code="n-1")
    assert (version.title_es, version.due_hours, version.about, version.roles) == ("Subida de octubre", 24, "price", ["agent"])
    assert [(one["key"], [option["key"] for option in one["options"] if option["correct"]]) for one in version.questions] == [
        ("q1", ["a"]),
        ("q2", ["b"]),
    ]
    assert version.asks == ["q1", "q2"]


def test_a_page_sent_twice_begins_one(author, agreement):
    for _time in range(2):
        begin(author, agreement)
    assert Guideline.objects.filter(kind="notice").count() == 1


def test_a_draft_may_be_half_done_and_says_what_is_missing(author, agreement):
    assert begin(author, agreement, "criterion", says_en="").status_code == 302
    page = author.get(reverse("criteria:next", args=["c-1"])).content.decode()
    assert "A text is missing in one of the two languages." in page


def test_a_draft_without_any_title_is_not_kept(author, agreement):
    answer = begin(author, agreement, title_es="", title_en="")
    assert (answer.status_code, Guideline.objects.filter(kind="notice").exists()) == (422, False)
    assert "Lo aprobó el cliente." in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"s0-es": "Ley", "s0-url": "javascript:alert(1)"},
        {"s0-es": "Ley", "s0-url": "//otro.example/x"},
        {"s0-es": "Ley"},
        {"due_hours": "0"},
        {"due_hours": "muchas"},
        {"valid_to": "2026-13-40"},
        {"valid_to": "2020-01-01"},
        {"about": "<script>"},
        {"says_es": "<b>" * 4000},
        {"roles": ["dios"]},
        {"units": ["no-existe"]},
        {"title_es": "x" * 161},
        {"says_es": "x" * 4001},
        situation(0, "c"),
        situation(0, "z"),
    ],
)
def test_what_cannot_be_is_said_at_its_place_and_nothing_is_kept(author, agreement, wrong):
    answer = begin(author, agreement, **wrong)
    assert (answer.status_code, Guideline.objects.filter(kind="notice").exists()) == (422, False)
    assert "error-summary" in answer.content.decode()


def test_markup_in_the_texts_is_text(author, agreement):
    begin(author, agreement, title_es="<script>x</script>", title_en="<script>x</script>", says_en="<b>'; DROP TABLE</b>")
    page = author.get(reverse("criteria:next", args=["n-1"])).content.decode()
    assert "<script>x</script>" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page


def test_who_writes_nowhere_begins_nothing(client, agreement):
    client.force_login(agreement.agent)
    assert begin(client, agreement).status_code == 403


def test_a_unit_of_others_cannot_be_chosen(client, agreement):
    elsewhere = Agreement("am-09")
    client.force_login(agreement.supervisor)
    assert begin(client, agreement, unit=elsewhere.service.pk).status_code == 422


def revised(client, agreement, **more):
    page = client.get(reverse("criteria:write", args=[agreement.guideline.code]))
    sheet = page.context["sheet"]
    data = {name: value for name, value in sheet.main.initial.items() if name in sheet.main.fields and value not in (None, "", False)}
    for form in (*sheet.questions, *sheet.sources):
        data |= {f"{form.prefix}-{name}": value for name, value in form.initial.items() if value not in (None, "", False)}
    return lambda: client.post(reverse("criteria:write", args=[agreement.guideline.code]), {**data, **more})


def test_the_next_version_keeps_its_questions_and_asks_again_only_what_changed(author, agreement):
    agreement.published()
    send = revised(author, agreement, change_es="Ahora a las 24 h", change_en="Now at 24 h", **{"q0-again": "on"})
    assert send().status_code == 302
    agreement.published(agreement.guideline.versions.being_written().get())
    version = agreement.guideline.versions.in_force().get()
    assert (version.number, version.keys, version.asks) == (2, ["q1", "q2"], ["q1"])
    assert version.questions == agreement.version.questions


def test_two_authors_never_write_over_each_other(author, agreement):
    send = revised(author, agreement, says_es="Lo mío")
    actions.revise(
        guideline=agreement.guideline, texts=texts(question("q1"), question("q2"), says_es="Lo suyo"), actor=agreement.supervisor
    )
    answer = send()
    assert (answer.status_code, agreement.guideline.versions.last().says_es) == (422, "Lo suyo")
    assert "Lo mío" in answer.content.decode()


def test_whoever_leads_is_asked_for_a_signature_from_the_screen(author, agreement):
    from lms.notifications.models import Notification

    for _time in range(2):
        author.post(reverse("criteria:act", args=["am-01", "ask"]))
    assert Notification.objects.filter(person=agreement.coordinator, kind="criteria.sign").count() == 1


def test_the_briefing_sheet_has_the_situations_with_their_answers(author, agreement):
    agreement.published()
    answer = author.get(reverse("criteria:briefing", args=["am-01"]))
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert answer.content == author.get(reverse("criteria:briefing", args=["am-01"])).content


def test_the_list_has_the_drafts_of_who_writes_and_what_is_over(author, agreement):
    agreement.noticed("n-07")
    actions.withdraw(guideline=Guideline.objects.get(code="n-07"), why="Ya no", actor=agreement.supervisor)
    page = author.get(reverse("criteria:list")).content.decode()
    assert reverse("criteria:next", args=["am-01"]) in page
    assert reverse("criteria:read", args=["n-07"]) in page
