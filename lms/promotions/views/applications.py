"""One application in the hands of HR: requirements, record, recusals, decision, talk, appointment."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.promotions import actions
from lms.promotions.enums import Opened, ScoredBy
from lms.promotions.forms import AppointForm, AssignAppealForm, DecisionForm, FeedbackForm, MilestoneForm, ReasonForm, RecuseForm, SheetForm
from lms.promotions.models import Appeal, Application, Milestone
from lms.promotions.permissions import can_decide
from lms.promotions.queries.arithmetic import arithmetic_of, counting_scores
from lms.promotions.queries.managing import application_page
from lms.promotions.queries.people import reviewers_for
from lms.promotions.queries.published import leaves
from lms.promotions.views.guards import managed_application, seen, signed_in, tried


@signed_in
@require_safe
def application(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    found = managed_application(request.user, code, blind)
    actions.record_opening(round=found.round, what=Opened.APPLICATION, actor=request.user, application=found)
    context = {
        "screen": application_page(found, request.user),
        "round": found.round,
        "application": found,
        "decides": can_decide(request.user, found),
    }
    return render(request, "promotions/application.html", context)


@signed_in
@require_POST
def accept(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    found = managed_application(request.user, code, blind)
    tried(request, lambda: actions.accept(application=found, actor=request.user), done=_("The candidate is told."))
    return redirect("promotions:application", code=code, blind=blind)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reject(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    found = managed_application(request.user, code, blind)
    form = ReasonForm(request.POST or None)
    words = {
        "title": _("%(code)s does not meet the requirements yet") % {"code": found.code},
        "lede": _("The first time they have three days to put it right. After that it is settled, and they may ask for a review."),
        "submit": _("Tell the candidate"),
    }
    return _form(request, found, form, lambda clean: actions.reject(application=found, actor=request.user, **clean), words)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    found = managed_application(request.user, code, blind)
    form = SheetForm(request.POST or None, exercises=[(one, "") for one in leaves(found.round, ScoredBy.RECORD)])
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.submit_record(application=found, sheet=form.sheet, actor=request.user)  # noqa: E731
        if tried(request, act, form=form, done=_("Handed in.")):
            return redirect("promotions:application", code=code, blind=blind)
    context = {"form": form, "application": found, "round": found.round}
    return render(request, "promotions/record.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def recuse(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    found = managed_application(request.user, code, blind)
    form = RecuseForm(request.POST or None, user=request.user, round=found.round)
    words = {
        "title": _("Somebody does not judge %(code)s") % {"code": found.code},
        "lede": _("Whoever coordinates the candidate, is family or a close friend is replaced for this candidate alone."),
        "submit": _("Replace them"),
    }
    return _form(request, found, form, lambda clean: actions.recuse(application=found, actor=request.user, **clean), words)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    """For the chair and HR, once scoring is closed: one application, its arithmetic, and a reason."""
    round = seen(request.user, code)
    found = get_object_or_404(Application.objects.standing().select_related("person", "round__unit"), round=round, code=blind)
    if not can_decide(request.user, found) or not round.shows_names:
        raise PermissionDenied
    latest = found.decisions.last()
    initial = {name: getattr(latest, name) for name in ("outcome", "reason", "feedback", "plan")} if latest else {}
    form = DecisionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.decide(application=found, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("Decided. The candidate reads it when all decisions are given.")):
            return redirect("promotions:deciding", code=code)
    arithmetic = arithmetic_of(found, counting_scores(found, request.user))
    context = {"form": form, "round": round, "application": found, "arithmetic": arithmetic, "latest": latest}
    return render(request, "promotions/decide.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    found = managed_application(request.user, code, blind)
    form = FeedbackForm(request.POST or None)
    words = {
        "title": _("The talk with %(who)s") % {"who": found.person},
        "lede": _("Three facts and one next step. It is what decides whether people stay."),
        "submit": _("Note it"),
    }
    return _form(request, found, form, lambda clean: actions.give_feedback(application=found, actor=request.user, **clean), words)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    found = managed_application(request.user, code, blind)
    form = AppointForm(request.POST or None)
    words = {
        "title": _("%(who)s takes the post") % {"who": found.person},
        "lede": _("Their posting changes on that day, and three talks are dated: after 30, 60 and 90 days."),
        "submit": _("Change the posting"),
    }
    return _form(request, found, form, lambda clean: actions.appoint(application=found, actor=request.user, **clean), words)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def milestone(request: HttpRequest, code: str, blind: str, milestone_id: int) -> HttpResponse:
    found = managed_application(request.user, code, blind)
    row = get_object_or_404(Milestone, appointment__application=found, pk=milestone_id)
    form = MilestoneForm(request.POST or None, initial={"held_on": row.held_on, "note": row.note} if row.held_on else {})
    words = {
        "title": _("%(who)s after %(day)d days") % {"who": found.person, "day": row.day},
        "lede": _("The right to go back without harm holds until the last of the three."),
        "submit": _("Note it"),
    }
    return _form(request, found, form, lambda clean: actions.note_milestone(milestone=row, actor=request.user, **clean), words)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def assign_review(request: HttpRequest, code: str, blind: str) -> HttpResponse:
    found = managed_application(request.user, code, blind)
    review = get_object_or_404(Appeal, application=found)
    form = AssignAppealForm(request.POST or None, reviewers=reviewers_for(found))
    words = {"title": _("Who looks at the review of %(code)s") % {"code": found.code}, "lede": review.text, "submit": _("Give it to them")}
    return _form(request, found, form, lambda clean: actions.assign_appeal(appeal=review, actor=request.user, **clean), words)


def _form(request: HttpRequest, found: Application, form, act, words: dict) -> HttpResponse:
    """A page with one form about one application, and back to it."""
    if request.method == "POST" and form.is_valid() and tried(request, lambda: act(form.cleaned_data), form=form, done=_("Done.")):
        return redirect("promotions:application", code=found.round.code, blind=found.code)
    context = {"form": form, "application": found, "round": found.round, **words}
    return render(request, "promotions/application_form.html", context, status=422 if form.errors else 200)
