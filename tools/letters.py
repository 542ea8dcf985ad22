"""The mails as their readers see them, from their own templates and invented words."""

import os
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Page

SITE = "https://academia.alborada.example"
TEXT = (
    "<!doctype html><html lang={language}><title>{name}</title><body style='background:#fff;color:#111'>"
    "<pre style='white-space:pre-wrap;overflow-wrap:anywhere;font:16px/1.5 monospace'>"
)


def letter(name: str, *, plain: bool = False):
    """The way to one mail, in the language of the browser: its HTML, or its plain text with the subject above."""

    def walk(page: Page) -> None:
        language = page.evaluate("navigator.language")[:2]
        page.goto("about:blank")
        page.set_content(_written(name, language, plain))

    return walk


@cache
def _django() -> None:
    import django

    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.demo")
    django.setup()


def _written(name: str, language: str, plain: bool) -> str:
    _django()
    from django.template.loader import render_to_string
    from django.utils import html, translation

    with translation.override(language):
        context = _words(language)
        if not plain:
            return render_to_string(f"mail/{name}.html", context)
        subject = " ".join(render_to_string(f"mail/{name}.subject.txt", context).split())
        body = render_to_string(f"mail/{name}.txt", context).strip()
        return TEXT.format(language=language, name=name) + html.escape(f"{subject}\n\n{body}")


def _words(language: str) -> dict:
    from django.utils.translation import gettext as _

    at = datetime(2026, 12, 2, 22, 14, tzinfo=UTC)
    unit = SimpleNamespace(name="Academia" if language == "es" else "Academy")
    title = _("Your certificate “%(name)s” is ready") % {"name": "Prevención: pantallas, voz y estrés"}
    text = _("You can open it, download it as a PDF and share a link that shows it is real.")
    return {
        "language": language,
        "site_name": "Peldaño",
        "site_url": SITE,
        "link": f"{SITE}/invitation/3e1c9941d7f856207c89829da2e4b6159996eb1aa88c3395d8e45b41b40464b7/",
        "person": SimpleNamespace(first_name="Sofía"),
        "invitation": SimpleNamespace(first_name="Sofía", unit=unit, expires_at=at, invited_by="Carmen Ibarra"),
        "notification": SimpleNamespace(title=title, text=text),
        "dated": [],
        "news": [
            SimpleNamespace(title=title, text=text, link=f"{SITE}/certificates/"),
            SimpleNamespace(title=_("My ladder"), text="", link=SITE),
        ],
        "number": 2,
        "change": "password_changed",
        "at": at,
    }
