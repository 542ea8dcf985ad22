"""A roleplay as a step; the conversation; its end."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.roleplays.actions import playing
from assessments.roleplays.actions.starting import give_up, start_step
from assessments.roleplays.conversation.playing import NoSuchChoice
from assessments.roleplays.enums import Mode, PerformanceState
from assessments.roleplays.exceptions import CannotPlay
from assessments.roleplays.forms import ChoiceForm
from assessments.roleplays.models import Performance
from assessments.roleplays.queries import briefs, conversing, results, writing
from assessments.roleplays.queries.reading import reading_of
from assessments.roleplays.views.own import address_of, again, own_performance
from courses.enrolments.exceptions import NotActive, StepLocked
from courses.enrolments.models import Enrolment

TURN = "#turn"


@never_cache
@login_required
@require_safe
def brief(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    try:
        screen = briefs.brief(enrolment_id, step_key, request.user, timezone.now())
    except (Enrolment.DoesNotExist, LookupError):
        raise Http404
    return render(request, "roleplays/brief.html", {"brief": screen, "player": screen.player})


@login_required
@require_POST
def start(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    enrolment = get_object_or_404(Enrolment.objects.standing(), pk=enrolment_id, person=request.user)
    mode = request.POST.get("mode") or Mode.ALONE
    try:
        performance = start_step(enrolment=enrolment, step_key=step_key, person=request.user, mode=mode)
    except LookupError:
        raise Http404
    except (StepLocked, CannotPlay) as refusal:
        messages.warning(request, str(refusal.reason))
        return redirect("roleplays:brief", enrolment_id, step_key)
    except NotActive:
        messages.warning(request, _("This training has ended. The roleplay is still there for you among the roleplays."))
        return redirect("roleplays:list")
    return redirect("roleplays:play", performance.pk)


@never_cache
@login_required
@require_safe
def play(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    performance = own_performance(request, performance_id)
    if performance.mode == Mode.LIVE:
        return redirect("live:of", performance.pk)
    if performance.state == PerformanceState.GIVEN_UP:
        return redirect(address_of(performance))
    if performance.state == PerformanceState.FINISHED:
        return redirect("roleplays:result", performance.pk)
    if performance.mode == Mode.RECORDED:
        return redirect("recordings:record", performance.pk)
    address = address_of(performance)
    if performance.mode == Mode.WRITTEN:
        return render(request, "roleplays/writing.html", {"screen": writing.desk(performance), "back": address})
    return render(request, "roleplays/conversation.html", {"talk": conversing.talk(performance), "back": address})


@login_required
@require_POST
def choose(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    form = ChoiceForm(request.POST)
    try:
        if not form.is_valid():
            raise NoSuchChoice
        performance = playing.choose(performance_id=performance_id, person=request.user, **form.cleaned_data)
    except Performance.DoesNotExist:
        raise Http404
    except NoSuchChoice:
        own_performance(request, performance_id)
        messages.warning(request, _("Choose one of the answers first: nothing has been said yet."))
        return redirect("roleplays:play", performance_id)
    if performance.state == PerformanceState.FINISHED:
        return redirect("roleplays:result", performance.pk)
    return redirect(reverse("roleplays:play", args=[performance.pk]) + TURN)


@login_required
@require_POST
def leave(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    performance = give_up(performance=own_performance(request, performance_id))
    messages.success(request, _("You have left it. Nothing of it counts, and you can begin again whenever you like."))
    return redirect(address_of(performance))


@never_cache
@login_required
@require_safe
def result(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    performance = own_performance(request, performance_id)
    if performance.state == PerformanceState.FINISHED and performance.mode == Mode.RECORDED:
        return redirect("recordings:own", performance.pk)
    if performance.state != PerformanceState.FINISHED or performance.mode not in (Mode.ALONE, Mode.WRITTEN):
        return (
            redirect("roleplays:play", performance.pk) if performance.state == PerformanceState.OPEN else redirect(address_of(performance))
        )
    around = {"back": address_of(performance), "again": again(performance)}
    if performance.mode == Mode.WRITTEN:
        said = {"reading": reading_of(performance, request.user)}
        return render(request, "roleplays/written.html", {"screen": writing.desk(performance), **around, **said})
    return render(request, "roleplays/result.html", {"result": results.result(performance), **around})
