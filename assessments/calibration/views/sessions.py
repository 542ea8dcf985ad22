"""Calibrations: scoring alone, talking about it, and signing what was agreed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.calibration import actions
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.forms import agreed_of, sheet_of
from assessments.calibration.models import CalibrationSession
from assessments.calibration.permissions import can_lead
from assessments.calibration.queries import licences, screens
from assessments.scores.permissions import can_score

PER_PAGE = 20


@never_cache
@login_required
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    if not can_score(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    page = Paginator(CalibrationSession.objects.visible_to(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "standing": licences.own_standing(request.user, today), "coming": licences.coming(request.user, today)}
    context["leads"] = can_lead(request.user)
    return render(request, "calibration/sessions.html", context)


@never_cache
@login_required
@require_safe
def session(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "calibration/session.html", screens.screen(_seen(request, code), request.user))


@never_cache
@login_required
@require_POST
def score(request: HttpRequest, code: str) -> HttpResponse:
    found = _seen(request, code)
    return _done(request, found, "sheet", lambda sheet: actions.hand_in_scores(session=found, sheet=sheet, actor=request.user))


@never_cache
@login_required
@require_POST
def talk(request: HttpRequest, code: str) -> HttpResponse:
    found = _seen(request, code)
    try:
        actions.begin_talking(session=found, actor=request.user)
    except CannotCalibrate as refusal:
        messages.error(request, refusal.reason)
    return redirect("calibration:session", found.code)


@never_cache
@login_required
@require_POST
def agree(request: HttpRequest, code: str, criterion: str) -> HttpResponse:
    """Keeps what is agreed on one criterion; the others stay as they are."""
    found = _seen(request, code)
    values = agreed_of(request.POST, found.samples.values_list("letter", flat=True), criterion)
    try:
        actions.agree(session=found, code=criterion, values=values, note=request.POST.get("note", "")[:2000], actor=request.user)
    except CannotCalibrate as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Kept: %(criterion)s.") % {"criterion": criterion})
    return redirect(f"{reverse('calibration:session', args=[found.code])}#topic-{criterion}")


@never_cache
@login_required
@require_POST
def criterion(request: HttpRequest, code: str, criterion: str) -> HttpResponse:
    """Takes a criterion that is read in two ways to where minimum criteria are written."""
    found = _seen(request, code)
    of = get_object_or_404(found.criteria, code=criterion)
    try:
        there = actions.ask_for_criterion(session=found, criterion=of, letter=request.POST.get("letter", "")[:2], actor=request.user)
    except CannotCalibrate as refusal:
        messages.error(request, refusal.reason)
        there = ""
    else:
        if not there:
            messages.warning(request, _("Nobody could begin a minimum criterion here: ask whoever writes them for your service."))
    return redirect(there or reverse("calibration:session", args=[found.code]))


@never_cache
@login_required
@require_POST
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """What was agreed criterion by criterion, with what is sent now."""
    found = _seen(request, code)
    decision, kept = request.POST.get("decision", ""), screens.agreed_sheet(found)

    def act(sheet) -> None:
        whole = {letter: ({**kept.get(letter, {}), **values}, critical) for letter, (values, critical) in sheet.items()}
        actions.sign(session=found, master=whole, decision=decision, actor=request.user)

    return _done(request, found, "master", act)


def _seen(request: HttpRequest, code: str) -> CalibrationSession:
    return get_object_or_404(CalibrationSession.objects.visible_to(request.user).select_related("version__rubric", "led_by"), code=code)


def _done(request: HttpRequest, found: CalibrationSession, name: str, act) -> HttpResponse:
    """Does it with what was sent; a refusal shows the sheet as it was sent, with the reason."""
    codes = list(found.criteria.values_list("code", flat=True))
    try:
        act(sheet_of(request.POST, found.samples.values_list("letter", flat=True), codes))
    except CannotCalibrate as refusal:
        context = screens.screen(found, request.user)
        if name == "sheet" and context.get(name):
            context[name] = screens.sheet_to_fill(found, request.user, request.POST)
        context |= {"problem": refusal.reason, "decision": request.POST.get("decision", "")}
        return render(request, "calibration/session.html", context, status=422)
    messages.success(request, _("Kept."))
    return redirect("calibration:session", found.code)
