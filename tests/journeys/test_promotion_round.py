"""A promotion round with real clicks, from the empty draft to the posting changed, as each of its people meets it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests import world
from tests.browser import PHONE, console_is_clean, looks_right
from tests.journeys.steps import press
from tests.lms.careers import centre
from tests.promotions import Call, dates

CODE = "CONV-2027-COO"
SEND = "main form.form button.button"
EXERCISES = (
    ("entrevista", "Entrevista", "Interview", 70, "panel", "merits"),
    ("formacion", "Formación", "Training", 20, "record", "training"),
    ("antiguedad", "Antigüedad", "Seniority", 10, "record", "seniority"),
)
ANCHORS = {1: ("No lo hace", "Does not"), 3: ("Lo hace", "Does"), 5: ("Lo hace y enseña", "Does and teaches")}


@pytest.fixture
def calendar(monkeypatch):
    """Moves the day that the server believes it is: `calendar(days)` from today."""
    now = timezone.now
    return lambda days: monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=days))


class Round:
    """The people of a call, the ladder they stand on, and a browser for whoever acts next."""

    def __init__(self, browse, calendar, run_jobs):
        from lms.careers.actions import start_posting
        from lms.promotions.actions import discard_round

        self.browse, self.calendar, self.run_jobs = browse, calendar, run_jobs
        world.evidence_kinds()
        self.cast = cast = Call()
        discard_round(round=cast.round, actor=cast.hr)
        self.version = centre.ladder(rungs=4)
        centre.asks_level(self.version, "R3", "EMP", 3)
        for person, language in ((cast.lucia, "es"), (cast.marcos, "en")):
            type(person).objects.filter(pk=person.pk).update(language=language)
            person.refresh_from_db()
            start_posting(person=person, rung=centre.rung("R2"), starts_on=cast.today - timedelta(days=900), actor=cast.hr)
            centre.proved(person, "EMP", 3)

    @property
    def made(self):
        from lms.promotions.models import PromotionRound

        return PromotionRound.objects.get(code=CODE)

    def code_of(self, person) -> str:
        return self.made.applications.get(person=person).code

    def at(self, path: str) -> str:
        return f"/promotions/calls/{CODE}/{path}"


@pytest.fixture
def round(browse, calendar, run_jobs) -> Round:
    return Round(browse, calendar, run_jobs)


def confirm(page: Page, selector: str) -> None:
    """Presses a button that asks first, and says yes."""
    page.locator(selector).first.click()
    with page.expect_navigation():
        page.locator("dialog[open] button.button:not(.button--line)").click()


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"main form.form [name={name}]").fill(value)


def draft_by_hr(round: Round) -> Page:
    cast, hr = round.cast, round.browse(round.cast.hr)
    hr.goto("/promotions/")
    press(hr, "a[href='/promotions/new/']")
    fill(hr, code=CODE, title_es="Dos plazas de coordinación", title_en="Two coordinator posts", posts="1")
    hr.select_option("[name=target_rung]", str(centre.rung("R3").pk))
    hr.select_option("[name=unit]", str(cast.unit.pk))
    fill(hr, legal_basis_es="El art. 24 ET.", legal_basis_en="Art. 24 ET.", representatives_informed_on=str(cast.today - timedelta(days=3)))
    fill(hr, **{name: str(day) for name, day in dates(cast.today).items()})
    fill(hr, **{f"anchor_{mark}_{code}": text for mark, both in ANCHORS.items() for code, text in zip(("es", "en"), both, strict=True)})
    hr.select_option("[name=adjustments_contact]", str(cast.hr.pk))
    press(hr, SEND)
    expect(hr.locator(".gaps-list li").first).to_be_visible()
    for order, (code, es, en, weight, by, counts) in enumerate(EXERCISES, start=1):
        press(hr, "a[href$='/manage/exercises/']")
        fill(hr, code=code, name_es=es, name_en=en, weight=str(weight), sort_order=str(order))
        hr.select_option("[name=scored_by]", by)
        hr.select_option("[name=counts_for]", counts)
        press(hr, SEND)
    for person, part in ((cast.hr, "chair"), (cast.marta, "assessor"), (cast.nuria, "assessor")):
        press(hr, "a[href$='/manage/panel/']")
        hr.select_option("[name=person]", str(person.pk))
        hr.select_option("[name=part]", part)
        press(hr, SEND)
    expect(hr.locator(".gaps-list")).to_have_count(0)
    return hr


def apply_as_oneself(round: Round) -> None:
    page = round.browse(round.cast.marcos, width=PHONE)
    page.goto(round.at(""))
    press(page, "a[href$='/apply/']")
    press(page, SEND)
    expect(page.locator(".field--wrong").first).to_be_visible()
    console_is_clean(page, besides=("422",))
    fill(page, motivation="I teach newcomers. I am Marcos Peña and would need help with planning.")
    press(page, SEND)
    looks_right(page)


def be_suggested_and_say_yes(round: Round) -> None:
    cast = round.cast
    coordinator = round.browse(cast.nuria)
    coordinator.goto(round.at(""))
    press(coordinator, "a[href$='/suggest/']")
    coordinator.select_option("[name=person]", str(cast.lucia.pk))
    fill(coordinator, why="Led the briefing on Tuesday.")
    press(coordinator, SEND)
    assert round.made.applications.get(person=cast.lucia).state == "suggested"
    page = round.browse(cast.lucia, language="es")
    page.goto(round.at(""))
    expect(page.locator("main")).to_contain_text("Led the briefing on Tuesday.")
    press(page, "a[href$='/apply/']")
    fill(page, motivation="Quiero que quien empieza no tenga miedo.")
    press(page, SEND)
    assert round.made.applications.get(person=cast.lucia).state == "submitted"


def check_requirements(round: Round) -> None:
    cast, hr = round.cast, round.browse(round.cast.hr)
    for person in (cast.lucia, cast.marcos):
        blind = round.code_of(person)
        hr.goto(round.at(f"manage/applications/{blind}/"))
        press(hr, "form[action$='/accept/'] button")
        snapshot = round.made.applications.get(person=person).snapshots.get()
        assert snapshot.rule_version == round.version.label
        expect(hr.locator(".fingerprint").first).to_contain_text(snapshot.sha256)


def replace_who_is_too_close(round: Round) -> None:
    """The panel does not begin while Lucía's own coordinator would judge her."""
    cast, hr = round.cast, round.browse(round.cast.hr)
    hr.goto(round.at("manage/"))
    expect(hr.locator(".gaps-list li")).to_have_count(1)
    hr.goto(round.at(f"manage/applications/{round.code_of(cast.lucia)}/"))
    press(hr, "a[href$='/recuse/']")
    hr.select_option("[name=member]", str(round.made.panel.get(person=cast.nuria).pk))
    hr.select_option("[name=replacement]", str(cast.james.pk))
    fill(hr, reason="She coordinates her.")
    press(hr, SEND)
    hr.goto(round.at("manage/"))
    confirm(hr, "form[action$='/steps/begin/'] button")
    assert round.made.state == "assessing"


