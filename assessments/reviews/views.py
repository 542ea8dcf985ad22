"""Three minutes a day: one card at a time, what came of it, and what teams still know."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.quizzes.exceptions import InvalidAnswer
from assessments.reviews import actions
from assessments.reviews.charts import chart
from assessments.reviews.exceptions import CardChanged
from assessments.reviews.forms import CardForm, TeamChoice
from assessments.reviews.models import ReviewCard, ReviewLog
from assessments.reviews.permissions import can_see_retention
from assessments.reviews.queries.answered import explained
from assessments.reviews.queries.sittings import next_card, resting
from assessments.reviews.queries.teams import TO_REFRESH, team_picture, teams_seen
from lms.people.permissions import can_enrol


@never_cache
@login_required
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """The next card; without one, when the next comes."""
    return _session(request)


@login_required
@require_POST
def answer(request: HttpRequest, card_id: int) -> HttpResponse:
    """A page that sends it by itself, so that a lost connection loses nothing, is told where to go or what is wrong."""
    form = CardForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        done = actions.answer_card(card_id=card_id, person=request.user, **form.sent())
    except ReviewCard.DoesNotExist:
        raise Http404
    except CardChanged:
        messages.warning(request, _("That question has changed meanwhile: nothing was written down. This is how things stand."))
        return _go(request, reverse("reviews:session"))
    except InvalidAnswer:
        problem = _("Choose or write an answer first. If you do not know it, say so: it comes back tomorrow.")
        return JsonResponse({"problem": problem}, status=422) if _wants_json(request) else _session(request, problem=problem)
    if not done.counted:
        messages.info(request, _("You had answered this one already: that answer counts, and this one was not written down."))
    return _go(request, reverse("reviews:answered", args=[done.log.pk]))


@never_cache
@login_required
@require_safe
def answered(request: HttpRequest, log_id: int) -> HttpResponse:
    """What is right and why, at once."""
    today = timezone.localdate()
    try:
        screen = explained(request.user, log_id)
    except ReviewLog.DoesNotExist:
        raise Http404
    context = {"screen": screen, "item": screen.item, "own": True, "coming": next_card(request.user, today), "today": today}
    return render(request, "reviews/answered.html", context)


@never_cache
@login_required
@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    if not can_see_retention(request.user):
        raise PermissionDenied
    form = TeamChoice(request.GET, teams=teams_seen(request.user))
    team = form.chosen()
    if team is None and form.teams:
        raise Http404
    picture = team_picture(team, timezone.localdate()) if team else None
    context = {
        "form": form,
        "team": team,
        "picture": picture,
        "chart": chart([(line.competency.name, line.now, line.later) for line in picture.told], TO_REFRESH) if picture else None,
        "can_enrol": can_enrol(request.user),
        "assign_url": reverse("enrolments:assign"),
    }
    return render(request, "reviews/teams.html", context)


def _go(request: HttpRequest, address: str) -> HttpResponse:
    return JsonResponse({"next": address}) if _wants_json(request) else redirect(address)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _session(request: HttpRequest, problem: str = "") -> HttpResponse:
    today = timezone.localdate()
    asking = next_card(request.user, today, more="more" in request.GET)
    if asking is None:
        return render(request, "reviews/rest.html", {"rest": resting(request.user, today), "today": today})
    return render(request, "reviews/card.html", {"card": asking, "item": asking.item, "problem": problem}, status=422 if problem else 200)
