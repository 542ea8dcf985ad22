"""A trainer writes a module with real clicks, the named approver publishes it, and a learner finds it on Today."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import PHONE, axe, console_is_clean, looks_right, sign_in
from tests.journeys.academy import academy
from tests.journeys.steps import press

TEXTS = {"Saludar": "Di tu nombre y escucha la primera frase entera.", "Despedirse": "Repite lo acordado y da la clave del caso."}


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_trainer_writes_a_module_and_a_learner_takes_it(browse, run_jobs, language):
    from courses.catalogue.models import ModulePage

    place = academy(language=language)
    learner = place.learner(language)[0]
    place.programme.unpublish()

    # The module, with the person who approves it.
    room = browse(language=language)
    sign_in(room, place.trainer, by_form=True)
    room.goto("/cms/")
    axe(room, both_themes=False, within=".pd-home")
    press(room, ".pd-home a.pd-big")
    room.fill("#id_title", "La primera llamada")
    room.fill("[name=outcome]", "Atender la primera llamada sin ayuda")
    room.select_option("[name=approver]", str(place.supervisor.pk))
    save(room)
    module = ModulePage.objects.get(title="La primera llamada")

    # Two lessons, each seen on a phone before anybody else sees it.
    for title, text in TEXTS.items():
        room.goto(f"/cms/pages/{module.pk}/edit/")
        press(room, "a.button[href*='/add/catalogue/lessonpage/']")
        room.fill("#id_title", title)
        room.locator(".c-sf-add-button").first.click()
        room.locator("[role=option]").first.click()
        room.locator(".public-DraftEditor-content").first.click()
        room.keyboard.type(text)
        room.wait_for_timeout(500)  # The editor of rich text hands over what was typed after a moment's rest.
        save(room)
    room.locator("[data-side-panel-toggle=preview]").click()
    room.locator("input[name=preview-size]").first.evaluate("size => size.click()")
    shown = room.frame_locator("#w-preview-iframe")
    expect(shown.locator("main")).to_contain_text(TEXTS["Despedirse"])
    assert shown.locator("html").evaluate("page => page.clientWidth") <= 420

    # A quiz whose question is written in the chooser.
    room.goto(f"/cms/pages/{module.pk}/edit/")
    press(room, "a.button[href*='/add/quizzes/quizpage/']")
    room.fill("#id_title", "¿Lo tienes?")
    if not room.locator("#id_quiz_questions-0-question-chooser").count():
        room.locator("#id_quiz_questions-ADD").click()
    room.locator("#id_quiz_questions-0-question-chooser .unchosen button").click()
    room.locator("[role=tab][href='#tab-create']").click()
    form = room.locator("#tab-create")
    form.locator("textarea[name$=stem]").fill("¿Qué dices primero?")
    form.locator("textarea[name$=options]").fill("*Mi nombre\nEl precio\nNada")
    form.locator("select[name$=competency]").select_option(index=1)
    form.locator("[type=submit]").click()
    expect(room.locator("#id_quiz_questions-0-question-chooser [data-chooser-title]")).to_contain_text("¿Qué dices primero?")
    save(room)
    console_is_clean(room, besides=("status of 400",))  # Wagtail saves by itself and hears that something is still missing.

    # Sent to approval, and approved by who was named.
    room.goto(f"/cms/pages/{module.pk}/edit/")
    press(room, ".pd-send a.button")
    press(room, ".pd-page form button")
    assert not ModulePage.objects.get(pk=module.pk).live
    run_jobs()
    desk = browse(place.supervisor, language=language)
    desk.goto("/cms/")
    press(desk, "a[href*='/catalogue/review/']")
    axe(desk, both_themes=False, within=".pd-page")
    press(desk, "button[name=decision][value=approve]")
    run_jobs()
    assert [page.live for page in ModulePage.objects.get(pk=module.pk).get_descendants(inclusive=True)] == [True] * 4

    # Assigned, with its reason.
    room.goto(reverse("enrolments:assign"))
    room.select_option("[name=about]", f"module:{module.pk}")
    room.select_option("[name=person]", str(learner.pk))
    room.fill("[name=reason]", "Mañana atiendes tu primera llamada")
    press(room, "main form .form__end button")
    press(room, "button[name=confirm]")
    run_jobs()

    nora = browse(learner, language=language, width=PHONE)
    nora.goto(reverse("enrolments:programmes"))
    looks_right(nora)
    press(nora, f"main a[href^='/programme/{learner.enrolments.get(module=module).pk}/']")
    if "/lesson/" not in nora.url:
        press(nora, "main a[href*='/lesson/']")
    expect(nora.locator("h1")).to_have_text("Saludar")
    expect(nora.locator("[data-blocks]")).to_contain_text(TEXTS["Saludar"])
    looks_right(nora)


def save(page: Page) -> None:
    """Saves the draft, and waits for the editor to come back with it."""
    page.locator("button.action-save").first.scroll_into_view_if_needed()
    with page.expect_navigation():
        page.locator("button.action-save").first.click()
    wrong = page.locator(".messages .error, .w-field__errors .error-message, .error-message")
    assert [words.strip() for words in wrong.all_inner_texts() if words.strip()] == []
