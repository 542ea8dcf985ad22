"""Reference performances, and who is licensed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.calibration import actions
from assessments.calibration.enums import Word
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.forms import AnchorForm
from assessments.calibration.models import Anchor, Sample
from assessments.calibration.permissions import can_lead
from assessments.calibration.queries import anchors as queries
from assessments.calibration.queries.licences import ENDING, LAPSED, NONE, VALID, standing_of_assessors
from assessments.calibration.queries.performances import words_of
from assessments.calibration.statistics.patterns import LICENCE
from assessments.recordings.queries import listening_to, recording_of
from assessments.scores.permissions import can_score

PER_PAGE = 25
STATES = {
    VALID: gettext_lazy("licensed"),
    ENDING: gettext_lazy("ends within a month"),
    LAPSED: gettext_lazy("lapsed"),
    NONE: gettext_lazy("not licensed yet"),
}


@never_cache
@login_required
@require_safe
def anchors(request: HttpRequest) -> HttpResponse:
    _for_assessors(request)
    page = Paginator(queries.anchor_list(request.GET.get("scenario", "")[:60]), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "calibration/anchors.html", {"page": page, "leads": can_lead(request.user)})


@never_cache
@login_required
@require_safe
def anchor(request: HttpRequest, pk: int) -> HttpResponse:
    _for_assessors(request)
    found = get_object_or_404(queries.anchor_list(), pk=pk)
    errors = found.version.critical_errors.filter(code__in=found.master_critical)
    context = {"anchor": found, "rows": queries.shown(found), "errors": errors, "leads": can_lead(request.user)}
    recording = recording_of(found.performance)
    listening = listening_to(recording, request.user)
    context |= {
        "is_old": queries.is_old(found, timezone.now()),
        "listening": listening,
        # Of what was spoken, the words are its person's as the voice is: both wait for one yes.
        "text": words_of(found.performance) if found.word == Word.AGREED or listening else "",
        "waits": recording is not None,
    }
    return render(request, "calibration/anchor.html", context)


@never_cache
@login_required
@require_POST
def keep(request: HttpRequest, code: str, letter: str) -> HttpResponse:
    """A performance of a signed session becomes a reference."""
    sample = get_object_or_404(
        Sample.objects.select_related("session__version"), session__code=code, letter=letter, session__led_by=request.user
    )
    form = AnchorForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what it shows."))
        return redirect("calibration:session", code)
    try:
        made = actions.keep_anchor(sample=sample, actor=request.user, **form.cleaned_data)
    except CannotCalibrate as refusal:
        messages.error(request, refusal.reason)
        return redirect("calibration:session", code)
    if made.word == Word.ASKED:
        messages.success(request, _("Asked. Every assessor can look at it once the person says yes."))
        return redirect("calibration:session", code)
    messages.success(request, _("Kept as a reference: every assessor can look at it."))
    return redirect("calibration:anchor", made.pk) if made.word in ("", Word.AGREED) else redirect("calibration:session", code)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """Where whoever wrote it is asked, and takes a yes back. Nobody else's, whatever their role."""
    rows = Anchor.objects.filter(performance__person=request.user).exclude(word="")
    found = get_object_or_404(rows.select_related("performance__version__scenario", "kept_by"), pk=pk)
    if request.method != "POST":
        return render(request, "calibration/word.html", {"anchor": found})
    said = request.POST.get("answer")
    if said in ("yes", "no"):
        actions.answer_for_words(anchor=found, agrees=said == "yes", actor=request.user)
        messages.success(request, _("Your answer is kept."))
    else:
        messages.warning(request, _("Say yes or no: nothing has changed."))
    return redirect("calibration:word", pk)


@never_cache
@login_required
@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    if not can_lead(request.user):
        raise PermissionDenied
    actions.retire_anchor(anchor=get_object_or_404(queries.anchor_list(), pk=pk), actor=request.user)
    messages.success(request, _("It is no longer shown."))
    return redirect("calibration:anchors")


@never_cache
@login_required
@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    if not can_lead(request.user):
        raise PermissionDenied
    state = request.GET.get("state", "")
    rows = standing_of_assessors(request.user, timezone.localdate(), state=state if state in STATES else "")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "calibration/licences.html", {"page": page, "states": STATES.items(), "state": state, "standard": LICENCE})


def _for_assessors(request: HttpRequest) -> None:
    if not can_score(request.user):
        raise PermissionDenied
