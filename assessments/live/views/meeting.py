"""The roleplay itself: each of the two with their own card."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.live import actions
from assessments.live.enums import BookingState
from assessments.live.exceptions import CannotMeet
from assessments.live.forms import NoteForm
from assessments.live.models import Booking
from assessments.live.queries.meeting import desk
from assessments.live.views.finding import as_assessor, as_one_who_assesses, own
from assessments.recordings.queries.booth import booth
from assessments.roleplays.queries.cards import card


@login_required
@require_POST
def begin(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    found = as_assessor(request, booking_id)
    try:
        actions.begin(booking=found, actor=request.user)
    except CannotMeet as refusal:
        messages.warning(request, refusal.reason)
        return redirect("live:booking", found.pk)
    return redirect("live:now", found.pk)


@never_cache
@login_required
@require_safe
def now(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    found = own(request, booking_id)
    if found.state != BookingState.RUNNING:
        return redirect("live:booking", found.pk)
    elapsed = max(0, int((timezone.now() - found.performance.started_at).total_seconds()))
    mine, beside = request.user.pk == found.slot.assessor_id, request.user.pk == found.slot.second_id
    context = {"booking": found, "elapsed": elapsed, "mine": mine, "beside": beside}
    if mine or beside:
        recorder = booth(found.performance, request.user) if mine and found.both_agree else None
        return render(request, "live/desk.html", context | {"desk": desk(found, request.user), "token": uuid4(), "booth": recorder})
    return render(request, "live/stage.html", context | {"card": card(found.performance.version)})


@never_cache
@login_required
@require_safe
def state(request: HttpRequest, booking_id: UUID) -> JsonResponse:
    """For the script that waits until it begins, or ends."""
    found = own(request, booking_id)
    return JsonResponse({"state": found.state, "agreed": found.both_agree})


@login_required
@require_POST
def agree(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    found = own(request, booking_id)
    try:
        actions.agree_to_recording(booking=found, actor=request.user, agrees=request.POST.get("agrees") == "yes")
    except CannotMeet as refusal:
        messages.warning(request, refusal.reason)
    return redirect("live:now" if found.state == BookingState.RUNNING else "live:booking", found.pk)


@never_cache
@login_required
@require_POST
def note(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """A note, from the script or from the form alone."""
    found = as_one_who_assesses(request, booking_id)
    form = NoteForm(request.POST)
    script = request.headers.get("X-Requested-With") == "fetch"
    try:
        if not form.is_valid():
            raise CannotMeet(form.problem)
        kept, newest = actions.save_note(booking=found, actor=request.user, **form.note())
    except CannotMeet as refusal:
        if script:
            return JsonResponse({"words": refusal.reason}, status=422)
        messages.warning(request, refusal.reason)
        return redirect("live:now", found.pk)
    if script:
        return JsonResponse({"kept": newest, "second": kept.second, "clock": kept.clock})
    return redirect("live:now", found.pk)


@login_required
@require_POST
def end(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    found = as_assessor(request, booking_id)
    try:
        done = actions.end(booking=found, actor=request.user)
    except CannotMeet as refusal:
        messages.warning(request, refusal.reason)
        return redirect("live:booking", found.pk)
    messages.success(request, _("It is handed in. Score it while it is fresh: your notes are beside the rubric."))
    return redirect("scores:own", done.performance_id)


@login_required
@require_safe
def of_performance(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    found = get_object_or_404(Booking.objects.of(request.user), performance=performance_id)
    return redirect("live:now" if found.state == BookingState.RUNNING else "live:booking", found.pk)
