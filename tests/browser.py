"""A real Chromium before the live server: whose it is, how it signs in, and what must be true of every screen it meets."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect, sync_playwright

PHONE, DESKTOP = 360, 1280
LANGUAGES = ("es", "en")
PASSWORD = "a long password"  # what tests.world gives everybody
PATIENCE = 30_000  # ms: a loaded machine is slow, and nothing waits longer than it must
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
    "--mute-audio",
    "--no-first-run",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

expect.set_options(timeout=PATIENCE // 2)
_complaints: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()


# ── The browser ─────────────────────────────────────────────────────────────────────────────────────────────────


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens a browser is marked so. Each worker has one Chromium."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def _executable() -> str | None:
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("PELDANO_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_executable(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser, live_server, transactional_db, settings, mailoutbox) -> Iterator[Callable[..., Page]]:
    """Opens a browser of its own each time: `browse(person, language="es", width=360, dark=True, scripts=False)`."""
    settings.SITE_URL = live_server.url
    opened: list[BrowserContext] = []

    def open_one(person=None, *, language: str = "en", width: int = DESKTOP, dark: bool = False, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 740 if width < 600 else 800},
            has_touch=width < 600,
            locale={"es": "es-ES", "en": "en-GB"}[language],
            timezone_id="Europe/Madrid",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        _listen(page)
        if person is not None:
            sign_in(page, person)
        return page

    yield open_one
    for context in opened:
        context.close()


def _listen(page: Page) -> None:
    complaints = _complaints.setdefault(page, [])

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def answered(response: Response) -> None:
        if response.status >= 500:
            complaints.append(f"{response.status}: {response.request.method} {response.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("response", answered)


# ── Signing in ──────────────────────────────────────────────────────────────────────────────────────────────────


def sign_in(page: Page, person, *, by_form: bool = False) -> None:
    """Through the door as people do, or with a session made for them, which costs nothing."""
    if by_form:
        page.goto("/account/login/")
        page.locator("input[name=login]").fill(person.email)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/")
        return
    client = Client()
    client.force_login(person)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": django_settings.SITE_URL}])


# ── What must be true of every screen ───────────────────────────────────────────────────────────────────────────


def axe(page: Page, *, both_themes: bool = True, within: str | None = None) -> None:
    """Finds no obstacle for anybody, in the light and in the dark; `within` looks at a part of a page that is not all ours."""
    with _all_of_it(page):
        _no_violation(page, within, {"type": "tag", "values": RULES}, "light")
        if both_themes:
            with _in_the_dark(page):
                _no_violation(page, within, {"type": "rule", "values": ["color-contrast"]}, "dark")


@contextmanager
def _all_of_it(page: Page) -> Iterator[None]:
    """A window as tall as the page: what only lies under the bar at the foot until one scrolls is not covered."""
    size = page.viewport_size
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(tall, 12_000))})
    yield
    page.set_viewport_size(size)


def _no_violation(page: Page, within: str | None, rules: dict, theme: str) -> None:
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, context=within, options=options).response["violations"]
    lines = [f"{one['id']} ({one['impact']}): {one['help']}\n" + "".join(_where(node) for node in one["nodes"][:4]) for one in found]
    assert not lines, f"{page.url} ({theme}) has {len(lines)} obstacles:\n" + "\n".join(lines)


def _where(node: dict) -> str:
    said = node.get("failureSummary", "").splitlines()[1:2]
    return f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}\n      {''.join(said).strip()}\n"


@contextmanager
def _in_the_dark(page: Page) -> Iterator[None]:
    page.emulate_media(color_scheme="dark")
    yield
    page.emulate_media(color_scheme="light")


def no_sideways(page: Page) -> None:
    """Nothing reaches beyond the screen."""
    wide = page.evaluate(
        """() => {
            const room = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= room) return [];
            return [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > room + 1)
                .slice(0, 5)
                .map((element) => element.outerHTML.slice(0, 120));
        }"""
    )
    assert wide == [], f"{page.url} scrolls sideways at {page.viewport_size['width']} px"


def console_is_clean(page: Page, *, besides: tuple[str, ...] = ()) -> None:
    """No error of a script, nothing that the security policy refused, no answer of 500; then forgets what it heard."""
    heard = [line for line in _complaints[page] if not any(expected in line for expected in besides)]
    _complaints[page].clear()
    assert heard == []


def focus_is_visible(page: Page) -> None:
    """What has the focus, or what holds it, wears an outline."""
    shown = page.evaluate(
        """() => {
            let element = document.activeElement;
            for (let up = 0; element && element !== document.body && up < 4; up += 1, element = element.parentElement) {
                const style = getComputedStyle(element);
                if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
            }
            return false;
        }"""
    )
    assert shown, f"the focus cannot be seen on {page.url}: {page.evaluate('document.activeElement.outerHTML.slice(0, 200)')}"


def looks_right(page: Page, *, both_themes: bool = True) -> None:
    """All of it at once, for a screen where nothing special is expected."""
    no_sideways(page)
    axe(page, both_themes=both_themes)
    console_is_clean(page)
