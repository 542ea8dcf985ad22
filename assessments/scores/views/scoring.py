"""What waits for an assessor, and reading one performance by its rubric."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.recordings.permissions import RECORDED_MODES
from assessments.roleplays.models import Performance
from assessments.scores import actions
from assessments.scores.exceptions import CannotScore
from assessments.scores.forms import ReasonForm, WordsForm, entries_of
from assessments.scores.models import Appeal, Score
from assessments.scores.permissions import can_score
from assessments.scores.queries import screens
from assessments.scores.queries.readings import criteria_of, is_licensed

LATELY = 20


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    if not can_score(request.user):
        raise PermissionDenied
    waiting = list(screens.to_score(request.user))
    appeals = Appeal.objects.open().filter(assigned_to=request.user).select_related("criterion", "result__performance__version__scenario")
    context = {"waiting": waiting, "done": screens.scored(request.user)[:LATELY], "appeals": appeals, "now": timezone.now()}
    return render(request, "scores/queue.html", context)


@never_cache
@login_required
@require_safe
def score(request: HttpRequest, score_id: int) -> HttpResponse:
    return _screen(request, _own(request, score_id))


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    """One's own reading of a performance, whatever its number."""
    return redirect("scores:score", get_object_or_404(Score.objects.by(request.user), performance=performance_id).pk)


@never_cache
@login_required
@require_POST
def save(request: HttpRequest, score_id: int) -> HttpResponse:
    """Keeps what was sent of a draft: a criterion, the words, or all of it. Answers a script with the moment, in words."""
    found = _own(request, score_id)
    try:
        problem = _keep(request, found, step=0)
    except CannotScore as refusal:
        return JsonResponse({"words": str(refusal.reason)}, status=409)
    if problem:
        return JsonResponse({"words": problem}, status=409)
    return JsonResponse({"at": time_format(timezone.localtime(), "H:i")})


@never_cache
@login_required
@require_POST
def hand_in(request: HttpRequest, score_id: int) -> HttpResponse:
    """Keeps everything, and hands it in unless it was only to be kept. The same form without a script."""
    found = _own(request, score_id)
    try:
        if found.is_draft and (problem := _keep(request, found, step=1)):
            messages.warning(request, problem)
            return redirect("scores:score", found.pk)
        if "draft" in request.POST:
            messages.success(request, _("Your draft is kept."))
            return redirect("scores:score", found.pk)
        actions.submit_score(score=found, actor=request.user)
    except CannotScore as refusal:
        return _screen(request, _own(request, score_id), problems=refusal.problems or [refusal.reason], status=422)
    messages.success(request, _("Handed in. The person is told once everybody’s scores are in."))
    return redirect("scores:score", found.pk)


@never_cache
@login_required
@require_POST
def recuse(request: HttpRequest, score_id: int) -> HttpResponse:
    found = _own(request, score_id)
    form = ReasonForm(request.POST)
    try:
        actions.recuse(score=found, reason=form.data.get("reason", ""), actor=request.user)
    except CannotScore as refusal:
        messages.error(request, refusal.reason)
        return redirect("scores:score", found.pk)
    messages.success(request, _("Given back. Somebody else reads it."))
    return redirect("scores:queue")


def _own(request: HttpRequest, score_id: int) -> Score:
    return get_object_or_404(screens.score_of(request.user), pk=score_id)


def _screen(request: HttpRequest, found: Score, *, problems=(), status: int = 200) -> HttpResponse:
    version = found.performance.version.rubric_version
    criteria = criteria_of(version)
    rows = screens.rows_of(found, criteria)
    errors = list(version.critical_errors.all())
    context = {
        "score": found,
        "performance": found.performance,
        "rows": rows,
        "text": screens.text_of(found.performance, rows),
        "listening": screens.sound_of(found.performance, request.user, _pinned(rows)),
        "spoken": found.performance.mode in RECORDED_MODES,
        "sentences": screens.choices_of(found.performance),
        "notes": screens.notes_for(found, rows),
        "form": WordsForm(initial=_initial(found), errors_of_rubric=errors, auto_id="id_%s") if found.is_draft else None,
        "recusal": ReasonForm(auto_id="recuse_%s"),
        "left": [row for row in rows if row.is_open],
        "comparison": screens.comparison(found.performance, request.user, criteria) if not found.is_draft else [],
        "result": screens.result_of(found.performance_id, request.user).first(),
        "how": (screens.how_it_will_be_combined if found.is_draft else screens.how_combined)(found.performance.case.readers),
        "critical": [one.text for one in errors if one.code in found.critical],
        "problems": problems,
        "licensed": not found.is_draft or is_licensed(request.user.pk, version.rubric_id, timezone.localdate()),
        "second": _may_ask_for_second(request, found),
    }
    return render(request, "scores/score.html", context, status=status)


def _may_ask_for_second(request: HttpRequest, found: Score) -> bool:
    case = found.performance.case
    waits = case.readers == 1 and case.closed_at is None
    return waits and Performance.objects.visible_to(request.user).filter(pk=found.performance_id).exists()


def _pinned(rows: list[screens.Row]) -> list[tuple[int, int | None, str]]:
    return [(number, row.kept.second if row.kept else None, row.criterion.name) for number, row in enumerate(rows, 1)]


def _keep(request: HttpRequest, found: Score, *, step: int) -> str:
    """What keeps the draft from being as it was sent, in words; empty when it is."""
    version = found.performance.version.rubric_version
    entries = entries_of(request.POST, criteria_of(version), step=step)
    kept = actions.save_criteria(score=found, entries=entries, actor=request.user) if entries else set()
    newer = any(_differs(found, pk, entry) for pk, entry in entries.items() if pk not in kept)
    if "worked" in request.POST:
        form = WordsForm(request.POST, errors_of_rubric=list(version.critical_errors.all()))
        if not form.is_valid():
            return "; ".join(f"{form.fields[name].label}: {said[0]}" for name, said in form.errors.items())
        words = form.words(step=step)
        kept_words = actions.save_words(score=found, words=words, actor=request.user)
        newer = newer or not kept_words and _words_differ(found, words)
    return _("Another tab has kept something newer. It is shown here: look at it again.") if newer else ""


def _differs(found: Score, pk: int, entry: actions.Entry) -> bool:
    row = found.criteria.get(criterion=pk)
    kept = (row.value, row.not_applicable, row.fact, row.second)
    return kept != (entry.value, entry.not_applicable, entry.fact, entry.second)


def _words_differ(found: Score, words: actions.Words) -> bool:
    found.refresh_from_db(fields=["critical", "worked", "next_time", "next_time_too"])
    kept = (found.critical, found.worked, found.next_time, found.next_time_too)
    return kept != (sorted(words.critical), words.worked, words.next_time, words.next_time_too)


def _initial(found: Score) -> dict:
    return {name: getattr(found, name) for name in ("critical", "worked", "next_time", "next_time_too", "agreed_on", "counter")}
