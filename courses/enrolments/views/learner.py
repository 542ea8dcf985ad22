"""What a learner opens: their programmes, one staircase, one step; and what the player reports back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from courses.catalogue import actions as catalogue
from courses.catalogue.queries import lesson_body
from courses.enrolments import actions, queries
from courses.enrolments.exceptions import CannotCompleteThus, NoSuchStep, NotActive, StepLocked
from courses.enrolments.forms import PlaceForm, QuestionForm, ReportForm
from courses.enrolments.models import Enrolment, StepProgress
from lms.language.bilingual import active_language


@login_required
def programmes(request: HttpRequest) -> HttpResponse:
    enrolments = queries.learner_enrolments(request.user)
    return render(request, "enrolments/programmes.html", {"paths": queries.paths(enrolments, now=timezone.now())})


@login_required
def programme(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    enrolment, now = _own(request, enrolment_id, named=True), timezone.now()
    staircase = queries.staircase(enrolment, now)
    if actions.needs_settling(staircase.modules):
        actions.settle(enrolment=enrolment, now=now)
        staircase = queries.staircase(_own(request, enrolment_id, named=True), now)
    return render(request, "enrolments/programme.html", {"staircase": staircase, "today": timezone.localdate(now)})


@login_required
def lesson(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    now = timezone.now()
    player = _player(request, enrolment_id, step_key, now)
    if player.reason:
        return render(request, "enrolments/locked.html", {"player": player}, status=403)
    if player.current.outline.url_name != "enrolments:lesson":
        return HttpResponseRedirect(player.current.url)
    progress = player.current.progress or actions.open_step(enrolment=player.enrolment, step_key=step_key, person=request.user, now=now)
    return _lesson_page(request, player, progress)


@login_required
@require_POST
def place(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    enrolment = _own(request, enrolment_id)
    try:
        progress = actions.save_place(
            enrolment=enrolment,
            step_key=step_key,
            block_id=form.cleaned_data["block_id"],
            seconds=form.cleaned_data["seconds"] or 0,
            person=request.user,
        )
    except StepLocked as locked:
        return JsonResponse({"reason": locked.reason}, status=403)
    except NoSuchStep:
        raise Http404
    return JsonResponse({"saved": _clock(progress), "block": progress.block_id, "seconds": progress.seconds})


@login_required
@require_POST
def tick(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    """One point (`item`, `ticked`) by the script; without it, the whole list (`item` once for each box that is ticked)."""
    enrolment = _own(request, enrolment_id)
    try:
        if "ticked" in request.POST:
            progress = _tick(request, enrolment, step_key, request.POST.get("item", ""), request.POST["ticked"] == "1")
        else:
            progress = _tick_all(request, enrolment, step_key)
    except StepLocked as locked:
        return _refused(request, enrolment_id, step_key, locked.reason, status=403)
    except (NoSuchStep, ValueError):
        raise Http404
    if _wants_json(request):
        return _answer(request, enrolment_id, step_key, progress)
    messages.success(request, _("Your ticks are saved."))
    return HttpResponseRedirect(_address(enrolment_id, step_key, "#end"))


@login_required
@require_POST
def complete(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    enrolment = _own(request, enrolment_id)
    try:
        progress = actions.complete_step(enrolment=enrolment, step_key=step_key, actor=request.user)
    except (StepLocked, CannotCompleteThus) as refusal:
        return _refused(request, enrolment_id, step_key, refusal.reason, status=403 if isinstance(refusal, StepLocked) else 409)
    except (NoSuchStep, NotActive):
        raise Http404
    if _wants_json(request):
        return _answer(request, enrolment_id, step_key, progress)
    return HttpResponseRedirect(_address(enrolment_id, step_key, "#end"))


@login_required
@require_POST
def ask(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    player, form = _player(request, enrolment_id, step_key, timezone.now()), QuestionForm(request.POST)
    if player.reason:
        return _refused(request, enrolment_id, step_key, player.reason, status=403)
    if not form.is_valid():
        return _lesson_page(request, player, player.current.progress, question_form=form, status=422)
    actions.ask(enrolment=player.enrolment, step_key=step_key, text=form.cleaned_data["text"], person=request.user)
    messages.success(request, _("Your question is sent. The answer will appear here, and we will tell you."))
    return HttpResponseRedirect(_address(enrolment_id, step_key, "#questions"))


@login_required
@require_POST
def report(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    player, form = _player(request, enrolment_id, step_key, timezone.now()), ReportForm(request.POST)
    if player.reason:
        return _refused(request, enrolment_id, step_key, player.reason, status=403)
    if not form.is_valid():
        return _lesson_page(request, player, player.current.progress, report_form=form, status=422)
    page = Page.objects.get(pk=player.current.outline.shown_page_id)
    catalogue.report_error(page=page, person=request.user, text=form.cleaned_data["text"], block_id=form.cleaned_data["block_id"])
    messages.success(request, _("Thank you. Whoever looks after this lesson will see what you wrote."))
    return HttpResponseRedirect(_address(enrolment_id, step_key, "#questions"))


def _own(request: HttpRequest, enrolment_id: int, *, named: bool = False) -> Enrolment:
    try:
        return queries.own_enrolment(enrolment_id, request.user, named=named)
    except Enrolment.DoesNotExist:
        raise Http404


def _player(request: HttpRequest, enrolment_id: int, step_key: UUID, now) -> queries.Player:
    try:
        return queries.player(enrolment_id, step_key, request.user, now)
    except (Enrolment.DoesNotExist, LookupError):
        raise Http404


def _lesson_page(
    request: HttpRequest, player: queries.Player, progress: StepProgress | None, *, question_form=None, report_form=None, status: int = 200
) -> HttpResponse:
    body = lesson_body(player.current.outline, active_language())
    reached = progress.block_id if progress else ""
    context = {
        "player": player,
        "body": body.ticked(progress.ticked if progress else ()),
        "progress": progress,
        # The place is worth going back to only when it is neither the top nor, once done, the end.
        "resume": reached if reached in body.block_ids[1:] and not player.current.is_done else "",
        "questions": queries.own_questions(player.enrolment, player.current.key),
        "question_form": question_form or QuestionForm(auto_id="question_%s"),
        "report_form": report_form or ReportForm(auto_id="report_%s"),
    }
    return render(request, "enrolments/lesson.html", context, status=status)


def _tick(request: HttpRequest, enrolment: Enrolment, step_key: UUID, item: str, ticked: bool) -> StepProgress:
    return actions.tick(enrolment=enrolment, step_key=step_key, item=item, ticked=ticked, person=request.user)


def _tick_all(request: HttpRequest, enrolment: Enrolment, step_key: UUID) -> StepProgress:
    player = _player(request, enrolment.pk, step_key, timezone.now())
    if player.reason:
        raise StepLocked(player.reason)
    progress, wanted = player.current.progress, set(request.POST.getlist("item"))
    for item in lesson_body(player.current.outline, active_language()).checklist_items:
        progress = _tick(request, enrolment, step_key, item, item in wanted)
    if progress is None:
        raise NoSuchStep(step_key)
    return progress


def _answer(request: HttpRequest, enrolment_id: int, step_key: UUID, progress: StepProgress) -> JsonResponse:
    """What the player shows after a step moved: the clock, and the panel at its end."""
    player = _player(request, enrolment_id, step_key, timezone.now())
    end = render_to_string("enrolments/_end.html", {"player": player, "progress": player.current.progress}, request)
    return JsonResponse({"saved": _clock(progress), "done": player.current.is_done, "end": end})


def _refused(request: HttpRequest, enrolment_id: int, step_key: UUID, reason: str, *, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"reason": reason}, status=status)
    if status == 403:
        player = _player(request, enrolment_id, step_key, timezone.now())
        return render(request, "enrolments/locked.html", {"player": player}, status=403)
    messages.warning(request, reason)
    return HttpResponseRedirect(_address(enrolment_id, step_key, "#end"))


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _address(enrolment_id: int, step_key: UUID, anchor: str) -> str:
    return reverse("enrolments:lesson", args=[enrolment_id, step_key]) + anchor


def _clock(progress: StepProgress) -> str:
    return date_format(timezone.localtime(max(progress.seen_at, progress.completed_at or progress.seen_at)), "H:i")
