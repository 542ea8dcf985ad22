"""Answers that could not be sent, brought in from the file that the learner's device saved: looked at first, then merged."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments.quizzes import actions, queries
from assessments.quizzes.exceptions import RescueRefused
from assessments.quizzes.forms import BringInForm, RescueForm
from assessments.quizzes.models import Attempt
from assessments.quizzes.permissions import can_grant_attempt
from assessments.quizzes.rescue import RescueFile
from assessments.quizzes.views.own import attempts
from lms.people.permissions import can_enrol


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rescue(request: HttpRequest) -> HttpResponse:
    """Takes a file and shows what it would change; nothing changes yet."""
    _only_those_who_may(request)
    form = RescueForm(request.POST, request.FILES) if request.method == "POST" else RescueForm()
    if form.is_bound and form.is_valid():
        try:
            return _preview(request, _attempt(request, form.found), form.found, form.cleaned_data["file"])
        except RescueRefused as refusal:
            form.add_error("file", refusal.reason)
    return render(request, "quizzes/rescue.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_POST
def bring_in(request: HttpRequest) -> HttpResponse:
    """Merges the file that was looked at."""
    _only_those_who_may(request)
    form = BringInForm(request.POST, closed=False)
    try:
        if not form.is_valid():
            raise RescueRefused(" ".join(form.errors.get("content", ())))
        attempt = _attempt(request, form.found)
        reason = request.POST.get("reason", "").strip()
        if not attempt.is_open and not reason:
            return _preview(request, attempt, form.found, form.cleaned_data["content"], asked=request.POST)
        brought = actions.bring_in(attempt=attempt, file=form.found, actor=request.user, reason=reason[:300])
    except RescueRefused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("quizzes:rescue")
    _say(request, brought)
    return redirect("quizzes:rescue") if brought.attempt.is_open else redirect("quizzes:result", brought.attempt.pk)


def _only_those_who_may(request: HttpRequest) -> None:
    if not can_enrol(request.user):
        raise PermissionDenied


def _attempt(request: HttpRequest, file: RescueFile) -> Attempt:
    """The attempt of a file, handed in first when its time has run out. Raises `RescueRefused`."""
    attempt = attempts().filter(pk=file.attempt).first()
    if attempt is None or not can_grant_attempt(request.user, attempt.enrolment):
        raise RescueRefused(_("This file is of nobody whose attempts you may open."))
    attempt = actions.end_overdue(attempt=attempt)
    actions.check_rescue(attempt=attempt, file=file)
    return attempt


def _preview(request: HttpRequest, attempt: Attempt, file: RescueFile, text: str, asked=None) -> HttpResponse:
    lines = queries.compare(attempt, file, timezone.now())
    form = BringInForm(asked, closed=not attempt.is_open, initial={"content": text})
    context = {
        "attempt": attempt,
        "title": queries.step_title(attempt),
        "lines": lines,
        "changes": sum(line.changes for line in lines),
        "form": form,
    }
    return render(request, "quizzes/rescue_preview.html", context, status=422 if form.errors else 200)


def _say(request: HttpRequest, brought: actions.BroughtIn) -> None:
    number, person = len(brought.slots), brought.attempt.person
    if not number:
        messages.info(request, _("Nothing has changed: the server had these answers, or newer ones."))
        return
    said = ngettext("One answer of %(person)s has been brought in.", "%(number)d answers of %(person)s have been brought in.", number)
    messages.success(request, said % {"person": person, "number": number})
