"""The certificate on paper: tagged PDF (PDF/UA-1) of one A4 page, the same bytes from the same row.

PDF/UA rather than PDF/A: people read these with screen readers, and what proves them is the public page, not the file.
"""

import mimetypes
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from lms.certificates.models import Certificate
from lms.certificates.paper import on_paper
from lms.certificates.sheet import Sheet, sheet_of

ROOT = Path(settings.BASE_DIR) / "static" / "certificate"
LOGO = "logo:"
VARIANT = "pdf/ua-1"
DENSITIES = ("roomy", "close", "dense", "tight")
# Where the words must end: above the signatures on the left, above the stairs and the code on the right (CSS pixels from the top).
ENDS = {"end-of-main": 620, "end-of-side": 448}


class Refused(ValueError):
    """A certificate may load its own fonts and logo, and nothing else."""


def draw(certificate: Certificate) -> bytes:
    """The PDF of a certificate, in its own language."""
    sheet = sheet_of(certificate)
    document = _laid_out(sheet)
    return document.write_pdf(pdf_variant=VARIANT, pdf_identifier=sheet.code.encode(), pdf_tags=True)


def _laid_out(sheet: Sheet) -> Document:
    """The one page, set as roomily as its words allow."""
    for density in DENSITIES:
        document = _render(sheet, density)
        if _fits(document):
            break
    return document


def _fits(document: Document) -> bool:
    anchors = document.pages[0].anchors
    return len(document.pages) == 1 and all(name in anchors and anchors[name][1] <= end for name, end in ENDS.items())


def _render(sheet: Sheet, density: str) -> Document:
    fonts, stylesheet = _press()
    with translation.override(sheet.language):
        html = render_to_string(
            "certificates/pdf.html",
            on_paper(sheet)
            | {
                "density": density,
                "logo": LOGO + sheet.logo if sheet.logo and default_storage.exists(sheet.logo) else "",
                "created": (sheet.created_at or timezone.now()).astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds"),
            },
        )
    source = HTML(string=html, base_url=f"{ROOT.as_uri()}/", url_fetcher=Fetcher())
    return source.render(font_config=fonts, stylesheets=[stylesheet], pdf_variant=VARIANT, pdf_tags=True)


@lru_cache(maxsize=1)
def _press() -> tuple[FontConfiguration, CSS]:
    """Fonts and stylesheet, read once a process: most of a first certificate's time."""
    fonts = FontConfiguration()
    return fonts, CSS(filename=str(ROOT / "certificate.css"), font_config=fonts, url_fetcher=Fetcher())


class Fetcher(URLFetcher):
    """Opens our certificate's own static files and stored logos; refuses any other address, on this machine or elsewhere."""

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        name = url.removeprefix(LOGO)
        if url.startswith(LOGO) and name.startswith("certificates/logos/") and ".." not in name:
            with default_storage.open(name) as file:
                return URLFetcherResponse(url, file.read(), {"Content-Type": mimetypes.guess_type(name)[0] or "image/png"})
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme == "file" and not parts.netloc and path.is_relative_to(ROOT):
            return URLFetcherResponse(
                url, path.read_bytes(), {"Content-Type": mimetypes.guess_type(path.name)[0] or "application/octet-stream"}
            )
        raise Refused(url)
