"""Roleplays whenever one likes, outside any module."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.roleplays.actions.starting import start
from assessments.roleplays.enums import Mode, ScenarioState
from assessments.roleplays.exceptions import CannotPlay
from assessments.roleplays.forms import ListFilter
from assessments.roleplays.models import Scenario
from assessments.roleplays.queries.briefs import brief_alone
from assessments.roleplays.queries.listing import competencies_in_play, listing


@never_cache
@login_required
@require_safe
def roleplays(request: HttpRequest) -> HttpResponse:
    search = ListFilter(request.GET, competencies=competencies_in_play())
    return render(request, "roleplays/list.html", {"search": search, "listing": listing(request.user, search.answers())})


@never_cache
@login_required
@require_safe
def scenario(request: HttpRequest, code: str) -> HttpResponse:
    try:
        return render(request, "roleplays/alone.html", {"brief": brief_alone(code, request.user)})
    except Scenario.DoesNotExist:
        raise Http404


@login_required
@require_POST
def practise(request: HttpRequest, code: str) -> HttpResponse:
    scenario = get_object_or_404(Scenario.objects.select_related("current_version"), code=code, state=ScenarioState.LIVE)
    try:
        performance = start(scenario=scenario, person=request.user, mode=request.POST.get("mode") or Mode.ALONE)
    except CannotPlay as refusal:
        messages.warning(request, str(refusal.reason))
        return redirect("roleplays:scenario", code)
    return redirect("roleplays:play", performance.pk)
