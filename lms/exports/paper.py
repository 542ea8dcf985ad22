"""Letters, plans, sheets and files on paper: tagged PDF (PDF/UA-1), A4, with our own fonts. Nothing is fetched from anywhere else."""

import mimetypes
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

STATIC = Path(settings.BASE_DIR) / "static"
ROOMS = (STATIC / "paper", STATIC / "certificate" / "fonts")
VARIANT = "pdf/ua-1"


class Refused(ValueError):
    """A letter may load its own stylesheet and fonts, and nothing else."""


def draw(template: str, context: dict[str, Any], *, language: str, identifier: str, created_at) -> bytes:
    """The PDF of a template in a language: the same bytes from the same context."""
    fonts, stylesheet = _press()
    created = created_at.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds")
    with translation.override(language):
        html = render_to_string(template, {**context, "created": created, "language": language})
    source = HTML(string=html, base_url=f"{ROOMS[0].as_uri()}/", url_fetcher=Fetcher())
    document = source.render(font_config=fonts, stylesheets=[stylesheet], pdf_variant=VARIANT, pdf_tags=True)
    return document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier.encode(), pdf_tags=True)


@lru_cache(maxsize=1)
def _press() -> tuple[FontConfiguration, CSS]:
    fonts = FontConfiguration()
    return fonts, CSS(filename=str(ROOMS[0] / "letter.css"), font_config=fonts, url_fetcher=Fetcher())


class Fetcher(URLFetcher):
    """Opens what stands in the rooms above; refuses any other address, on this machine or elsewhere."""

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme == "file" and not parts.netloc and any(path.is_relative_to(room) for room in ROOMS):
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
        raise Refused(url)