def score_alone(round: Round, person, candidate, mark: int, *, seen: tuple[str, ...] = ()) -> None:
    blind, page = round.code_of(candidate), round.browse(person)
    page.goto(round.at("panel/"))
    for name in ("Ferrán", "Peña", "Lucía", "Marcos"):
        expect(page.locator("main")).not_to_contain_text(name)
    press(page, f"a[href$='/panel/{blind}/']")
    for name in ("Ferrán", "Peña", "Lucía", "Marcos", *seen):
        expect(page.locator("main")).not_to_contain_text(name)
    page.locator(f"main form.form input[type=radio][value='{mark}']").first.check()
    page.locator("main form.form textarea").first.fill(f"Seen by {person.first_name}.")
    press(page, "main form.form .form__end button:not([name])")
    expect(page.locator("main")).to_contain_text(f"Seen by {person.first_name}.")


def score_from_the_record(round: Round) -> None:
    hr = round.browse(round.cast.hr)
    for person in (round.cast.lucia, round.cast.marcos):
        hr.goto(round.at(f"manage/applications/{round.code_of(person)}/record/"))
        for radio in hr.locator("main form.form input[type=radio][value='4']").all():
            radio.check()
        for words in hr.locator("main form.form textarea").all():
            words.fill("From the record.")
        press(hr, SEND)


