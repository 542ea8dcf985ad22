"""Offering time, taking it back, and beginning at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments.live import actions
from assessments.live.exceptions import CannotMeet
from assessments.live.forms import OfferForm, StartForm
from assessments.live.models import Slot
from assessments.live.permissions import OFFERS, can_offer
from assessments.live.queries.slots import can_be_acted
from lms.people.models import User


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    if not can_offer(request.user):
        raise PermissionDenied
    form = OfferForm(request.POST or None, person=request.user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "live/offer.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        made = actions.offer(actor=request.user, **form.slots())
    except CannotMeet as refusal:
        form.add_error(None, refusal.reason)
        return render(request, "live/offer.html", {"form": form}, status=422)
    said = ngettext("%(count)s slot is on offer.", "%(count)s slots are on offer.", len(made)) % {"count": len(made)}
    if missed := len(form.slots()["moments"]) - len(made):
        said += " " + ngettext(
            "%(count)s was left out: you already offer that time, or it has passed.",
            "%(count)s were left out: you already offer those times, or they have passed.",
            missed,
        ) % {"count": missed}
    messages.success(request, said)
    return redirect(f"{reverse('live:calendar')}?day={timezone.localtime(made[0].begins_at).date().isoformat()}")


@login_required
@require_POST
def withdraw(request: HttpRequest, slot_id: int) -> HttpResponse:
    slot = get_object_or_404(Slot.objects.by(request.user), pk=slot_id)
    try:
        number = actions.withdraw(slot=slot, actor=request.user, whole_series="series" in request.POST)
        messages.success(request, ngettext("%(count)s slot is withdrawn.", "%(count)s slots are withdrawn.", number) % {"count": number})
    except CannotMeet as refusal:
        messages.warning(request, refusal.reason)
    return redirect(f"{reverse('live:calendar')}?day={timezone.localtime(slot.begins_at).date().isoformat()}")


@login_required
@require_POST
def step_back(request: HttpRequest, slot_id: int) -> HttpResponse:
    """The second assessor will not be there."""
    slot = get_object_or_404(Slot.objects.filter(second=request.user).select_related("assessor"), pk=slot_id)
    try:
        actions.step_back(slot=slot, actor=request.user)
        messages.success(request, _("You are no longer in it, and %(name)s knows.") % {"name": slot.assessor})
    except CannotMeet as refusal:
        messages.warning(request, refusal.reason)
    return redirect(f"{reverse('live:calendar')}?day={timezone.localtime(slot.begins_at).date().isoformat()}")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Two people who are together begin at once."""
    if not can_offer(request.user):
        raise PermissionDenied
    people = User.objects.filter(is_active=True).visible_to(request.user, OFFERS).exclude(pk=request.user.pk).by_surname()
    form = StartForm(request.POST or None, people=people, scenarios=can_be_acted())
    if request.method != "POST" or not form.is_valid():
        return render(request, "live/start.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        booking = actions.start_now(assessor=request.user, **form.cleaned_data)
    except CannotMeet as refusal:
        form.add_error(None, refusal.reason)
        return render(request, "live/start.html", {"form": form}, status=422)
    messages.success(request, _("The clock runs. %(name)s finds the card on their first screen.") % {"name": booking.person})
    return redirect("live:now", booking.pk)
