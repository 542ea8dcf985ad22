"""What people read of the catalogue outside a programme of theirs: the handbook, and the reader of those who teach."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.static import serve
from wagtail.models import Page

from courses.catalogue import queries
from courses.catalogue.enums import HandbookKind
from courses.catalogue.files import in_ranges
from courses.catalogue.models import HandbookPage
from courses.catalogue.permissions import can_read_catalogue
from lms.language.bilingual import active_language


@login_required
def handbook_list(request: HttpRequest) -> HttpResponse:
    entries = queries.handbook(active_language())
    kind = request.GET.get("kind", "")
    kinds = [
        {"value": value, "label": label, "current": value == kind}
        for value, label in HandbookKind.choices
        if any(e.kind == value for e in entries)
    ]
    shown = [entry for entry in entries if kind not in HandbookKind.values or entry.kind == kind]
    return render(request, "catalogue/handbook.html", {"entries": shown, "kinds": kinds, "kind": kind})


@login_required
def handbook_page(request: HttpRequest, key: UUID) -> HttpResponse:
    try:
        entry, body = queries.handbook_page(key, active_language())
    except HandbookPage.DoesNotExist:
        raise Http404 from None
    return render(request, "catalogue/handbook_page.html", {"entry": entry, "body": body, "kind": HandbookKind(entry.kind).label})


@login_required
def read(request: HttpRequest, key: UUID) -> HttpResponse:
    if not can_read_catalogue(request.user):
        raise Http404
    try:
        found = queries.reading(key, active_language())
    except Page.DoesNotExist:
        raise Http404 from None
    return render(request, "catalogue/read.html", {"reading": found})


def document(request: HttpRequest, document) -> HttpResponse | None:
    """Documents are for people who are signed in; films and sound in parts, so that they can be sought."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.headers.get("Range") and document.content_type.startswith(("video/", "audio/")):
        return in_ranges(document, request.headers["Range"])
    return None


@login_required
def image(request: HttpRequest, path: str) -> HttpResponse:
    """Pictures from the machine's own disk, for whoever is signed in, and nothing else that is there.

    With another store its own addresses are used.
    """
    try:
        response = serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "images")
    except SuspiciousFileOperation:  # a path that leads out of the folder
        raise Http404 from None
    response["Cache-Control"] = "private, max-age=604800"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
