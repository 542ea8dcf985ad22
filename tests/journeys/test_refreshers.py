"""A trainer writes a rule with real clicks and sees whom it would reach and why, before anybody is given anything."""

import os

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, console_is_clean, looks_right
from tests.journeys.steps import press
from tests.lms.refreshers import centre
from tests.lms.refreshers.centre import Team

WORDS = {"es": ("1 dentro, 1 fuera", "Poner en vigor el borrador"), "en": ("1 in, 1 out", "Put the draft in force")}


@pytest.mark.parametrize(("language", "width"), [("es", DESKTOP), ("en", PHONE)])
def test_a_trainer_previews_a_rule_before_it_is_in_force(browse, language, width):
    from lms.refreshers.actions import run_refreshers
    from lms.refreshers.models import RefresherAssignment

    team, today = Team(), timezone.localdate()
    module = team.module
    type(team.trainer).objects.filter(pk=team.trainer.pk).update(language=language)
    steady = team.another(first_name="Hugo", last_name="Bosch")
    centre.weeks(team.agent, 80, 80, 60, 60, until=today)
    centre.weeks(steady, 80, 80, 80, 80, until=today)
    room = browse(team.trainer, language=language, width=width)
    room.goto("/refreshers/rules/")
    press(room, "a[href$='/rules/new/']")
    room.fill("[name=name_es]", "Resolver a la primera")
    room.fill("[name=name_en]", "Solve it the first time")
    room.fill("[name=code]", "rpc")
    room.select_option("[name=unit]", str(team.service.pk))
    room.select_option("[name=trigger]", "kpi")
    press(room, "form.form button[type=submit]")
    room.select_option("[name=p_metric]", "fcr")
    room.fill("[name=p_low]", "72")
    room.select_option("[name=module]", str(module.pk))
    press(room, "form.form button[type=submit]")
    expect(room.locator("h1")).to_have_text(WORDS[language][0])
    expect(room.locator("tbody")).to_contain_text("Bosch")
    looks_right(room)
    if os.environ.get("PICTURES_TO"):
        room.screenshot(path=f"{os.environ['PICTURES_TO']}/preview-{language}.png", full_page=True)
    assert not RefresherAssignment.objects.exists()

    room.get_by_role("link", name=WORDS[language][1]).click()
    room.fill("#publish_words", "Acordado con calidad")
    press(room, "form[action$='/publish/'] button")
    run_refreshers(on=today)
    assert [one.person for one in RefresherAssignment.objects.all()] == [team.agent]
    if os.environ.get("PICTURES_TO"):
        room.goto("/refreshers/team/")
        room.screenshot(path=f"{os.environ['PICTURES_TO']}/team-{language}.png", full_page=True)
    console_is_clean(room)
