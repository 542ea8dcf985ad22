"""Takes the pictures: one browser a role, one page, and each screen in both themes on a phone and on a desk."""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

LANGUAGES = {"es": "es-ES", "en": "en-GB"}
THEMES = ("light", "dark")
WIDTHS = {360: 740, 1280: 800}
PATIENCE = 30_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--hide-scrollbars"]
# A picture is as long as its page: bars that stick to the window go back to their place, and the CMS does not scroll inside itself.
WHOLE = """whole => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`
.tabs, .player__end, .outline { position: static !important; }
.wrapper, .content-wrapper { height: auto !important; overflow: clip visible !important; }
`); document.adoptedStyleSheets = whole ? [sheet] : []; }"""

ORIGIN = r"^https?://[^/]+"  # A page may name itself by its public address, which is not where this demo runs.

# The way to a screen ends on the page that was given, or on another one that it returns.
Way = Callable[[Page], Page | None]


@dataclass(frozen=True)
class Screen:
    """`status`: what the page must answer. `acts`: getting there changes something, so it is taken after all that do not."""

    name: str
    role: str
    way: str | Way
    status: int = 200
    acts: bool = False
    media: str = "screen"


@dataclass
class Taken:
    """One picture, or why there is none."""

    name: str
    role: str
    language: str
    theme: str = ""
    width: int = 0
    file: str = ""
    address: str = ""
    problems: list[str] = field(default_factory=list)


# ── Ways: an address, a trail of links, or a function of the page ───────────────────────────────────────────────


def trail(start: str, *patterns: str) -> Way:
    """From an address, follows on each page the first link whose address matches the next pattern."""

    def walk(page: Page) -> None:
        page.goto(start)
        for pattern in patterns:
            links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
            found = next((link for link in links if re.search(pattern, link)), None)
            if found is None:
                raise LookupError(f"no link like {pattern} on {page.url}")
            page.goto(re.sub(ORIGIN, "", found))

    return walk


def pressing(start: str | Way, selector: str) -> Way:
    """Goes somewhere, and there presses the first thing that matches."""

    def walk(page: Page) -> None:
        _go(page, start)
        page.locator(selector).first.click()
        page.wait_for_load_state()

    return walk


def filling(start: str | Way, values: dict[str, str | int], button: str = "main form[method=post] .button") -> Way:
    """Goes somewhere, fills fields by their names (a figure chooses that option of a list), and sends the form."""

    def walk(page: Page) -> None:
        _go(page, start)
        for name, value in values.items():
            place = page.locator(f"main [name='{name}']")
            place.select_option(index=value) if isinstance(value, int) else place.fill(value)
        page.locator(button).first.click()
        page.wait_for_load_state()

    return walk


def focusing(start: str | Way, tabs: int) -> Way:
    """Goes somewhere, and walks to something with the keyboard, to see where the focus is."""

    def walk(page: Page) -> None:
        _go(page, start)
        for _ in range(tabs):
            page.keyboard.press("Tab")

    return walk


def by_anybody(start: str | Way) -> Way:
    """Goes somewhere, and looks at that address as somebody who has not signed in."""

    def walk(page: Page) -> Page:
        _go(page, start)
        context = page.context.browser.new_context(locale=page.evaluate("navigator.language"), reduced_motion="reduce")
        stranger = context.new_page()
        stranger.goto(page.url)
        return stranger

    return walk


def until(status: int, address: str, most: int = 200) -> Way:
    """Asks for one address until it answers so."""

    def walk(page: Page) -> None:
        for _ in range(most):
            if page.goto(address).status == status:
                return
        raise LookupError(f"{address} never answered {status}")

    return walk


def _go(page: Page, way: str | Way) -> Page:
    page_of_its_own = way(page) if callable(way) else page.goto(way) and None
    return page_of_its_own or page


# ── Taking ──────────────────────────────────────────────────────────────────────────────────────────────────────


