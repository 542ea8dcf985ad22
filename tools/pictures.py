#!/usr/bin/env python
"""Photographs every screen of the demo academy, for each role, in both languages, light and dark, on a phone and on a desk.

`make pictures` starts a demo of its own; `--at http://localhost:8000` uses one that runs. The pictures and an index to browse them
are left in `var/pictures`. It says which screens are wider than their window, and what the browser complained about.
One more screen is one more line of SCREENS.
"""

import argparse
import html
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "var" / "pictures"
BROWSERS = 2
LANGUAGES = {"es": "es-ES", "en": "en-GB"}
THEMES = ("light", "dark")
WIDTHS = {360: 740, 1280: 800}
PATIENCE = 30_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--hide-scrollbars"]

NOBODY = ""
ROLES = {
    "nobody": NOBODY,
    "trainee": "sofia.medina",
    "behind": "ibrahim.toure",
    "finished": "priya.nair",
    "agent": "irene.salas",
    "trainer": "carmen.ibarra",
    "coordinator": "nuria.campos",
    "supervisor": "james.whitlock",
    "quality": "leire.zabala",
    "hr": "elena.vidal",
    "administrator": "admin",
}


# ── How to get to a screen: an address, a trail of links, or a function of the page ─────────────────────────────


def trail(start: str, *patterns: str) -> Callable[[Page], None]:
    """From an address, follows on each page the first link whose address matches the next pattern."""

    def walk(page: Page) -> None:
        page.goto(start)
        for pattern in patterns:
            links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
            found = next((link for link in links if re.search(pattern, link)), None)
            if found is None:
                raise LookupError(f"no link like {pattern} on {page.url}")
            page.goto(found)

    return walk


def pressing(way: Callable[[Page], None], selector: str) -> Callable[[Page], None]:
    """Goes somewhere, and there presses the first thing that matches."""

    def walk(page: Page) -> None:
        way(page)
        page.locator(selector).first.click()
        page.wait_for_load_state()

    return walk


PROGRAMME = r"^/programme/\d+/$"
LESSON = r"/lesson/[0-9a-f-]{36}/$"
QUIZ = r"/quiz/[0-9a-f-]{36}/$"
to_quiz = trail("/programme/", PROGRAMME, QUIZ)


@dataclass(frozen=True)
class Screen:
    name: str
    role: str
    way: str | Callable[[Page], None]


SCREENS = (
    Screen("sign-in", "nobody", "/account/login/"),
    Screen("sign-in-refused", "nobody", pressing(lambda page: page.goto("/account/login/"), "main form .button")),
    Screen("password-forgotten", "nobody", "/account/password/reset/"),
    Screen("demo-people", "nobody", "/demo/"),
    Screen("verify-form", "nobody", "/verify/"),
    Screen("verify-not-found", "nobody", "/verify/0000-0000-0000-0000/"),
    Screen("not-found", "nobody", "/nowhere/"),
    Screen("invitation-unknown", "nobody", "/invitation/unknown/"),
    Screen("today", "trainee", "/"),
    Screen("programmes", "trainee", "/programme/"),
    Screen("programme", "trainee", trail("/programme/", PROGRAMME)),
    Screen("lesson", "trainee", trail("/programme/", PROGRAMME, LESSON)),
    Screen("quiz-passed", "trainee", to_quiz),
    Screen("quiz-result", "trainee", trail("/programme/", PROGRAMME, QUIZ, r"/attempt/[0-9a-f-]{36}/result/$")),
    Screen("certificates", "trainee", "/certificates/"),
    Screen("handbook", "trainee", "/handbook/"),
    Screen("handbook-page", "trainee", trail("/handbook/", r"^/handbook/[0-9a-f-]{36}/$")),
    Screen("search", "trainee", "/search/?q=factura"),
    Screen("search-nothing", "trainee", "/search/?q=zzzz"),
    Screen("notifications", "trainee", "/notifications/"),
    Screen("settings", "trainee", "/account/settings/"),
    Screen("password-change", "trainee", "/account/password/change/"),
    Screen("second-factor", "trainee", "/account/2fa/"),
    Screen("help", "trainee", "/help/"),
    Screen("who-sees-what", "trainee", "/help/who-sees-what/"),
    Screen("accessibility", "trainee", "/help/accessibility/"),
    Screen("forbidden", "trainee", "/people/invite/"),
    Screen("today-behind", "behind", "/"),
    Screen("programme-behind", "behind", trail("/programme/", PROGRAMME)),
    Screen("quiz-not-yet", "behind", trail("/", QUIZ)),
    Screen("quiz-result-not-yet", "behind", trail("/", QUIZ, r"/attempt/[0-9a-f-]{36}/result/$")),
    Screen("quiz-question", "behind", pressing(trail("/", QUIZ), "form[action$='/start/'] button")),
    Screen("today-finished", "finished", "/"),
    Screen("programme-finished", "finished", trail("/programme/", PROGRAMME)),
    Screen("certificates-finished", "finished", "/certificates/"),
    Screen("certificate", "finished", trail("/certificates/", r"^/certificates/[0-9A-Z-]{19}/$")),
    Screen("verify", "finished", trail("/certificates/", r"/verify/[0-9A-Z-]{19}/$|^/certificates/[0-9A-Z-]{19}/$")),
    Screen("today-agent", "agent", "/"),
    Screen("programmes-agent", "agent", "/programme/"),
    Screen("certificates-agent", "agent", "/certificates/"),
    Screen("today-trainer", "trainer", "/"),
    Screen("cohort", "trainer", "/cohort/"),
    Screen("cohort-new", "trainer", "/cohort/new/"),
    Screen("tutoring", "trainer", "/tutoring/"),
    Screen("enrolments", "trainer", "/enrolments/"),
    Screen("enrolment", "trainer", trail("/enrolments/", r"^/enrolments/\d+/$")),
    Screen("enrol", "trainer", "/enrolments/new/"),
    Screen("people-trainer", "trainer", "/people/"),
    Screen("invite", "trainer", "/people/invite/"),
    Screen("invitations", "trainer", "/people/invitations/"),
    Screen("cms", "trainer", "/cms/"),
    Screen("cms-questions", "trainer", trail("/cms/", r"question")),
    Screen("today-coordinator", "coordinator", "/"),
    Screen("people-coordinator", "coordinator", "/people/"),
    Screen("today-supervisor", "supervisor", "/"),
    Screen("cms-supervisor", "supervisor", "/cms/"),
    Screen("today-quality", "quality", "/"),
    Screen("today-hr", "hr", "/"),
    Screen("people", "hr", "/people/"),
    Screen("person", "hr", trail("/people/", r"^/people/\d+/$")),
    Screen("certificates-manage", "hr", "/certificates/manage/"),
    Screen("certificates-issue", "hr", "/certificates/manage/issue/"),
    Screen("today-administrator", "administrator", "/"),
    Screen("jobs", "administrator", "/jobs/"),
    Screen("sign-in-rules", "administrator", "/people/sign-in-rules/"),
)


