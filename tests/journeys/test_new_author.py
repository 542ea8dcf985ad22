"""A module of two lessons and a quiz by somebody who has never written one, with nothing but the screen: how much it takes."""

import re
from contextlib import suppress
from dataclasses import dataclass

import pytest
from playwright.sync_api import Error, Locator, Page, Route, expect

from tests.browser import axe, console_is_clean, sign_in
from tests.journeys.academy import academy
from tests.journeys.steps import press

LESSONS = {
    "Saludar y escuchar": (
        "Di tu nombre y el de la academia, y calla. La primera frase de quien llama dice casi siempre qué necesita y cómo está. "
        "Escúchala entera, también si ya sabes la respuesta. Después repite lo que has entendido con tus palabras y pregunta si es eso."
    ),
    "Despedirse": (
        "Antes de colgar, repite lo que habéis acordado, quién hace qué y para cuándo. Da la clave del caso y pregunta si queda algo más. "
        "Una llamada que acaba clara no vuelve al día siguiente."
    ),
}
QUESTIONS = {
    "¿Qué haces con la primera frase de quien llama?": "*Escucharla entera\nInterrumpir si ya lo sabes\nPedir el contrato",
    "¿Qué dices antes de colgar?": "*Lo acordado, quién lo hace y para cuándo\nEl precio de la tarifa\nNada",
    "Para comprobar que has entendido…": "*Lo repites con tus palabras\nPasas la llamada\nLo apuntas y cuelgas",
}
# Seconds, of the keystroke-level model (Card, Moran and Newell, 1980): an average typist, and a thought before each act. To them
# comes the reading of a screen one has never seen: some forty words.
A_LETTER, AN_ACT, A_NEW_SCREEN = 0.28, 1.35 + 1.1 + 0.2 + 0.4, 10
TEN_MINUTES = 600


@dataclass
class Author:
    """Does what a person does, and counts it."""

    page: Page
    acts: int = 0
    letters: int = 0
    screens: int = 1

    def goes_to(self, selector: str) -> None:
        self.acts += 1
        self.screens += 1
        press(self.page, selector)

    def clicks(self, what: str | Locator) -> None:
        self.acts += 1
        (self.page.locator(what).first if isinstance(what, str) else what).click()

    def writes(self, where: Locator | str, text: str) -> None:
        self.acts += 1
        self.letters += len(text)
        (self.page.locator(where) if isinstance(where, str) else where).fill(text)

    def types(self, text: str) -> None:
        self.letters += len(text)
        self.page.keyboard.type(text)
        self.page.wait_for_timeout(500)  # the editor of rich text hands over what was typed after a moment's rest

    def chooses(self, where: Locator, **what) -> None:
        self.acts += 2
        where.select_option(**what)

    def saves(self) -> None:
        self.goes_to("button.action-save")
        wrong = self.page.locator(".w-field__errors .error-message, .error-message")
        assert [words.strip() for words in wrong.all_inner_texts() if words.strip()] == []

    @property
    def seconds(self) -> float:
        return self.acts * AN_ACT + self.letters * A_LETTER + self.screens * A_NEW_SCREEN


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_module_takes_less_than_ten_minutes(browse, run_jobs, language):
    from courses.catalogue.models import ModulePage

    place = academy(language=language)
    room = browse(language=language)
    sign_in(room, place.trainer, by_form=True)
    author = Author(room)

    author.goes_to("nav a[href='/cms/']")
    author.goes_to(".pd-home a.pd-big")
    author.writes("#id_title", "La primera llamada")
    author.writes("[name=outcome]", "Atiendes tu primera llamada sin ayuda.")
    author.chooses(room.locator("[name=approver]"), value=str(place.supervisor.pk))
    author.saves()
    module = ModulePage.objects.get(title="La primera llamada")

    # From each step the next one is a click away.
    for title, text in LESSONS.items():
        author.goes_to("a.button[href*='/add/catalogue/lessonpage/']")
        author.writes("#id_title", title)
        author.clicks(".c-sf-add-button")
        author.clicks("[role=option]")
        author.clicks(".public-DraftEditor-content")
        author.types(text)
        author.saves()

    author.goes_to("a.button[href*='/add/quizzes/quizpage/']")
    author.writes("#id_title", "¿Lo tienes?")
    for number, (stem, options) in enumerate(QUESTIONS.items()):
        _question(author, number, stem, options)
    author.saves()
    axe(room, both_themes=False, within=".pd-steps")

    author.goes_to(f"a[href$='/catalogue/modules/{module.pk}/submit/']")
    author.goes_to(".pd-page form button")
    console_is_clean(room, besides=("status of 400",))  # the editor saves by itself and hears that something is still missing
    run_jobs()

    desk = browse(place.supervisor, language=language)
    desk.goto("/")
    approver = Author(desk)
    approver.goes_to("a[href*='/catalogue/review/']")
    approver.goes_to("button[name=decision][value=approve]")
    run_jobs()
    assert [page.live for page in ModulePage.objects.get(pk=module.pk).get_descendants(inclusive=True)] == [True] * 4

    assert (author.acts, author.screens) == (48, 12)
    assert author.seconds < TEN_MINUTES
    assert approver.acts == 2


