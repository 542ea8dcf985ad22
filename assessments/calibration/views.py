"""Calibrations: scoring alone, talking about it, and signing what was agreed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.calibration import actions
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.forms import sheet_of
from assessments.calibration.models import CalibrationSession
from assessments.calibration.queries import screens
from assessments.scores.models import AssessorLicence
from assessments.scores.permissions import can_score


@never_cache
@login_required
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    if not can_score(request.user):
        raise PermissionDenied
    licences = AssessorLicence.objects.valid_on(timezone.localdate()).filter(assessor=request.user).select_related("rubric")
    context = {"sessions": CalibrationSession.objects.visible_to(request.user), "licences": licences}
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
def sign(request: HttpRequest, code: str) -> HttpResponse:
    found = _seen(request, code)
    decision = request.POST.get("decision", "")
    return _done(request, found, "master", lambda sheet: actions.sign(session=found, master=sheet, decision=decision, actor=request.user))


def _seen(request: HttpRequest, code: str) -> CalibrationSession:
    return get_object_or_404(CalibrationSession.objects.visible_to(request.user).select_related("version__rubric", "led_by"), code=code)


def _done(request: HttpRequest, found: CalibrationSession, name: str, act) -> HttpResponse:
    """Does it with what was sent; a refusal shows the sheet as it was sent, with the reason."""
    codes = list(found.version.criteria.values_list("code", flat=True))
    try:
        act(sheet_of(request.POST, found.samples.values_list("letter", flat=True), codes))
    except CannotCalibrate as refusal:
        context = screens.screen(found, request.user)
        if context.get(name):
            context[name] = screens.sheet_to_fill(found, request.POST)
        context |= {"problem": refusal.reason, "decision": request.POST.get("decision", "")}
        return render(request, "calibration/session.html", context, status=422)
    messages.success(request, _("Kept."))
    return redirect("calibration:session", found.code)
