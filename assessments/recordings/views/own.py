"""The person's own screens: recording, handing in, hearing it again, who else has heard it, and letting it go."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.recordings import actions
from assessments.recordings.exceptions import CannotRecord
from assessments.recordings.forms import TranscriptForm
from assessments.recordings.models import Anchor, Recording
from assessments.recordings.permissions import RECORDED_MODES
from assessments.recordings.queries import accesses_of, listening_to, recording_of
from assessments.recordings.queries.booth import booth
from assessments.roleplays.enums import Mode, PerformanceState
from assessments.roleplays.models import Performance
from assessments.roleplays.queries.reading import reading_of
from assessments.roleplays.queries.writing import desk
from assessments.roleplays.views.own import address_of, again, own_performance

MOST_ACCESSES = 20


@never_cache
@login_required
@require_safe
def record(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    performance = _own_recorded(request, performance_id)
    if performance.state != PerformanceState.OPEN:
        return redirect("roleplays:play", performance.pk)
    return _booth(request, performance)


@login_required
@require_POST
def hand_in(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    performance = _own_recorded(request, performance_id)
    form = TranscriptForm(request.POST)
    if not form.is_valid() and performance.state == PerformanceState.OPEN:
        messages.warning(request, form.problem)
        return _booth(request, performance, typed=request.POST.get("transcript", ""), status=422)
    try:
        actions.hand_in(performance_id=performance_id, person=request.user, transcript=form.cleaned_data.get("transcript", ""))
    except CannotRecord as refusal:
        messages.warning(request, str(refusal.reason))
        return _booth(request, performance, typed=form.cleaned_data.get("transcript", ""), status=422)
    return redirect("recordings:own", performance_id)


@never_cache
@login_required
@require_safe
def own(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    performance = own_performance(request, performance_id)
    if performance.mode not in RECORDED_MODES:
        raise Http404
    if performance.state != PerformanceState.FINISHED:
        return redirect("roleplays:play", performance.pk)
    recording = recording_of(performance)
    heard = list(accesses_of(recording, request.user)[: MOST_ACCESSES + 1]) if recording else []
    context = {
        "screen": desk(performance),
        "recording": recording,
        "listening": listening_to(recording, request.user),
        "heard": heard[:MOST_ACCESSES],
        "heard_more": len(heard) > MOST_ACCESSES,
        "anchor": Anchor.objects.filter(recording=recording).select_related("asked_by").first() if recording else None,
        "alone": performance.mode == Mode.RECORDED,
        "reading": reading_of(performance, request.user),
        "back": address_of(performance),
        "again": again(performance),
    }
    return render(request, "recordings/own.html", context)


@login_required
@require_POST
def forget(request: HttpRequest, recording_id: UUID) -> HttpResponse:
    found = Recording.objects.filter(pk=recording_id, performance__person=request.user).select_related("performance").first()
    if found is None:
        raise Http404
    try:
        actions.forget(recording=found, actor=request.user)
    except CannotRecord as refusal:
        messages.warning(request, str(refusal.reason))
    else:
        messages.success(request, _("The sound is deleted. That you practised, and the words you wrote down, stay yours."))
    return redirect("recordings:own", found.performance_id)


def _own_recorded(request: HttpRequest, performance_id: UUID) -> Performance:
    performance = own_performance(request, performance_id)
    if performance.mode != Mode.RECORDED:
        raise Http404
    return performance


def _booth(request: HttpRequest, performance: Performance, *, typed: str = "", status: int = 200) -> HttpResponse:
    found = booth(performance, request.user)
    context = {"screen": desk(performance), "booth": found, "typed": typed or performance.text, "back": address_of(performance)}
    return render(request, "recordings/record.html", context, status=status)
