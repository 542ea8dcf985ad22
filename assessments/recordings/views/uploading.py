"""The protocol by which a recording arrives: begin, ask where it is, add the next part, complete. For a script; each may come twice.

Modelled on tus 1.0 (https://tus.io/protocols/resumable-upload), with one part a request and an acknowledgement of each.
"""

import json
from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments.recordings import actions
from assessments.recordings.exceptions import CannotRecord, Damaged, NoRoom, NotAudio, OutOfPlace, TooLarge
from assessments.recordings.forms import BeginForm
from assessments.recordings.models import Recording
from assessments.recordings.permissions import can_record
from assessments.recordings.storing import LARGEST_PART
from assessments.roleplays.models import Performance

DAMAGED = 460  # as tus says it
STATUSES = {NotAudio: 415, TooLarge: 413, NoRoom: 507}


def for_a_script(view: Callable) -> Callable:
    """Signed out is 401, what cannot be done has its words: a script has no use for the sign-in page."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> JsonResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"words": _("You have been signed out. Sign in again: your recording waits on this device.")}, status=401)
        try:
            return view(request, *args, **kwargs)
        except OutOfPlace as refusal:
            return _where(refusal.offset, status=409)
        except Damaged:
            return JsonResponse({"words": _("A part was damaged on its way. It is sent again.")}, status=DAMAGED)
        except CannotRecord as refusal:
            return JsonResponse({"words": str(refusal.reason)}, status=STATUSES.get(type(refusal), 409))
        except Recording.DoesNotExist:
            return JsonResponse({"words": _("It is no longer awaited here. Send it again.")}, status=404)

    return answer


@for_a_script
@require_POST
def begin(request: HttpRequest, performance_id: UUID) -> JsonResponse:
    """{"id", "offset", "size", "upload", "complete", "kept"}; the same for the same `client_id`."""
    performance = get_object_or_404(Performance.objects.all(), pk=performance_id)
    if not can_record(request.user, performance):
        return JsonResponse({"words": _("There is no such roleplay.")}, status=404)
    form = BeginForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"words": form.problem}, status=422)
    found = actions.begin_recording(performance=performance, actor=request.user, consented_at=timezone.now(), **form.asked())
    return JsonResponse(
        {
            "id": str(found.pk),
            "offset": found.received,
            "size": found.size,
            "kept": found.is_kept,
            "upload": reverse("recordings:upload", args=[found.pk]),
            "complete": reverse("recordings:complete", args=[found.pk]),
        }
    )


@for_a_script
@require_http_methods(["HEAD", "PATCH"])
def upload(request: HttpRequest, recording_id: UUID) -> JsonResponse:
    """HEAD says in `Upload-Offset` where the next part begins; PATCH adds the part that begins there, with its SHA-256 if it can."""
    if request.method == "HEAD":
        return _where(Recording.objects.get(pk=recording_id, made_by=request.user).received)
    if int(request.headers.get("Content-Length") or 0) > LARGEST_PART:
        return JsonResponse({"words": _("That part is too large.")}, status=413)
    offset = request.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdecimal() and len(offset) < 13):
        return JsonResponse({"words": _("It was not said where this part begins.")}, status=422)
    part = {"offset": int(offset), "content": request.body, "sha256": request.headers.get("Upload-Digest", "")}
    found = actions.add_part(recording_id=recording_id, actor=request.user, **part)
    return _where(found.received)


@for_a_script
@require_POST
def complete(request: HttpRequest, recording_id: UUID) -> JsonResponse:
    """{"kept": true}. `peaks` and `milliseconds` are what the browser found when it decoded the sound; both may be missing."""
    measured = _measured(request.POST.get("measured", ""))
    found = actions.complete_recording(recording_id=recording_id, actor=request.user, **measured)
    return JsonResponse({"kept": found.is_kept, "offset": found.received})


def _where(offset: int, *, status: int = 200) -> JsonResponse:
    return JsonResponse({"offset": offset}, status=status, headers={"Upload-Offset": str(offset)})


def _measured(text: str) -> dict:
    """Never a reason to refuse a recording: without it there is no drawing."""
    try:
        said = json.loads(text)
        length = said.get("milliseconds")
        return {"peaks": said.get("peaks"), "milliseconds": length if type(length) is int and 0 < length < 10**8 else None}
    except (ValueError, AttributeError, RecursionError):
        return {}
