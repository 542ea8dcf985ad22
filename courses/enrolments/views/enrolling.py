"""Assigning, and what has been assigned: the list, one enrolment, its cancelling."""

import csv
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from courses.enrolments import actions, queries
from courses.enrolments.exceptions import CannotCompleteThus, NoSuchStep, NotActive, StepLocked
from courses.enrolments.forms import AssignForm, CancelForm, ListFilter
from courses.enrolments.models import Enrolment
from courses.enrolments.permissions import can_keep_calendar, can_manage_enrolment, can_see_learning, can_tick_for, require
from courses.enrolments.querysets import SEES_LEARNING
from lms.exports.sheets import safe_cell
from lms.people.permissions import can_enrol

ENROLMENTS_A_PAGE = 25


@login_required
def assign(request: HttpRequest) -> HttpResponse:
    """The form, then who would be enrolled, then done: nothing is written before the preview was confirmed."""
    require(can_enrol(request.user))
    asked = {name: request.GET[name] for name in ("person", "cohort", "about") if name in request.GET}
    form = AssignForm(request.POST or None, user=request.user, initial=asked)
    if not form.is_valid():
        return render(request, "enrolments/assign.html", {"form": form}, status=422 if form.is_bound else 200)
    preview = queries.would_enrol(**form.whom())
    if "confirm" not in request.POST or not preview.new:
        return render(request, "enrolments/assign.html", {"form": form, "preview": preview})
    assignment = actions.assign(**form.what(), actor=request.user)
    number = assignment.enrolments.count()
    words = ngettext("%(number)d person is enrolled.", "%(number)d people are enrolled.", number)
    messages.success(request, words % {"number": number})
    return HttpResponseRedirect(reverse("enrolments:list"))


@login_required
def enrolment_list(request: HttpRequest) -> HttpResponse:
    require(can_see_learning(request.user))
    form = ListFilter(request.GET or None, user=request.user, roles=SEES_LEARNING)
    page = Paginator(_found(request, form), ENROLMENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": queries.whereabouts(page, now=timezone.now()),
        "can_enrol": can_enrol(request.user),
        "can_keep_calendar": can_keep_calendar(request.user),
    }
    return render(request, "enrolments/list.html", context)


@login_required
def export(request: HttpRequest) -> HttpResponse:
    """What the list shows, whole, as CSV: the same filters and the same people."""
    require(can_see_learning(request.user))
    rows = _found(request, ListFilter(request.GET or None, user=request.user, roles=SEES_LEARNING))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="enrolments.csv"'
    writer = csv.writer(response)
    writer.writerow(_columns())
    for row in rows.iterator(chunk_size=500):
        writer.writerow([safe_cell(value) for value in _line(row)])
    return response


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    enrolment = _visible(request, pk)
    path = queries.path(enrolment, now=timezone.now())
    ticking = can_tick_for(request.user, enrolment)
    context = {
        "enrolment": enrolment,
        "path": path,
        "where": queries.whereabouts([enrolment], now=timezone.now())[0],
        "people": queries.people_of(path),
        "can_tick": ticking,
        "can_cancel": enrolment.state == "active" and can_manage_enrolment(request.user, enrolment),
    }
    return render(request, "enrolments/detail.html", context)


@login_required
@require_POST
def trainer_tick(request: HttpRequest, pk: int, step_key: UUID) -> HttpResponse:
    enrolment = get_object_or_404(Enrolment.objects.taught_by(request.user), pk=pk)
    try:
        actions.complete_step(enrolment=enrolment, step_key=step_key, actor=request.user, by="trainer")
    except (NoSuchStep, NotActive):
        raise Http404
    except (StepLocked, CannotCompleteThus) as refusal:
        messages.warning(request, refusal.reason)
    else:
        messages.success(request, _("Ticked, with your name and today's date."))
    return HttpResponseRedirect(reverse("enrolments:detail", args=[pk]) + f"#step-{step_key}")


@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why on a page of its own, which is also the confirmation."""
    enrolment = get_object_or_404(Enrolment.objects.managed_by(request.user).select_related("person", "programme", "module"), pk=pk)
    form = CancelForm(request.POST or None)
    if not form.is_valid():
        return render(request, "enrolments/cancel.html", {"enrolment": enrolment, "form": form}, status=422 if form.is_bound else 200)
    try:
        actions.cancel_enrolment(enrolment=enrolment, reason=form.cleaned_data["reason"], actor=request.user)
    except NotActive:
        messages.warning(request, _("It was completed meanwhile, so it stays."))
    else:
        messages.success(request, _("Cancelled. %(person)s has been told why.") % {"person": enrolment.person})
    return HttpResponseRedirect(reverse("enrolments:detail", args=[pk]))


def _visible(request: HttpRequest, pk: int) -> Enrolment:
    try:
        return queries.detail_of(request.user, pk)
    except Enrolment.DoesNotExist:
        raise Http404


def _found(request: HttpRequest, form: ListFilter):
    cleaned = form.cleaned_data if form.is_valid() else {}
    about = cleaned.get("about", "").partition(":")[2]
    return queries.enrolment_list(
        request.user,
        text=cleaned.get("text", ""),
        state=cleaned.get("state", ""),
        unit=cleaned.get("unit"),
        about=int(about) if about else None,
        now=timezone.now(),
    )


def _columns() -> list[str]:
    who = [_("Surname"), _("First name"), _("E-mail")]
    return [*who, _("Learns"), _("State"), _("Starts on"), _("Due on"), _("Completed on"), _("Reason")]


def _line(row: Enrolment) -> list:
    who = [row.person.last_name, row.person.first_name, row.person.email]
    completed_on = timezone.localdate(row.completed_at) if row.completed_at else ""
    return [*who, row.title, row.get_state_display(), row.starts_on, row.due_on or "", completed_on, row.assignment.reason]
