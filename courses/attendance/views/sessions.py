"""The sessions of a cohort: planned, added, moved, cancelled; who was there; and all of it as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.attendance import actions, queries
from courses.attendance.enums import SessionState
from courses.attendance.forms import CancelForm, PlanForm, SessionForm
from courses.attendance.models import ClassSession
from courses.attendance.permissions import keeps_register
from courses.attendance.querysets import cohorts_taught_by
from courses.attendance.tables import attendance_rows
from courses.attendance.views.guards import tried
from courses.enrolments.models import Cohort
from courses.enrolments.permissions import can_see_learning, can_teach, require
from courses.enrolments.queries import cohorts_of
from lms.exports.sheets import as_download

PEOPLE_A_PAGE = 30
A_DAY = {"morning_from": "09:00", "morning_to": "14:00"}


@never_cache
@login_required
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Unasked, of the latest cohort that this person teaches; else of the latest there is."""
    require(can_see_learning(request.user))
    cohorts, now = list(cohorts_of(request.user)), timezone.now()
    chosen = _chosen(request, cohorts)
    lines = queries.sessions_of(chosen, now) if chosen else []
    context = {
        "cohorts": cohorts,
        "chosen": chosen,
        "lines": [line for line in lines if line.session.state != SessionState.CANCELLED],
        "cancelled": [line for line in lines if line.session.state == SessionState.CANCELLED],
        "to_sign": sum(line.to_sign for line in lines),
        "keeps": chosen is not None and keeps_register(request.user, chosen),
        "today": timezone.localdate(now),
    }
    return render(request, "attendance/sessions.html", context)


@never_cache
@login_required
@require_safe
def people(request: HttpRequest, cohort_id: int) -> HttpResponse:
    cohort = _seen(request, cohort_id)
    rows = queries.tallies_of(cohort, request.user)
    only_short = "short" in request.GET
    shown = [row for row in rows if row.short] if only_short else rows
    context = {
        "cohort": cohort,
        "page": Paginator(shown, PEOPLE_A_PAGE).get_page(request.GET.get("page")),
        "short": sum(row.short for row in rows),
        "only_short": only_short,
        "least": queries.least_of(cohort),
    }
    return render(request, "attendance/people.html", context)


@login_required
@require_safe
def export(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """A row a person and session, of the people whom one may see."""
    cohort = _seen(request, cohort_id)
    suffix = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    return as_download(
        attendance_rows(cohort, request.user), name=f"{slugify(cohort.name)}-attendance", suffix=suffix, title=_("Attendance")
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, cohort_id: int) -> HttpResponse:
    cohort = _kept(request, cohort_id)
    form = PlanForm(request.POST or None, initial=A_DAY | {"room": cohort.room})
    if request.method == "POST" and form.is_valid():
        made: list[int] = []
        act = lambda: made.append(  # noqa: E731
            actions.plan_sessions(cohort=cohort, stretches=form.stretches, room=form.cleaned_data["room"], actor=request.user)
        )
        if tried(request, act, form=form, done=""):
            _say_planned(request, made[0])
            return redirect(_list(cohort))
    context = {"form": form, "cohort": cohort, "days": queries.class_days(cohort), "back": _list(cohort)}
    return render(request, "attendance/plan.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, cohort_id: int) -> HttpResponse:
    cohort = _kept(request, cohort_id)
    new = ClassSession(cohort=cohort, on=timezone.localdate(), room=cohort.room, trainer=cohort.trainer)
    form = SessionForm(request.POST or None, instance=new, user=request.user)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.add_session(cohort=cohort, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("The session is added.")):
            return redirect(_list(cohort))
    return render(
        request, "attendance/session_form.html", {"form": form, "cohort": cohort, "back": _list(cohort)}, status=422 if form.errors else 200
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    session = _own(request, pk)
    form = SessionForm(request.POST or None, instance=session, user=request.user)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.change_session(session=session, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("Changed. Whoever is in it has been told what concerns them.")):
            return redirect(_list(session.cohort))
    context = {"form": form, "cohort": session.cohort, "session": session, "back": _list(session.cohort)}
    return render(request, "attendance/session_form.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why on a page of its own, which is also the confirmation."""
    session = _own(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.cancel_session(session=session, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("Cancelled. Whoever was to come has been told why.")):
            return redirect(_list(session.cohort))
    context = {"form": form, "session": session, "title": queries.titled(session), "when": queries.when(session)}
    return render(request, "attendance/cancel.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, cohorts: list[Cohort]) -> Cohort | None:
    asked = request.GET.get("cohort")
    if asked:
        found = next((cohort for cohort in cohorts if str(cohort.pk) == asked), None)
        if found is None:
            raise Http404
        return found
    taught = (cohort for cohort in cohorts if request.user.pk in (cohort.trainer_id, cohort.tutor_id))
    return next(taught, cohorts[0] if cohorts else None)


def _seen(request: HttpRequest, cohort_id: int) -> Cohort:
    require(can_see_learning(request.user))
    return get_object_or_404(Cohort.objects.visible_to(request.user).select_related("programme", "unit"), pk=cohort_id)


def _kept(request: HttpRequest, cohort_id: int) -> Cohort:
    require(can_teach(request.user))
    return get_object_or_404(cohorts_taught_by(request.user).select_related("programme", "unit", "trainer"), pk=cohort_id)


def _own(request: HttpRequest, pk: int) -> ClassSession:
    require(can_teach(request.user))
    return get_object_or_404(ClassSession.objects.taught_by(request.user).select_related("cohort__trainer", "trainer"), pk=pk)


def _list(cohort: Cohort) -> str:
    return f"{reverse('attendance:sessions')}?cohort={cohort.pk}"


def _say_planned(request: HttpRequest, number: int) -> None:
    if not number:
        messages.info(request, _("Nothing was added: the cohort is in class at those times already."))
        return
    words = ngettext("%(number)d session is planned.", "%(number)d sessions are planned.", number)
    messages.success(request, words % {"number": number})