def photograph(screens: list[Screen], username: str, languages: list[str], base: str, out: Path) -> list[dict]:
    """Every picture of one role, in one browser. A role is one person: its languages are taken one after the other."""
    taken: list[Taken] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        for language in languages:
            try:
                page = _signed_in(browser, username, language, base)
            except Exception as error:
                taken += [_missed(screen, language, error) for screen in screens]
                continue
            heard = _listen(page)
            for screen in screens:
                taken += _screen(page, screen, language, heard, out)
            page.context.close()
        browser.close()
    return [asdict(one) for one in taken]


@dataclass
class Heard:
    """What the browser said since the last screen: complaints, and the status of the page it stands on."""

    complaints: list[str] = field(default_factory=list)
    status: int = 0


def _screen(page: Page, screen: Screen, language: str, heard: Heard, out: Path) -> list[Taken]:
    heard.complaints.clear()
    heard.status = 0
    page.set_viewport_size({"width": 1280, "height": WIDTHS[1280]})
    page.emulate_media(media="screen")
    for old in out.glob(f"{screen.name}-{language}-*.png"):
        old.unlink()
    try:
        there = _go(page, screen.way)
        there.wait_for_load_state()
    except Exception as error:
        return [_missed(screen, language, error)]
    pictures = [_picture(there, screen, language, theme, width, out) for width in WIDTHS for theme in THEMES]
    if heard.status not in (0, screen.status):
        pictures[0].problems.append(f"answered {heard.status} instead of {screen.status}")
    pictures[0].problems += list(dict.fromkeys(heard.complaints))
    if there is not page:
        there.context.close()
    return pictures


def _missed(screen: Screen, language: str, error: Exception) -> Taken:
    return Taken(screen.name, screen.role, language, problems=[f"not reached: {str(error).splitlines()[0]}"])


def _picture(page: Page, screen: Screen, language: str, theme: str, width: int, out: Path) -> Taken:
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.emulate_media(media=screen.media, color_scheme=theme)
    file = f"{screen.name}-{language}-{width}-{theme}.png"
    taken = Taken(screen.name, screen.role, language, theme, width, file, re.sub(ORIGIN, "", page.url))
    across = page.evaluate("document.documentElement.scrollWidth")
    if across > width and screen.media == "screen":
        taken.problems.append(f"{across} px across in a window of {width}")
    page.evaluate(WHOLE, True)
    page.screenshot(path=out / file, full_page=True)
    page.evaluate(WHOLE, False)
    return taken


def _signed_in(browser: Browser, username: str, language: str, base: str) -> Page:
    context = browser.new_context(base_url=base, locale=LANGUAGES[language], timezone_id="Europe/Madrid", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/demo/")
    if username:
        page.locator(f'button[name="person"][value="{username}"]').click()
        page.wait_for_url(lambda url: "/demo/" not in url)
        if "/account/login/" in page.url:
            raise LookupError(f"could not come in as {username}")
    _speak(context, page, language)
    return page


def _speak(context: BrowserContext, page: Page, language: str) -> None:
    token = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "csrftoken")
    headers = {"X-CSRFToken": token, "Referer": page.url}
    context.request.post("/language/", form={"language": language, "next": "/help/"}, headers=headers)


def _listen(page: Page) -> Heard:
    """Console errors, violations of the content policy, scripts and answers that failed, from now on."""
    heard = Heard()

    def console(message) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            policy = "Content Security Policy" in message.text or "Content-Security-Policy" in message.text
            heard.complaints.append(f"{'content policy' if policy else 'console'}: {message.text[:200]}")

    def response(answer) -> None:
        if answer.request.is_navigation_request() and answer.frame == page.main_frame:
            heard.status = answer.status
        elif answer.status >= 400:
            heard.complaints.append(f"{answer.status} at {answer.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: heard.complaints.append(f"script: {str(error)[:200]}"))
    page.on("response", response)
    return heard


def _chromium() -> str | None:
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return os.environ.get("PELDANO_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)