def decide(round: Round, person, outcome: str, reason: str, facts: str, plan: str) -> None:
    hr = round.browse(round.cast.hr)
    hr.goto(round.at("decide/"))
    press(hr, f"a[href$='/decide/{round.code_of(person)}/']")
    hr.locator(f"input[name=outcome][value={outcome}]").check()
    press(hr, SEND)
    expect(hr.locator(".field--wrong [name=reason]")).to_be_visible()  # Without a reason there is no decision.
    console_is_clean(hr, besides=("422",))
    fill(hr, reason=reason, feedback=facts, plan=plan)
    press(hr, SEND)


def letters_read_by(page: Page, tmp_path) -> str:
    """Every letter offered on the page, as text."""
    said = ""
    for number, address in enumerate(page.locator("a[href^='/promotions/letters/']").evaluate_all("all => all.map(a => a.href)")):
        answer = page.request.get(address)
        assert answer.ok and answer.headers["content-type"] == "application/pdf"
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(answer.body())
        said += " ".join(sheet.extract_text() for sheet in PdfReader(file).pages)
    return " ".join(said.split())


def test_a_round_from_the_draft_to_the_posting_changed(round, tmp_path):
    cast = round.cast
    hr = draft_by_hr(round)
    looks_right(hr)
    confirm(hr, "form[action$='/steps/open/'] button")
    rules = round.made.published.get()
    assert len(rules.sha256) == 64
    round.run_jobs()
    apply_as_oneself(round)
    be_suggested_and_say_yes(round)

    round.calendar(8)  # The last day to apply was yesterday.
    round.run_jobs()
    check_requirements(round)
    replace_who_is_too_close(round)

    round.calendar(11)
    score_alone(round, cast.marta, cast.lucia, 5)
    score_alone(round, cast.james, cast.lucia, 4, seen=("Seen by Marta.",))
    score_alone(round, cast.marta, cast.marcos, 3)
    score_alone(round, cast.nuria, cast.marcos, 4, seen=("Seen by Marta.",))
    page = round.browse(cast.nuria)
    page.goto(round.at("panel/"))
    expect(page.locator(f"a[href$='/panel/{round.code_of(cast.lucia)}/']")).to_have_count(0)
    score_from_the_record(round)

    round.calendar(15)
    hr = round.browse(cast.hr)
    hr.goto(round.at("manage/"))
    confirm(hr, "form[action$='/steps/close-scoring/'] button")
    decide(round, cast.lucia, "selected", "Escuchó antes de decidir.", "Ordenó la bandeja.", "Planificar una semana con Amparo.")
    decide(round, cast.marcos, "not_selected", "Planning was not seen yet.", "Taught two newcomers.", "Plan one week before March.")
    hr.goto(round.at("manage/"))
    confirm(hr, "form[action$='/steps/announce/'] button")
    round.run_jobs()

    lucia = round.browse(cast.lucia, language="es")
    lucia.goto(round.at("mine/"))
    said = letters_read_by(lucia, tmp_path)
    assert "Seleccionada o seleccionado" in said
    assert "Escuchó antes de decidir." in said and "Planificar una semana con Amparo." in said
    looks_right(lucia)
    marcos = round.browse(cast.marcos)
    marcos.goto(round.at("mine/"))
    assert "Planning was not seen yet." in letters_read_by(marcos, tmp_path)

    ask_for_a_review(round, marcos)
    answer_from_outside(round)
    no_person_reaches_the_works_council(round)
    the_post_is_taken(round)
    the_whole_file_is_one_pdf(round, tmp_path)
    for page in (hr, lucia, marcos):
        console_is_clean(page)


# ── What may happen on the way ──────────────────────────────────────────────────────────────────────────────────


class OnTheWay:
    """A call that two people have applied for; what no browser has to walk again is done through the same doors as everywhere."""

    def __init__(self, browse, run_jobs):
        self.browse, self.run_jobs = browse, run_jobs
        world.evidence_kinds()
        self.cast = Call().applied()

    @property
    def made(self):
        self.cast.round.refresh_from_db()
        return self.cast.round

    def code_of(self, person) -> str:
        return self.cast.of(person).code

    def at(self, path: str) -> str:
        return f"/promotions/calls/{self.cast.round.code}/{path}"

    def announced(self) -> None:
        from lms.promotions import actions

        call = self.cast
        actions.accept(application=call.application, actor=call.hr)
        call.recuse_nuria()
        actions.start_assessing(round=self.made, actor=call.hr, today=call.round.closes_on + timedelta(days=1))
        for application in self.made.applications.eligible():
            for member in call.scorers(application):
                call.hand_in(member.person, application)
            call.record(application)
        actions.close_scoring(round=self.made, actor=call.hr)
        for application in self.made.applications.eligible():
            outcome = "selected" if application.person == call.lucia else "not_selected"
            actions.decide(application=application, outcome=outcome, reason="Seen by two.", actor=call.hr)
        actions.announce(round=self.made, actor=call.hr)
        self.run_jobs()


