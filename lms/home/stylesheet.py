"""One stylesheet for the whole product: the files of `static/css`, joined once a process and served under their hash."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers

CSS_DIR = Path(settings.BASE_DIR) / "static" / "css"
FIRST = ("tokens.css", "base.css", "layout.css")

_kept: "Stylesheet | None" = None


@dataclass(frozen=True)
class Stylesheet:
    """The joined text. `stamp` is what it was read from, so that a developer sees a change without a restart."""

    text: str
    stamp: tuple[int, ...] = ()

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @cached_property
    def gzipped(self) -> bytes:
        return gzip.compress(self.text.encode(), 9, mtime=0)

    @property
    def url(self) -> str:
        return reverse("home:stylesheet", args=[self.digest])


def files() -> list[Path]:
    """Tokens, base and layout, then every component by name. Cascade layers hold the order, so a name decides nothing."""
    return [CSS_DIR / name for name in FIRST] + sorted((CSS_DIR / "components").glob("*.css"))


def current() -> Stylesheet:
    """The stylesheet in use; read again when a file has changed, but only in DEBUG."""
    global _kept
    stamp = tuple(path.stat().st_mtime_ns for path in files()) if settings.DEBUG else ()
    if _kept is None or _kept.stamp != stamp:
        _kept = Stylesheet(join(files()), stamp)
    return _kept


def join(paths: list[Path]) -> str:
    """One text, without comments and indents, whose fonts have the names that the static files storage gives them."""
    text = "\n".join(path.read_text() for path in paths)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\n\s*", "\n", text).strip()
    return re.sub(r'url\("\.\./(?P<name>[^"]+)"\)', lambda match: f'url("{static(match["name"])}")', text)


def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """For ever under its own hash; under any other name (an older page, the page of last resort) only for now."""
    sheet = current()
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(sheet.gzipped if zipped else sheet.text, content_type="text/css; charset=utf-8")
    if zipped:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = "public, max-age=31536000, immutable" if digest == sheet.digest else "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
