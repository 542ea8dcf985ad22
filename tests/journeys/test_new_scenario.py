"""A scenario about something nobody has written of yet, with nothing but the screen: how much it takes, and that it plays."""

import re

import pytest
from playwright.sync_api import expect

from assessments.roleplays.models import Performance, Scenario
from tests import world
from tests.browser import axe, console_is_clean
from tests.journeys.test_new_author import Author

FIFTEEN_MINUTES = 900
SITUATION = "Su hija tiene una muela rota, y la primera cita libre es dentro de nueve días."
CONVERSATION = """start: n1
mood: 4 of 0 to 10

== n1
Mi hija no ha dormido. ¿Nueve días? ¿Qué hago hasta entonces?
? ¿Qué respondes?
- a) Es lo que hay: la agenda está llena.
  [EMP 0] mood -2 -> n2
  > Oye que su hija no le importa a nadie
- b) Una muela rota no espera nueve días. ¿Tiene fiebre o la cara hinchada?
  [EMP 3] mood +2 -> n2
  > Nombra lo que pasa y pregunta lo que decide

== n2
Fiebre no. Pero llora al comer.
? ¿Cómo lo cierras?
- a) Mañana a las nueve hay urgencias: le apunto, y a las diez le llamo yo.
  [DIF 3] mood +2 -> END
  > Hora, sitio y quién responde
- b) Llame mañana por si alguien falla.
  [DIF 0] mood -2 -> END
  > El trabajo vuelve a quien llama

== ending E1 good from 6
Sabe cuándo la ven y quién le llama.
> Preguntaste antes de prometer

== ending E2 poor from -99
Cuelga sin saber qué hacer esta noche.
> La próxima vez, di una hora y un nombre
"""


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_scenario_for_a_new_subject_takes_less_than_fifteen_minutes(browse, transactional_db, language):
    for code in ("EMP", "DIF"):
        world.competency(code)
    # They write in Spanish, whatever language they read in: of who reads in English it takes one act more.
    trainer, trainee = world.member("trainer", language=language), world.member("trainee", language=language)
    room = browse(trainer, language=language)
    room.goto("/scenarios/")
    author = Author(room)

    author.goes_to("a[href='/scenarios/add/']")
    author.clicks("details.figures > summary")
    author.goes_to("a[href='?from=difficult_customer']")
    for name, words in {
        "code": "DENT-01",
        "title_es": "La muela de Alba",
        "title_en": "Alba’s tooth",
        "persona_name": "Rocío Vera",
        "persona_situation": SITUATION,
        "brief_for_agent": "Llevas la agenda de una clínica dental. Las urgencias son de nueve a once.",
        "objective": "Que esta noche sepa qué hacer, y a qué hora la ven.",
        "conversation": CONVERSATION,
    }.items():
        author.writes(f"#id_{name}", words)
    if language == "en":
        author.chooses(room.locator("#id_language"), value="es")
    expect(room.locator("#checked")).to_contain_text("2")
    axe(room, both_themes=False)
    author.goes_to("form.form button[type=submit]")
    scenario = Scenario.objects.get(code="DENT-01")

    author.goes_to("a[href='/scenarios/DENT-01/walk/']")
    for key in ("b", "a"):
        author.goes_to(f"section.now a[href*='key={key}']:has-text('{key}) ')")
    expect(room.locator(".now")).to_contain_text("Sabe cuándo la ven")
    author.goes_to("header a[href='/scenarios/DENT-01/']")
    author.goes_to("form[action$='/publish/'] button")
    scenario.refresh_from_db()
    assert (scenario.state, scenario.current_version.number) == ("live", 1)
    console_is_clean(room)

    # All of its words count, also those that an author would leave as the kind has them.
    assert (author.acts, author.screens) == (17 + 2 * (language == "en"), 9)
    assert author.seconds < FIFTEEN_MINUTES

    player = browse(trainee, language=language)
    player.goto("/roleplays/DENT-01/")
    player.locator("main button[value=alone]").click()
    player.wait_for_url(re.compile(r"/performance/[0-9a-f-]{36}/$"))
    for number, key in enumerate("21", 1):
        expect(player.locator("input[name=number]")).to_have_value(str(number))
        player.keyboard.press(key)
        player.keyboard.press("Enter")
    player.wait_for_url("**/result/")
    assert Performance.objects.get(person=trainee).outcome == "good"