def test_a_call_is_amended_something_is_put_right_and_a_review_changes_a_decision(browse, run_jobs, tmp_path):
    way = OnTheWay(browse, run_jobs)
    amend(way)
    put_something_right(way)
    way.announced()
    marcos = way.browse(way.cast.marcos, width=PHONE)
    marcos.goto(way.at("mine/"))
    ask_for_a_review(way, marcos)
    a_review_changes_the_decision(way, marcos, tmp_path)
    the_works_council_reads_how_many_and_never_who(way)


def amend(way: OnTheWay) -> None:
    """One more post, with words in both languages; whoever applied reads them, and the first rules stay."""
    hr = way.browse(way.cast.hr)
    hr.goto(way.at("manage/"))
    press(hr, "a[href$='/manage/amend/']")
    fill(hr, posts="2")
    press(hr, SEND)
    expect(hr.locator(".field--wrong [name=why_es]")).to_be_visible()
    console_is_clean(hr, besides=("422",))
    fill(hr, why_es="El cliente abre otro turno.", why_en="The client opens another shift.")
    press(hr, SEND)
    looks_right(hr)
    assert [one.number for one in way.made.published.all()] == [1, 2]
    way.run_jobs()
    marcos = way.browse(way.cast.marcos, width=PHONE)
    marcos.goto("/notifications/")
    expect(marcos.locator("main")).to_contain_text("The client opens another shift.")
    marcos.goto(way.at(""))
    expect(marcos.locator("main")).to_contain_text("The client opens another shift.")
    looks_right(marcos)


def put_something_right(way: OnTheWay) -> None:
    cast, blind = way.cast, way.code_of(way.cast.marcos)
    hr = way.browse(cast.hr)
    hr.goto(way.at(f"manage/applications/{blind}/"))
    press(hr, "a[href$='/reject/']")
    press(hr, SEND)
    console_is_clean(hr, besides=("422",))
    fill(hr, reason="Your written reply has run out: take it once more.")
    press(hr, SEND)
    marcos = way.browse(cast.marcos, width=PHONE)
    marcos.goto(way.at("mine/"))
    expect(marcos.locator(".now")).to_contain_text("Your written reply has run out")
    looks_right(marcos)
    press(marcos, ".now a.button")
    fill(marcos, note="I took it this morning.")
    press(marcos, SEND)
    expect(marcos.locator(".now")).to_have_count(0)
    hr.goto(way.at(f"manage/applications/{blind}/"))
    expect(hr.locator("main")).to_contain_text("I took it this morning.")
    press(hr, "form[action$='/accept/'] button")
    assert cast.of(cast.marcos).eligibility == "eligible"


def a_review_changes_the_decision(way: OnTheWay, marcos: Page, tmp_path) -> None:
    cast, hr = way.cast, way.browse(way.cast.hr)
    hr.goto(way.at(f"manage/applications/{way.code_of(cast.marcos)}/review/"))
    hr.select_option("[name=to]", str(cast.amparo.pk))
    press(hr, SEND)
    outside = way.browse(cast.amparo)
    outside.goto(f"/promotions/reviews/{cast.of(cast.marcos).appeal.pk}/")
    looks_right(outside)
    outside.locator("input[name=outcome][value=changed]").check()
    fill(outside, reason="The in-tray on the sheet is of another candidate.")
    press(outside, SEND)
    expect(outside.locator(".field--wrong [name=fault]")).to_be_visible()  # Nothing changes but what went wrong.
    console_is_clean(outside, besides=("422",))
    fill(outside, fault="Two in-trays were exchanged.", plan="Stand in for Nuria in February.")
    outside.select_option("[name=new_outcome]", "reserve")
    press(outside, SEND)
    way.run_jobs()
    decisions = list(cast.of(cast.marcos).decisions.values_list("outcome", "decided_by"))
    assert decisions == [("not_selected", cast.hr.pk), ("reserve", cast.amparo.pk)]
    marcos.goto(way.at("mine/"))
    expect(marcos.locator("main")).to_contain_text("Two in-trays were exchanged.")
    looks_right(marcos)
    said = letters_read_by(marcos, tmp_path)
    assert "Stand in for Nuria in February." in said and "This decision takes the place of the one of" in said


