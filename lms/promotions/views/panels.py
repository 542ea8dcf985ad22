"""The panel's room: codes and evidence first, each alone; then everybody's scores beside each other; names at the end."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.promotions import actions
from lms.promotions.enums import PUBLISHED, Part, RoundState
from lms.promotions.exceptions import CallRefused
from lms.promotions.forms import CorrectionForm, FixedForm, SheetForm
from lms.promotions.models import PanelMember, Score
from lms.promotions.permissions import can_manage
from lms.promotions.queries.managing import decision_lines
from lms.promotions.queries.panels import application_of, blind_list, blind_sheet, place_on_panel
from lms.promotions.views.guards import seen, signed_in, tried


def _place(request: HttpRequest, code: str) -> PanelMember:
    """One's own place on a panel that is known; 403 for whoever reads the call and is not of its panel."""
    round = seen(request.user, code)
    place = place_on_panel(request.user, round)
    if place is None or round.state not in PUBLISHED:
        raise PermissionDenied
    place.round = round
    place.person = request.user
    return place


@signed_in
@require_safe
def panel(request: HttpRequest, code: str) -> HttpResponse:
    place = _place(request, code)
    working = place.round.state != RoundState.OPEN
    context = {
        "round": place.round,
        "place": place,
        "working": working,
        "lines": blind_list(place) if working else [],
        "recusals": list(place.recusals.select_related("application").order_by("asked_at")),
        "may_decide": place.part == Part.CHAIR and place.round.shows_names,
        "may_close": place.part == Part.CHAIR and place.round.state == RoundState.ASSESSING and not place.round.shows_names,
    }
    return render(request, "promotions/panel.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    """One candidate by code. A GET shows the draft; a POST hands the sheet in, or only keeps it with `draft`."""
    place = _place(request, code)
    found = blind_sheet(place, blind) if place.round.state != RoundState.OPEN else None
    if found is None:
        raise Http404
    open_sheet = bool(found.rows) and not place.round.shows_names
    form = SheetForm(
        request.POST or None,
        exercises=[(row.exercise, row.group) for row in found.rows],
        initial=_initial(found),
        use_required_attribute=False,
    )
    if request.method == "POST" and not (open_sheet or found.submitted):
        raise PermissionDenied
    if request.method == "POST" and "draft" in request.POST and open_sheet:
        _keep(request, place, blind, form)
        return redirect("promotions:panel", code=code)
    if request.method == "POST" and (found.submitted or (open_sheet and form.is_valid())):
        done = _("Handed in and locked. Now you can compare.")
        if found.submitted or _hand_in(request, place, blind, form, done):
            return redirect("promotions:sheet", code=code, blind=blind)
    context = {"round": place.round, "place": place, "sheet": found, "form": form if open_sheet else None}
    return render(request, "promotions/sheet.html", context, status=422 if form.errors and request.method == "POST" else 200)


@signed_in
@require_POST
def draft(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    """What the browser saves by itself. Says what is true: saved at, or not."""
    place = _place(request, code)
    found = blind_sheet(place, blind)
    if found is None or not found.rows:
        raise Http404
    form = SheetForm(request.POST, exercises=[(row.exercise, row.group) for row in found.rows])
    try:
        saved = _keep(request, place, blind, form)
    except CallRefused as refusal:
        return JsonResponse({"saved": False, "words": refusal.words}, status=409)
    return JsonResponse({"saved": saved, "at": time_format(timezone.localtime(), "H:i")})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, code: str, blind: str, score_id: int) -> HttpResponse:
    """One's own score, once more, in a row of its own. The exercise is named, the candidate is a code."""
    place = _place(request, code)
    scores = Score.objects.current().filter(scorer=request.user, application__round=place.round, application__code=blind)
    score = get_object_or_404(scores.select_related("exercise", "application__round"), pk=score_id)
    form = CorrectionForm(request.POST or None, initial={"value": str(score.value), "evidence": score.evidence})
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.correct_score(score=score, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("Corrected. Both scores stay in the file.")):
            return redirect("promotions:sheet", code=code, blind=blind)
    context = {"round": place.round, "form": form, "score": score, "code": blind}
    return render(request, "promotions/correct.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, code: str) -> HttpResponse:
    """A member says that they are close to somebody: by name here, because no code is known to them."""
    place = _place(request, code)
    form = FixedForm(request.POST or None)
    form.fields["note"].label = _("With whom, and why")
    form.fields["note"].help_text = _("Their name is enough. Only People (HR) reads it, and finds who stands in.")
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.say_conflict(member=place, reason=form.cleaned_data["note"], actor=request.user)  # noqa: E731
        if tried(request, act, form=form, done=_("People (HR) has it.")):
            return redirect("promotions:panel", code=code)
    return render(request, "promotions/conflict.html", {"form": form, "round": place.round}, status=422 if form.errors else 200)


@signed_in
@require_POST
def close_scoring(request: HttpRequest, code: str) -> HttpResponse:
    """The chair ends scoring; HR has its own button among its steps."""
    place = _place(request, code)
    if place.part != Part.CHAIR:
        raise PermissionDenied
    done = _("Scoring is closed. Names are shown from here on.")
    tried(request, lambda: actions.close_scoring(round=place.round, actor=request.user), done=done)
    return redirect("promotions:panel", code=code)


@signed_in
@require_safe
def deciding(request: HttpRequest, code: str) -> HttpResponse:
    """Every application with its sums, in the order of the codes. Nothing here can be put in another order."""
    round = seen(request.user, code)
    place = place_on_panel(request.user, round)
    chairs = place is not None and place.part == Part.CHAIR
    if not round.shows_names or not (chairs or can_manage(request.user, round)):
        raise PermissionDenied
    context = {"round": round, "lines": decision_lines(round, request.user), "manages": can_manage(request.user, round)}
    return render(request, "promotions/deciding.html", context)


def _keep(request: HttpRequest, place: PanelMember, blind: str, form: SheetForm) -> bool:
    counter = request.POST.get("counter", "")
    number = int(counter) if counter.isdecimal() and len(counter) < 18 else 0
    application = application_of(place, blind)
    return actions.save_draft(application=application, member=place, content=form.draft, counter=number, actor=request.user)


def _hand_in(request: HttpRequest, place: PanelMember, blind: str, form: SheetForm, done: str) -> bool:
    application = application_of(place, blind)
    act = lambda: actions.submit_scores(application=application, member=place, sheet=form.sheet, actor=request.user)  # noqa: E731
    return tried(request, act, form=form, done=done)


def _initial(found) -> dict[str, str]:
    return {
        f"{name}_{row.exercise.pk}": value
        for row in found.rows
        for name, value in (("value", row.value), ("evidence", row.evidence))
        if value
    }
