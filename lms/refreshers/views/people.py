"""One's own refreshers and requests; those of the people one leads; what one stands on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.refreshers import actions
from lms.refreshers.exceptions import RefresherError
from lms.refreshers.forms import AnswerForm, RequestForm, WordsForm
from lms.refreshers.models import RefresherAssignment, RefresherRequest
from lms.refreshers.permissions import can_see_team
from lms.refreshers.queries import screens
from lms.refreshers.queries.asking import modules_to_ask_for
from lms.refreshers.wording import band_in_words, chance_in_words, rule_in_words

PER_PAGE = 25


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return _mine(request, _form(request))


@login_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    form = _form(request, request.POST)
    if not form.is_valid():
        return _mine(request, form, status=422)
    actions.ask_for(person=request.user, module=form.cleaned_data["module"], words=form.cleaned_data["words"], actor=request.user)
    messages.success(request, _("Your request is with whoever leads and teaches you. The answer will stand here."))
    return redirect("refreshers:mine")


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    rows = RefresherAssignment.objects.visible_to(request.user)
    found = get_object_or_404(
        rows.select_related("person", "module", "version__rule", "enrolment__assignment__actor", "decided_by", "rule__owner"), pk=pk
    )
    context = {
        "one": found,
        "is_mine": found.person_id == request.user.pk,
        "says": rule_in_words(found.version, screens.names_of()),
        "chance": chance_in_words(found.numbers),
        "band": band_in_words(found.numbers) if found.trigger == "kpi" else "",
    }
    return render(request, "refreshers/one.html", context)


@never_cache
@login_required
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    if not can_see_team(request.user):
        raise PermissionDenied
    page = Paginator(screens.team_refreshers(request.user), PER_PAGE).get_page(request.GET.get("page"))
    asked = Paginator(screens.requests_to_answer(request.user), PER_PAGE).get_page(request.GET.get("asked"))
    return render(request, "refreshers/team.html", {"page": page, "asked": asked})


@login_required
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    row = _decided(request, pk)
    return _done(request, lambda: actions.give_proposed(assignment=row, actor=request.user, today=timezone.localdate()), _("Given."))


@login_required
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    return _ended(request, pk, actions.decline, _("It is not given. Your words are kept with it."))


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _ended(request, pk, actions.withdraw, _("Taken back. The person reads why."))


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(RefresherRequest.objects.answerable_by(request.user), pk=pk)
    form, grants = AnswerForm(request.POST), request.POST.get("grants") == "1"
    if not form.is_valid():
        messages.error(request, _("Write your answer: the person reads it."))
        return redirect("refreshers:team")
    words = form.cleaned_data["words"]
    return _done(
        request,
        lambda: actions.answer_request(request=asked, grants=grants, words=words, actor=request.user, today=timezone.localdate()),
        _("Answered. The person has been told."),
    )


def _form(request: HttpRequest, data=None) -> RequestForm:
    return RequestForm(data, modules=modules_to_ask_for(request.user, timezone.localdate()))


def _mine(request: HttpRequest, form: RequestForm, status: int = 200) -> HttpResponse:
    context = {
        "refreshers": screens.mine(request.user),
        "requests": screens.my_requests(request.user),
        "form": form,
        "can_ask": bool(form.modules),
        "sees_team": can_see_team(request.user),
    }
    return render(request, "refreshers/mine.html", context, status=status)


def _decided(request: HttpRequest, pk: int) -> RefresherAssignment:
    return get_object_or_404(RefresherAssignment.objects.decided_by(request.user), pk=pk)


def _ended(request: HttpRequest, pk: int, action, said: str) -> HttpResponse:
    row, form = _decided(request, pk), WordsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why: the words are kept with it."))
        return redirect("refreshers:team")
    words = form.cleaned_data["words"]
    return _done(request, lambda: action(assignment=row, words=words, actor=request.user, today=timezone.localdate()), said)


def _done(request: HttpRequest, act, said: str) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except RefresherError as refusal:
        messages.error(request, str(refusal))
    return redirect("refreshers:team")