# ── Taking them ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Taken:
    """One picture, or why there is none."""

    name: str
    role: str
    language: str
    theme: str = ""
    width: int = 0
    file: str = ""
    problems: list[str] = field(default_factory=list)


def photograph(role: str, screens: list[Screen], languages: list[str], base: str) -> list[dict]:
    """Every picture of one role, in one browser. A role is one person: its languages are taken one after the other."""
    taken: list[Taken] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        for language in languages:
            context = browser.new_context(base_url=base, locale=LANGUAGES[language], timezone_id="Europe/Madrid", reduced_motion="reduce")
            context.set_default_timeout(PATIENCE)
            page = _signed_in(context, ROLES[role], language)
            complaints = _listen(page)
            for screen in screens:
                taken += _screen(page, screen, language, complaints)
            context.close()
        browser.close()
    return [asdict(one) for one in taken]


def _screen(page: Page, screen: Screen, language: str, complaints: list[str]) -> list[Taken]:
    complaints.clear()
    page.set_viewport_size({"width": 1280, "height": WIDTHS[1280]})
    try:
        screen.way(page) if callable(screen.way) else page.goto(screen.way)
        page.wait_for_load_state()
    except Exception as error:
        return [Taken(screen.name, screen.role, language, problems=[f"not reached: {str(error).splitlines()[0]}"])]
    pictures = [_picture(page, screen, language, theme, width) for width in WIDTHS for theme in THEMES]
    pictures[0].problems += list(dict.fromkeys(complaints))
    return pictures


def _picture(page: Page, screen: Screen, language: str, theme: str, width: int) -> Taken:
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.emulate_media(color_scheme=theme)
    taken = Taken(screen.name, screen.role, language, theme, width, file=f"{screen.name}-{language}-{width}-{theme}.png")
    across = page.evaluate("document.documentElement.scrollWidth")
    if across > width:
        taken.problems.append(f"{across} px across in a window of {width}")
    page.screenshot(path=OUT / taken.file, full_page=True)
    return taken


def _signed_in(context: BrowserContext, username: str, language: str) -> Page:
    page = context.new_page()
    page.goto("/demo/")
    if username:
        page.locator(f'button[name="person"][value="{username}"]').click()
        page.wait_for_url(lambda url: "/demo/" not in url)
        if "/account/login/" in page.url:
            raise SystemExit(f"Could not come in as {username}.")
    token = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "csrftoken")
    headers = {"X-CSRFToken": token, "Referer": page.url}
    context.request.post("/language/", form={"language": language, "next": "/help/"}, headers=headers)
    return page


