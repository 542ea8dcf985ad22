"""What a roleplay came to, as its person reads it; their answer, and what they ask to be looked at again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.roleplays.models import Performance
from assessments.scores import actions
from assessments.scores.actions.appealing import can_appeal
from assessments.scores.enums import Due
from assessments.scores.exceptions import CannotScore
from assessments.scores.forms import AnswerForm, AppealForm, DecideForm
from assessments.scores.models import Appeal, Case, RoleplayResult
from assessments.scores.permissions import can_score
from assessments.scores.queries import screens
from assessments.scores.sentences import paragraphs


@never_cache
@login_required
@require_safe
def result(request: HttpRequest, performance_id) -> HttpResponse:
    return _screen(request, _latest(request, performance_id))


@never_cache
@login_required
@require_POST
def answer(request: HttpRequest, performance_id) -> HttpResponse:
    found = _of_mine(request, performance_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _screen(request, found, answer=form, status=422)
    actions.answer_result(result=found, text=form.cleaned_data["text"], actor=request.user)
    messages.success(request, _("Your answer is with your result."))
    return redirect("scores:result", performance_id)


@never_cache
@login_required
@require_POST
def ask_again(request: HttpRequest, performance_id) -> HttpResponse:
    found = _of_mine(request, performance_id)
    form = AppealForm(request.POST, criteria=found.performance.version.rubric_version.criteria.all(), auto_id="appeal_%s")
    if not form.is_valid():
        return _screen(request, found, appeal=form, status=422)
    try:
        actions.appeal(result=found, actor=request.user, **form.cleaned_data)
    except CannotScore as refusal:
        form.add_error(None, refusal.reason)
        return _screen(request, found, appeal=form, status=422)
    messages.success(request, _("Another assessor looks at it, and answers you here."))
    return redirect("scores:result", performance_id)


@never_cache
@login_required
@require_POST
def second(request: HttpRequest, performance_id) -> HttpResponse:
    """Somebody who works for the person asks for a second assessor, before there is a result."""
    performance = get_object_or_404(Performance.objects.visible_to(request.user), pk=performance_id)
    if not can_score(request.user) or performance.person_id == request.user.pk:
        raise Http404
    why = request.POST.get("why", "")
    try:
        case = get_object_or_404(Case, performance=performance)
        actions.ask_for_two(performance=case.performance, why=why if why in Due.values else Due.DISPUTE, actor=request.user)
    except CannotScore as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("A second assessor reads it too."))
    return redirect("scores:queue")


@never_cache
@login_required
def appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """One criterion, read anew without the score that it had."""
    rows = Appeal.objects.filter(assigned_to=request.user).select_related("criterion", "result__performance__version__scenario")
    found = get_object_or_404(rows, pk=appeal_id)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and not found.outcome and form.is_valid():
        actions.decide_appeal(appeal=found, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Decided. The person is told, with your words."))
        return redirect("scores:queue")
    row = screens.Row(found.criterion, screens.anchors_of(found.criterion), None)
    context = {"appeal": found, "form": form, "row": row, "text": paragraphs(found.result.performance.text)}
    context["listening"] = screens.sound_of(found.result.performance, request.user, ())
    return render(request, "scores/appeal.html", context, status=422 if form.errors else 200)


def _pinned(lines: list[screens.Told]) -> list[tuple[int, int | None, str]]:
    return [(number, line.reading.second if line.reading else None, line.criterion.name) for number, line in enumerate(lines, 1)]


def _latest(request: HttpRequest, performance_id) -> RoleplayResult:
    found = screens.result_of(performance_id, request.user).first()
    if found is None:
        raise Http404
    return found


def _of_mine(request: HttpRequest, performance_id) -> RoleplayResult:
    found = _latest(request, performance_id)
    if found.performance.person_id != request.user.pk:
        raise Http404
    return found


def _screen(request: HttpRequest, found: RoleplayResult, *, answer=None, appeal=None, status: int = 200) -> HttpResponse:
    mine = found.performance.person_id == request.user.pk
    lines = screens.told(found)
    open_to = [line.criterion.pk for line in lines if line.appeal is None and line.value is not None]
    criteria = found.performance.version.rubric_version.criteria.filter(pk__in=open_to)
    may_appeal = mine and open_to and can_appeal(found, timezone.now())
    context = {
        "result": found,
        "performance": found.performance,
        "mine": mine,
        "lines": lines,
        "listening": screens.sound_of(found.performance, request.user, _pinned(lines)),
        "critical": screens.critical_words(found) if found.critical else [],
        "how": screens.how_combined(found.readers),
        "answer": (answer or AnswerForm()) if mine and not found.answer else None,
        "appeal": (appeal or AppealForm(criteria=criteria, auto_id="appeal_%s")) if may_appeal else None,
    }
    return render(request, "scores/result.html", context, status=status)