def _question(author: Author, number: int, stem: str, options: str) -> None:
    room = author.page
    chooser = f"#id_quiz_questions-{number}-question-chooser"
    if not room.locator(chooser).count():
        author.clicks("#id_quiz_questions-ADD")
    author.clicks(f"{chooser} .unchosen button")
    author.clicks("[role=tab][href='#tab-create']")
    form = room.locator("#tab-create")
    author.writes(form.locator("textarea[name$=stem]"), stem)
    author.writes(form.locator("textarea[name$=options]"), options)
    author.chooses(form.locator("select[name$=competency]"), index=1)
    author.clicks(form.locator("[type=submit]"))
    expect(room.locator(f"{chooser} [data-chooser-title]")).to_contain_text(stem)


def test_pressing_save_while_the_editor_saves_by_itself_makes_one_page(browse):
    from courses.catalogue.models import LessonPage

    place = academy()
    before = LessonPage.objects.count()
    room = browse(place.trainer)
    room.route("**/cms/pages/add/**", _answer_late)
    room.goto(f"/cms/pages/add/catalogue/lessonpage/{place.module.pk}/")
    _write_until_it_is_saving(room)
    press(room, "button.action-save")
    expect(room).to_have_url(re.compile("/edit/$"))
    assert LessonPage.objects.count() == before + 1
    console_is_clean(room)


def _answer_late(route: Route) -> None:
    """The server has done what was asked, and the browser does not know yet."""
    if "application/json" not in route.request.headers.get("accept", ""):
        route.continue_()
        return
    answer = route.fetch()
    route.request.frame.page.wait_for_timeout(3000)
    with suppress(Error):  # whoever asked has left
        route.fulfill(response=answer)


def _write_until_it_is_saving(room: Page) -> None:
    """The editor begins to listen a moment after it has opened."""
    for _letter in range(20):
        room.locator("#id_title").press_sequentially("a")
        room.wait_for_timeout(1500)
        if room.locator("#w-autosave-indicator").get_attribute("data-w-autosave-state-value") == "saving":
            return
    raise AssertionError("The editor did not begin to save by itself")


def test_two_steps_of_one_title_are_no_mistake(browse):
    from courses.catalogue.models import LessonPage

    place = academy()
    room = browse(place.trainer)
    for _time in range(2):
        room.goto(f"/cms/pages/add/catalogue/lessonpage/{place.module.pk}/")
        room.fill("#id_title", "Práctica")
        press(room, "button.action-save")
        expect(room).to_have_url(re.compile("/edit/$"))
    made = LessonPage.objects.filter(title="Práctica").order_by("pk")
    assert [page.slug for page in made] == ["práctica", "práctica-2"]
