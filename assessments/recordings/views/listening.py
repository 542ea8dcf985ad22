"""Serving the bytes of a recording to whoever may hear it, whole or by ranges, and noting that they listen."""

import re
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.recordings import storing
from assessments.recordings.actions import note_access
from assessments.recordings.models import Recording
from assessments.recordings.queries.listening import new_link, read_link
from assessments.recordings.sniffing import SUFFIXES

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


@never_cache
@require_safe
def link(request: HttpRequest, recording_id: UUID) -> JsonResponse:
    """{"url"}: another link for a player whose own has expired. 401 signed out, 404 for whoever may not hear it."""
    if not request.user.is_authenticated:
        return JsonResponse({"words": _("You have been signed out. Sign in again to go on listening.")}, status=401)
    found = Recording.objects.visible_to(request.user).filter(pk=recording_id).first()
    if found is None:
        return JsonResponse({"words": _("This recording is no longer kept, or is not yours to hear.")}, status=404)
    return JsonResponse({"url": new_link(found, request.user)})


@login_required
@require_safe
def listen(request: HttpRequest, recording_id: UUID, token: str) -> HttpResponseBase:
    """The sound. 410 when the link has expired or was made for somebody else; the right to hear is asked again each time."""
    found = get_object_or_404(Recording.objects.visible_to(request.user), pk=recording_id)
    name = read_link(recording_id, token, request.user)
    if name is None:
        return HttpResponse(
            _("This link has expired. Open the page again to listen."), status=410, content_type="text/plain; charset=utf-8"
        )
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": f'"{found.sha256}"',
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'inline; filename="{found.pk}.{SUFFIXES[found.content_type]}"',
        "X-Content-Type-Options": "nosniff",
    }
    wanted = _wanted(request, found, headers["ETag"])
    if wanted is None:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{found.size}"})
    if request.method == "GET":
        note_access(recording=found, person=request.user, link=name)
    return _answer(request, found, wanted, headers)


def _answer(request: HttpRequest, found: Recording, wanted: tuple[int, int], headers: dict) -> HttpResponseBase:
    begin, end = wanted
    partial = (begin, end) != (0, found.size)
    headers |= {"Content-Length": str(end - begin)}
    if partial:
        headers |= {"Content-Range": f"bytes {begin}-{end - 1}/{found.size}"}
    status = 206 if partial else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers, content_type=found.content_type)
    pieces = _pieces(found, begin, end)
    if not pieces:
        raise Http404
    return StreamingHttpResponse(storing.read(pieces), status=status, headers=headers, content_type=found.content_type)


def _wanted(request: HttpRequest, found: Recording, etag: str) -> tuple[int, int] | None:
    """(from, up to) of the bytes asked for, all of them where the range is not understood; None where there are none (RFC 9110, 14)."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    whole = (0, found.size)
    if asked is None or asked.group(0) == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return whole
    first, last = asked.groups()
    if not first:
        return (max(0, found.size - int(last)), found.size) if int(last) else None
    begin, end = int(first), min(int(last) + 1, found.size) if last else found.size
    if last and int(last) < begin:
        return whole
    return (begin, end) if begin < found.size else None


def _pieces(found: Recording, begin: int, end: int) -> list[tuple[str, int, int]]:
    """The parts that hold these bytes, each with the bytes that are wanted of it."""
    parts = found.parts.filter(offset__lt=end).order_by("offset").values_list("file", "offset", "size")
    return [(file, max(begin, at) - at, min(end, at + size) - at) for file, at, size in parts if at + size > begin]
