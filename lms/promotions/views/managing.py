"""A call in the hands of HR: preparing it, opening it, changing it in the open, and each step after that."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.promotions import actions
from lms.promotions.enums import RoundState
from lms.promotions.forms import AmendForm, ExerciseForm, MemberForm, NeedForm, RoundForm, SettleRecusalForm
from lms.promotions.models import Adjustment, Exercise, PanelMember, PromotionRound, Recusal
from lms.promotions.permissions import can_manage, may_manage
from lms.promotions.queries.managing import round_page
from lms.promotions.queries.published import top_exercises
from lms.promotions.views.guards import managed, seen, signed_in, tried


@signed_in
@require_safe
def manage(request: HttpRequest, code: str) -> HttpResponse:
    round = managed(request.user, code)
    screen = round_page(round, timezone.localdate())
    return render(request, "promotions/manage.html", {"screen": screen, "round": round, "today": timezone.localdate()})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if not may_manage(request.user):
        raise PermissionDenied
    return _edited(request, PromotionRound())


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    round = managed(request.user, code)
    if round.state != RoundState.DRAFT:
        return redirect("promotions:amend", code=round.code)
    return _edited(request, round)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """`AmendForm` is bound to a copy, so that a refused change is not shown as made."""
    round = managed(request.user, code)
    form = AmendForm(request.POST or None, instance=PromotionRound.objects.get(pk=round.pk), user=request.user)
    if request.method == "POST" and form.is_valid():
        why = {language: form.cleaned_data[f"why_{language}"] for language in ("es", "en")}
        done = _("Published. Whoever has applied is told.")
        if tried(request, lambda: actions.amend_round(round=round, values=form.changed, why=why, actor=request.user), form=form, done=done):
            return redirect("promotions:manage", code=round.code)
    return render(request, "promotions/amend.html", {"form": form, "round": round}, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: HttpRequest, code: str, exercise_id: int | None = None) -> HttpResponse:
    round = managed(request.user, code)
    found = get_object_or_404(Exercise, round=round, pk=exercise_id) if exercise_id else Exercise(round=round)
    form = ExerciseForm(request.POST or None, instance=found, round=round)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.save_exercise(exercise=form.save(commit=False), actor=request.user)  # noqa: E731
        if tried(request, act, form=form, done=_("Saved.")):
            return redirect("promotions:manage", code=round.code)
    context = {"form": form, "round": round, "exercise": found, "others": top_exercises(round)}
    return render(request, "promotions/exercise.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def remove_exercise(request: HttpRequest, code: str, exercise_id: int) -> HttpResponse:
    round = managed(request.user, code)
    found = get_object_or_404(Exercise, round=round, pk=exercise_id)
    tried(request, lambda: actions.remove_exercise(exercise=found, actor=request.user), done=_("Removed."))
    return redirect("promotions:manage", code=round.code)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, code: str) -> HttpResponse:
    round = managed(request.user, code)
    form = MemberForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.name_member(round=round, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("They are on the panel.")):
            return redirect("promotions:manage", code=round.code)
    return render(request, "promotions/member.html", {"form": form, "round": round}, status=422 if form.errors else 200)


@signed_in
@require_POST
def remove_member(request: HttpRequest, code: str, member_id: int) -> HttpResponse:
    round = managed(request.user, code)
    found = get_object_or_404(PanelMember, round=round, pk=member_id)
    tried(request, lambda: actions.remove_member(member=found, actor=request.user), done=_("Removed."))
    return redirect("promotions:manage", code=round.code)


ACTS = {
    "open": lambda round, actor: actions.open_round(round=round, actor=actor),
    "freeze": lambda round, actor: actions.freeze_all(round=round, actor=actor),
    "begin": lambda round, actor: actions.start_assessing(round=round, actor=actor),
    "close-scoring": lambda round, actor: actions.close_scoring(round=round, actor=actor),
    "announce": lambda round, actor: actions.announce(round=round, actor=actor),
    "close": lambda round, actor: actions.close_round(round=round, actor=actor),
}


@signed_in
@require_POST
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step of the call. Each is safe to ask for twice, so that a double click is a click."""
    if name not in ACTS:
        raise Http404
    round = managed(request.user, code)
    tried(request, lambda: ACTS[name](round, request.user), done=_("Done."))
    return redirect("promotions:manage", code=round.code)


@signed_in
@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    round = managed(request.user, code)
    if tried(request, lambda: actions.discard_round(round=round, actor=request.user), done=_("The draft is gone.")):
        return redirect("promotions:calls")
    return redirect("promotions:manage", code=round.code)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def recusal(request: HttpRequest, code: str, recusal_id: int) -> HttpResponse:
    round = managed(request.user, code)
    found = get_object_or_404(Recusal.objects.select_related("round", "member__person", "application__person"), round=round, pk=recusal_id)
    form = SettleRecusalForm(request.POST or None, user=request.user, round=round)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.settle_recusal(recusal=found, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("Settled. Whoever asked is told.")):
            return redirect("promotions:manage", code=round.code)
    context = {"form": form, "round": round, "recusal": found}
    return render(request, "promotions/recusal.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def needs(request: HttpRequest, code: str) -> HttpResponse:
    """What candidates need: for the person named for it and HR, on a page of its own."""
    round = _cared_for(request.user, code)
    return render(request, "promotions/needs.html", {"rows": list(_needs_of(round)), "round": round})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer_need(request: HttpRequest, code: str, need_id: int) -> HttpResponse:
    round = _cared_for(request.user, code)
    found = get_object_or_404(_needs_of(round), pk=need_id)
    form = NeedForm(request.POST or None, initial={"answer": found.answer})
    if request.method == "POST" and form.is_valid():
        actions.answer_need(adjustment=found, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. The candidate is told."))
        return redirect("promotions:needs", code=round.code)
    context = {"form": form, "round": round, "need": found}
    return render(request, "promotions/need.html", context, status=422 if form.errors else 200)


def _cared_for(user, code: str) -> PromotionRound:
    """A call of which one is the person named for adjustments, or which one manages."""
    round = seen(user, code)
    if not (can_manage(user, round) or user.pk == round.adjustments_contact_id):
        raise PermissionDenied
    return round


def _needs_of(round: PromotionRound):
    return Adjustment.objects.filter(application__round=round).select_related("application__person", "answered_by").order_by("asked_at")


def _edited(request: HttpRequest, round: PromotionRound) -> HttpResponse:
    form = RoundForm(request.POST or None, instance=round, user=request.user)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.save_round(round=form.save(commit=False), actor=request.user)  # noqa: E731
        if tried(request, act, form=form, done=_("Saved as a draft.")):
            return redirect("promotions:manage", code=form.instance.code)
    return render(request, "promotions/edit.html", {"form": form, "round": round}, status=422 if form.errors else 200)
