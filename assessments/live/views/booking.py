"""Choosing a time, and what can be done with it until it begins."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.live import actions
from assessments.live.actions.telling import zone_of
from assessments.live.exceptions import CannotMeet, SlotTaken
from assessments.live.forms import ReasonForm, ScenarioForm, SearchForm
from assessments.live.models import Booking, Slot
from assessments.live.permissions import LEADS, can_add_recording, can_begin, can_book_for, can_change, can_lead, can_mark_absent, can_offer
from assessments.live.queries.slots import free_slots, offers, scenarios_of
from assessments.live.views.finding import as_assessor, seen
from assessments.recordings.queries.booth import booth
from assessments.roleplays.queries.reading import reading_of
from courses.enrolments.models import Enrolment
from lms.people.models import User

PAGE = 20


@never_cache
@login_required
@require_safe
def free(request: HttpRequest) -> HttpResponse:
    """What can be booked; for whoever leads, also for somebody they lead."""
    person = _for_whom(request, request.GET)
    search = SearchForm(request.GET)
    page = Paginator(free_slots(person, timezone.now(), search.chosen()), PAGE).get_page(request.GET.get("page"))
    people = User.objects.visible_to(request.user, LEADS).exclude(pk=request.user.pk).by_surname() if can_lead(request.user) else ()
    context = {
        "page": page,
        "offers": offers(page.object_list, person),
        "search": search,
        "person": person,
        "people": people,
        "step": request.GET.get("step", ""),
        "can_offer": can_offer(request.user),
    }
    return render(request, "live/free.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, slot_id: int) -> HttpResponse:
    slot = get_object_or_404(Slot.objects.visible_to(request.user).select_related("assessor", "second", "scenario", "rubric"), pk=slot_id)
    sent = request.POST if request.method == "POST" else request.GET
    person = _for_whom(request, sent)
    if person in slot.assessors:
        raise Http404
    form = ScenarioForm(request.POST or None, scenarios=scenarios_of(slot), initial={"scenario": request.GET.get("scenario")})
    context = {"slot": slot, "person": person, "form": form, "step": sent.get("step", "")}
    if request.method != "POST" or not form.is_valid():
        if not Slot.objects.free().ahead(timezone.now()).filter(pk=slot.pk).exists():
            return _gone(request, person)
        return render(request, "live/book.html", context, status=422 if form.is_bound else 200)
    try:
        place = _step(sent.get("step", ""), person)
        made = actions.book(slot=slot, person=person, scenario=form.cleaned_data["scenario"], actor=request.user, **place)
    except SlotTaken:
        return _gone(request, person)
    except CannotMeet as refusal:
        form.add_error(None, refusal.reason)
        return render(request, "live/book.html", context, status=422)
    messages.success(request, _("It is booked. Both of you have it by mail, with an entry for your calendar."))
    return redirect("live:booking", made.pk)


@never_cache
@login_required
@require_safe
def booking(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    return render(request, "live/booking.html", _screen(request, seen(request, booking_id)))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Another time for the same booking: an assessor moves it to another one of theirs."""
    found = seen(request, booking_id)
    if not can_change(request.user, found, timezone.now()):
        messages.warning(request, _("It can no longer be moved here: talk to the other person."))
        return redirect("live:booking", found.pk)
    slots = free_slots(found.person, timezone.now(), found.scenario)
    if request.user.pk == found.slot.assessor_id:
        slots = slots.filter(assessor=request.user)
    if request.method == "POST":
        try:
            to = get_object_or_404(Slot.objects.visible_to(request.user), pk=_number(request.POST.get("slot", "")))
            actions.move(booking=found, to=to, actor=request.user)
            messages.success(request, _("It is moved. Both of you have the new time by mail."))
            return redirect("live:booking", found.pk)
        except CannotMeet as refusal:
            messages.warning(request, refusal.reason)
    page = Paginator(slots, PAGE).get_page(request.GET.get("page"))
    return render(request, "live/move.html", {"booking": found, "page": page, "offers": offers(page.object_list, found.person)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    found = seen(request, booking_id)
    form = ReasonForm(request.POST or None)
    context = {"booking": found, "form": form, "mine": request.user.pk == found.slot.assessor_id}
    if request.method != "POST" or not form.is_valid():
        return render(request, "live/cancel.html", context, status=422 if form.is_bound else 200)
    try:
        actions.cancel(booking=found, reason=form.cleaned_data["reason"], actor=request.user)
    except CannotMeet as refusal:
        form.add_error(None, refusal.reason)
        return render(request, "live/cancel.html", context, status=422)
    messages.success(request, _("It is cancelled, and the other person knows why."))
    return redirect("live:booking", found.pk)


@login_required
@require_POST
def absent(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    found = as_assessor(request, booking_id)
    try:
        actions.mark_absent(booking=found, actor=request.user)
        messages.success(request, _("Noted. It counts against nobody, and another time is offered."))
    except CannotMeet as refusal:
        messages.warning(request, refusal.reason)
    return redirect("live:booking", found.pk)


def _screen(request: HttpRequest, found: Booking) -> dict:
    now, user, assessor = timezone.now(), request.user, found.slot.assessor
    mine, beside = user.pk == assessor.pk, user.pk == found.slot.second_id
    other = assessor if user.pk == found.person_id else found.person
    theirs = timezone.localtime(found.slot.begins_at, zone_of(other))
    here = timezone.localtime(found.slot.begins_at)
    return {
        "booking": found,
        "slot": found.slot,
        "mine": mine,
        "beside": beside,
        "assesses": mine or beside,
        "is_one": mine or beside or user.pk == found.person_id,
        "booth": booth(found.performance, user) if mine and found.both_agree and can_add_recording(found, now) else None,
        "other": other,
        # Only where the other's clock says something else.
        "their_time": theirs if theirs.utcoffset() != here.utcoffset() else None,
        "can_begin": can_begin(user, found, now),
        "can_change": can_change(user, found, now),
        "can_mark_absent": can_mark_absent(user, found, now),
        "now": now,
        "reading": reading_of(found.performance, user) if found.performance_id and user.pk == found.person_id else "",
    }


def _for_whom(request: HttpRequest, sent) -> User:
    """Oneself, or somebody one leads; another is not there."""
    pk = _number(sent.get("person", ""))
    if not pk or pk == request.user.pk:
        return request.user
    person = get_object_or_404(User.objects.filter(is_active=True), pk=pk)
    if not can_book_for(request.user, person):
        raise Http404 if not can_lead(request.user) else PermissionDenied
    return person


def _gone(request: HttpRequest, person) -> HttpResponse:
    messages.warning(request, _("Somebody was a moment faster: that time is gone. These are the next free ones."))
    query = "" if person.pk == request.user.pk else f"?person={person.pk}"
    return redirect(reverse("live:free") + query)


def _step(words: str, person) -> dict:
    """ "12/uuid" as the step it is played for; nothing where it is not this person's."""
    enrolment, _slash, key = words.partition("/")
    try:
        step_key = UUID(key)
    except ValueError:
        return {}
    found = Enrolment.objects.standing().filter(pk=_number(enrolment), person=person).first()
    return {"enrolment": found, "step_key": step_key} if found else {}


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 18 else 0
