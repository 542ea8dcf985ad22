"""Content that changed: an author says what it asks, an approver reads that with the page, and people read only what is new."""

import os

import pytest
from playwright.sync_api import expect

from tests import changes as told
from tests import world
from tests.browser import DESKTOP, PATIENCE, PHONE, axe, console_is_clean, looks_right
from tests.changes import NOTICE, PRICE
from tests.journeys.steps import press

FIFTEEN = "<p>El preaviso para darse de baja es de 15 días.</p>"


class Centre:
    """An author, an approver, and two agents who have done the lesson, one of whom reads it here."""

    def __init__(self, language: str):
        from courses.catalogue.actions import set_up_authoring
        from lms.people.actions.memberships import align_cms_groups

        set_up_authoring()
        service = world.unit(kind="service", name="Marenta")
        self.author, self.approver = (
            world.member("trainer", service, language=language),
            world.member("supervisor", service, language=language),
        )
        for person in (self.author, self.approver):
            align_cms_groups(person=person)
        self.agent = world.member("agent", service, language=language, first_name="Irene", last_name="Salas")
        self.coordinator = world.member("coordinator", service, language=language)
        self.taught = told.taught(self.agent, world.member("agent", service, first_name="Hugo", last_name="Bosch"))

    @property
    def lesson(self):
        return self.taught.lesson


def picture(page, name: str) -> None:
    if os.environ.get("PICTURES_TO"):
        page.screenshot(path=f"{os.environ['PICTURES_TO']}/{name}.png", full_page=True)


@pytest.mark.parametrize(("language", "width"), [("es", DESKTOP), ("en", PHONE)])
def test_a_typo_that_an_approver_puts_right_asks_nothing_of_anybody(browse, run_jobs, language, width):
    from courses.changes.models import Change, ReadAgain

    centre = Centre(language)
    centre.taught.draft(PRICE="<p>Junta 600 cuesta 45 € al mes</p>")
    room = browse(centre.approver, language=language, width=width)
    room.goto(f"/cms/pages/{centre.lesson.pk}/edit/")
    if not room.locator("button[name=action-publish]").is_visible():
        room.locator("footer [data-w-dropdown-target=toggle]").first.click()
    press(room, "button[name=action-publish]")
    expect(room.locator("input[name=kind][value=minor]")).to_be_checked()
    expect(room.locator(".pd-lede")).to_contain_text("2")
    picture(room, f"say-typo-{language}-{width}")
    press(room, "form.pd-say button.button")
    run_jobs()
    centre.lesson.refresh_from_db()
    assert str(centre.lesson.body[0].value.source).endswith("Junta 600 cuesta 45 € al mes</p>")
    assert Change.objects.get().kind == "minor" and not ReadAgain.objects.exists()
    learner = browse(centre.agent, language=language, width=width)
    learner.goto("/")
    assert not learner.locator("#changed").count()
    console_is_clean(learner)


@pytest.mark.parametrize(("language", "width"), [("es", PHONE), ("en", DESKTOP)])
def test_what_is_to_be_read_again_travels_to_the_approver_and_to_those_who_did_it(browse, run_jobs, language, width):
    from courses.changes.models import ReadAgain

    centre = Centre(language)
    centre.taught.draft(NOTICE=FIFTEEN, PRICE="<p>Junta 600 cuesta 45 € al mes</p>")
    room = browse(centre.author, language=language, width=DESKTOP)
    room.goto(f"/cms/catalogue/modules/{centre.taught.module.pk}/submit/")
    expect(room.locator("form.pd-row button.button")).to_be_disabled()
    picture(room, f"submit-{language}")
    press(room, ".pd-stop a[href*='/changes/draft/']")
    room.locator("input[name=kind][value=read]").check()
    room.locator(f"input[name=blocks][value='{PRICE}']").uncheck()
    press(room, "form.pd-say button.button")
    expect(room.locator(".pd-problems--stop")).to_be_visible()
    expect(room.locator(f"input[name=blocks][value='{PRICE}']")).not_to_be_checked()
    room.fill("[name=reason_es]", told.WHY["reason_es"])
    room.fill("[name=reason_en]", told.WHY["reason_en"])
    axe(room, both_themes=False, within=".pd-page")
    picture(room, f"say-read-{language}")
    press(room, "form.pd-say button.button")
    press(room, "form.pd-row button.button")

    boss = browse(centre.approver, language=language)
    boss.goto(f"/cms/catalogue/review/{centre.taught.module.pk}/")
    expect(boss.locator(".pd-problems")).to_contain_text(told.WHY[f"reason_{language}"])
    picture(boss, f"review-{language}")
    press(boss, "button[name=decision][value=approve]")
    run_jobs()
    assert set(ReadAgain.objects.values_list("person", flat=True)) == {person.pk for person in centre.taught.people}

    learner = browse(centre.agent, language=language, width=width)
    learner.goto("/")
    looks_right(learner)
    picture(learner, f"today-{language}-{width}")
    press(learner, "[aria-labelledby=changed] .list a")
    expect(learner.locator("article")).to_contain_text("15 días")
    expect(learner.locator("article")).not_to_contain_text("Junta 600")
    looks_right(learner)
    picture(learner, f"read-{language}-{width}")
    learner.locator("[data-last]").scroll_into_view_if_needed()
    expect(learner.locator("[data-done]")).to_be_visible(timeout=PATIENCE)
    assert ReadAgain.objects.get(person=centre.agent).state == "done"
    learner.goto("/")
    assert not learner.locator("#changed").count()
    learner.goto("/changes/mine/")
    looks_right(learner)
    picture(learner, f"mine-{language}-{width}")
    learner.goto(f"/programme/{centre.taught.enrolments[0].pk}/lesson/{centre.lesson.key}/")
    picture(learner, f"lesson-{language}-{width}")
    press(learner, ".verdict a[href*='/changes/version/']")
    expect(learner.locator("article")).to_contain_text("30 días")
    looks_right(learner)
    picture(learner, f"version-{language}-{width}")
    console_is_clean(learner)

    lead = browse(centre.coordinator, language=language, width=width)
    lead.goto("/changes/")
    looks_right(lead)
    picture(lead, f"list-{language}-{width}")
    press(lead, "tbody a")
    expect(lead.locator("[aria-labelledby=people]")).to_contain_text("Hugo Bosch")
    expect(lead.locator("[aria-labelledby=people]")).not_to_contain_text("Irene Salas")
    looks_right(lead)
    picture(lead, f"one-{language}-{width}")
    console_is_clean(lead)


def test_without_scripts_a_button_says_that_it_was_read(browse):
    from courses.changes.models import ReadAgain

    centre = Centre("en")
    task = centre.taught.announce(centre.author, NOTICE=FIFTEEN).tasks.get(person=centre.agent)
    learner = browse(centre.agent, width=PHONE, scripts=False)
    learner.goto(f"/changes/read/{task.pk}/")
    press(learner, "[data-read] button")
    assert ReadAgain.objects.get(pk=task.pk).state == "done" and NOTICE in task.blocks
