"""Calls as everybody reads them, and standing in one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.promotions import actions
from lms.promotions.eligibility import standing_before
from lms.promotions.enums import ApplicationState, Part
from lms.promotions.forms import ApplyForm, SuggestForm
from lms.promotions.permissions import can_apply, can_manage, can_withdraw, may_manage, may_read_aggregates, may_suggest
from lms.promotions.queries.calls import call_lines, calls_for, own_application, steps_of
from lms.promotions.queries.hints import reviews_of
from lms.promotions.queries.panels import place_on_panel
from lms.promotions.queries.published import published_panel, top_exercises
from lms.promotions.views.guards import own, seen, signed_in, tried

CALLS_A_PAGE = 20


@signed_in
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    page = Paginator(calls_for(request.user), CALLS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": call_lines(page.object_list, request.user),
        "reviews": reviews_of(request.user),
        "may_manage": may_manage(request.user),
        "may_read_aggregates": may_read_aggregates(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "promotions/calls.html", context)


@signed_in
@require_safe
def call(request: HttpRequest, code: str) -> HttpResponse:
    round, today = seen(request.user, code), timezone.localdate()
    mine = own_application(request.user, round)
    place = place_on_panel(request.user, round)
    may_apply = round.accepts_applications(today) and can_apply(request.user, round)
    context = {
        "round": round,
        "exercises": top_exercises(round),
        "steps": steps_of(round, today) if round.opens_on else [],
        "panel": published_panel(round),
        "rules": list(round.published.all()),
        "mine": mine,
        "may_apply": may_apply and (mine is None or mine.state != ApplicationState.SUBMITTED),
        "is_suggested": mine is not None and mine.state == ApplicationState.SUGGESTED and may_apply,
        "may_suggest": may_suggest(request.user) and round.accepts_applications(today),
        "can_manage": can_manage(request.user, round),
        "on_panel": place is not None and place.part in Part.values,
        "standing": standing_before(request.user, round.target_rung) if may_apply else None,
    }
    return render(request, "promotions/call.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, code: str) -> HttpResponse:
    round = seen(request.user, code)
    if not can_apply(request.user, round):
        raise PermissionDenied
    mine = own_application(request.user, round)
    initial = {"motivation": mine.motivation, "need": getattr(getattr(mine, "adjustment", None), "need", "")} if mine else {}
    form = ApplyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = _("Your application is in.") if not mine or mine.state != ApplicationState.SUBMITTED else _("Changed.")
        if tried(request, lambda: actions.apply(round=round, person=request.user, **form.cleaned_data), form=form, done=said):
            return redirect("promotions:mine", code=round.code)
    context = {"form": form, "round": round, "mine": mine, "open": round.accepts_applications(timezone.localdate())}
    return render(request, "promotions/apply.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    application = own(request.user, code)
    if not can_withdraw(request.user, application) and application.state != ApplicationState.WITHDRAWN:
        raise PermissionDenied
    done = _("Taken back. While the call is open you can apply again.")
    tried(request, lambda: actions.withdraw(application=application, actor=request.user), done=done)
    return redirect("promotions:call", code=application.round.code)


@signed_in
@require_POST
def decline(request: HttpRequest, code: str) -> HttpResponse:
    application = own(request.user, code)
    actions.decline(application=application, actor=request.user)
    messages.success(request, _("All right. Nobody is told."))
    return redirect("promotions:call", code=application.round.code)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, code: str) -> HttpResponse:
    round = seen(request.user, code)
    if not may_suggest(request.user):
        raise PermissionDenied
    form = SuggestForm(request.POST or None, user=request.user, round=round)
    if request.method == "POST" and form.is_valid():
        done = _("They have been told, and decide by themselves. You will not be told what.")
        if tried(request, lambda: actions.suggest(round=round, actor=request.user, **form.cleaned_data), form=form, done=done):
            return redirect("promotions:call", code=round.code)
    return render(request, "promotions/suggest.html", {"form": form, "round": round}, status=422 if form.errors else 200)