def _listen(page: Page) -> list[str]:
    """What the browser complains about from now on: console errors, violations of the content policy, failed scripts."""
    found: list[str] = []

    def console(message) -> None:
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            policy = "Content Security Policy" in message.text or "Content-Security-Policy" in message.text
            found.append(f"{'content policy' if policy else 'console'}: {message.text[:200]}")

    page.on("console", console)
    page.on("pageerror", lambda error: found.append(f"script: {str(error)[:200]}"))
    page.on("response", lambda response: found.append(f"{response.status} at {response.url}") if response.status >= 500 else None)
    return found


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("PELDANO_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


# ── A demo of one's own ─────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def own_demo() -> Iterator[str]:
    """Starts the demo academy on a free port, in a folder of its own; ends it with everything it started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = ROOT / "var" / "pictures-demo"
    environment = {**os.environ, "PELDANO_VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "lms.settings.demo"}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=sys.stderr, start_new_session=True)
    try:
        base = f"http://localhost:{port}"
        _wait_for(base, server)
        yield base
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)


def _wait_for(base: str, server: subprocess.Popen, seconds: int = 180) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{base}/account/login/", timeout=5).close()
            return
        except OSError:
            time.sleep(0.3)
    raise SystemExit("The demo did not start.")


# ── The index ───────────────────────────────────────────────────────────────────────────────────────────────────

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Peldaño: the screens</title>
<style>body{{font:16px/1.5 sans-serif;margin:2rem;max-width:110rem}}figure{{display:inline-block;margin:0 1rem 1.5rem 0;vertical-align:top}}
img{{border:1px solid #999;max-height:26rem;max-width:26rem}}figcaption{{font-size:.8rem}}
.bad{{color:#a00}}nav a{{margin-right:1rem}}</style>
<h1>The screens</h1><nav>{links}</nav>{screens}</html>"""


def write_index(taken: list[Taken]) -> None:
    names = list(dict.fromkeys(one.name for one in taken))
    links = "".join(f'<a href="#{name}">{name}</a>' for name in names)
    (OUT / "index.html").write_text(PAGE.format(links=links, screens="".join(_section(name, taken) for name in names)))


def _section(name: str, taken: list[Taken]) -> str:
    ours = [one for one in taken if one.name == name]
    problems = "".join(f'<p class="bad">{html.escape(problem)}</p>' for one in ours for problem in one.problems)
    figures = "".join(
        f'<figure><a href="{one.file}"><img src="{one.file}" alt="" loading="lazy"></a>'
        f"<figcaption>{one.language} · {one.width} · {one.theme}</figcaption></figure>"
        for one in ours
        if one.file
    )
    return f'<h2 id="{name}">{name} <small>({ours[0].role})</small></h2>{problems}{figures}'


# ── The command ─────────────────────────────────────────────────────────────────────────────────────────────────


def main() -> int:
    options = _options()
    screens = [screen for screen in SCREENS if _wanted(screen, options)]
    if not screens:
        raise SystemExit("No screen is called so. The screens: " + ", ".join(screen.name for screen in SCREENS))
    OUT.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    if options.at:
        taken = take(screens, options.lang or list(LANGUAGES), options.at.rstrip("/"))
    else:
        with own_demo() as base:
            taken = take(screens, options.lang or list(LANGUAGES), base)
    write_index(taken)
    problems = [(one, problem) for one in taken for problem in one.problems]
    for one, problem in problems:
        sys.stdout.write(f"{one.name} ({one.role}, {one.language}{f', {one.width} {one.theme}' if one.width else ''}): {problem}\n")
    pictures = sum(bool(one.file) for one in taken)
    sys.stdout.write(f"{pictures} pictures in {time.monotonic() - began:.0f} s, {len(problems)} complaints: {OUT / 'index.html'}\n")
    return 1 if problems else 0


def take(screens: list[Screen], languages: list[str], base: str) -> list[Taken]:
    """Two browsers at most; the people with most screens first, so that neither waits for the other at the end."""
    by_role = {role: [screen.name for screen in screens if screen.role == role] for role in ROLES}
    roles = sorted((role for role, names in by_role.items() if names), key=lambda role: -len(by_role[role]))
    with ProcessPoolExecutor(BROWSERS) as pool:
        jobs = [pool.submit(_photograph_named, role, by_role[role], languages, base) for role in roles]
        taken = [Taken(**row) for job in jobs for row in job.result()]
    order = {screen.name: number for number, screen in enumerate(SCREENS)}
    return sorted(taken, key=lambda one: order[one.name])


def _photograph_named(role: str, names: list[str], languages: list[str], base: str) -> list[dict]:
    return photograph(role, [screen for screen in SCREENS if screen.role == role and screen.name in names], languages, base)


def _wanted(screen: Screen, options: argparse.Namespace) -> bool:
    named = not options.only or any(word in screen.name for word in options.only)
    return named and (not options.role or screen.role in options.role)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--at", help="the address of a demo that runs; without it one is started")
    parser.add_argument("--only", action="append", metavar="WORD", help="screens whose name contains this (may be repeated)")
    parser.add_argument("--role", action="append", choices=list(ROLES))
    parser.add_argument("--lang", action="append", choices=list(LANGUAGES))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