def the_works_council_reads_how_many_and_never_who(way: OnTheWay) -> None:
    council = way.browse(world.member("works_council", way.cast.company))
    council.goto(way.at("figures/"))
    said = council.locator("main").inner_text()
    assert "The client opens another shift." in said
    for words in ("Ferrán", "Peña", way.code_of(way.cast.lucia), way.code_of(way.cast.marcos), "Two in-trays", "written reply"):
        assert words not in said
    looks_right(council)
    press(council, "a[href='/promotions/fairness/']")
    assert "Ferrán" not in council.locator("main").inner_text()
    looks_right(council)
    for path in ("manage/", "panel/", "decide/", f"manage/applications/{way.code_of(way.cast.marcos)}/"):
        assert council.request.get(way.at(path)).status in (403, 404)


def ask_for_a_review(round: Round, page: Page) -> None:
    press(page, "a[href$='/mine/review/']")
    fill(page, text="My data case was the one of another person.")
    press(page, SEND)


def answer_from_outside(round: Round) -> None:
    cast, hr = round.cast, round.browse(round.cast.hr)
    hr.goto(round.at(f"manage/applications/{round.code_of(cast.marcos)}/review/"))
    offered = hr.locator("select[name=to] option").evaluate_all("all => all.map(one => one.value)")
    assert not {str(one.pk) for one in (cast.hr, cast.marta, cast.nuria, cast.james, cast.lucia)} & set(offered)
    hr.select_option("[name=to]", str(cast.amparo.pk))
    press(hr, SEND)
    review = round.made.applications.get(person=cast.marcos).appeal
    page = round.browse(cast.amparo)
    page.goto(f"/promotions/reviews/{review.pk}/")
    page.locator("input[name=outcome]").first.check()
    fill(page, reason="The case was the right one: its number is on each sheet.")
    press(page, SEND)
    review.refresh_from_db()
    assert review.outcome


def no_person_reaches_the_works_council(round: Round) -> None:
    council = round.browse(world.member("works_council", round.cast.company))
    council.goto("/promotions/")
    press(council, f"a[href$='/{CODE}/figures/']")
    for words in ("Ferrán", "Peña", round.code_of(round.cast.lucia), round.code_of(round.cast.marcos)):
        expect(council.locator("main section:not([aria-labelledby=panel])").first).not_to_contain_text(words)
        assert words not in council.locator("main").inner_text()
    looks_right(council)
    for path in ("manage/", "panel/", "decide/"):
        assert council.request.get(round.at(path)).status in (403, 404)


def the_post_is_taken(round: Round) -> None:
    from lms.careers.models import Posting

    round.calendar(60)
    hr = round.browse(round.cast.hr)
    hr.goto(round.at(f"manage/applications/{round.code_of(round.cast.lucia)}/"))
    press(hr, "a[href$='/appoint/']")
    press(hr, SEND)
    held = Posting.objects.get(person=round.cast.lucia, ends_on=None)
    assert (held.rung.code, held.starts_on) == ("R3", timezone.localdate())
    round.run_jobs()
    lucia = round.browse(round.cast.lucia, language="es")
    lucia.goto("/ladder/")
    expect(lucia.locator("main")).to_contain_text("Peldaño 3")


def the_whole_file_is_one_pdf(round: Round, tmp_path) -> None:
    hr = round.browse(round.cast.hr)
    hr.goto(round.at("manage/"))
    press(hr, "form[action$='/manage/file/'] button")
    round.run_jobs()
    expect(hr.locator("a[href*='/manage/file/'][href$='?download']")).to_be_visible()
    address = hr.locator("a[href*='/manage/file/'][href$='?download']").get_attribute("href")
    answer = hr.request.get(address)
    path = tmp_path / "file.pdf"
    path.write_bytes(answer.body())
    said = " ".join("".join(sheet.extract_text() for sheet in PdfReader(path).pages).split())
    assert len(re.findall(r"[0-9a-f]{64}", said.replace(" ", ""))) >= 4
    assert "Planning was not seen yet." in said
