"""After an attempt: its result, a report on one of its questions, one more attempt."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.quizzes import actions, queries
from assessments.quizzes.enums import EndedBy
from assessments.quizzes.forms import GrantForm, ReportForm
from assessments.quizzes.models import Attempt
from assessments.quizzes.permissions import can_grant_attempt
from assessments.quizzes.views.own import attempts, visible_attempt
from courses.catalogue import actions as catalogue


@never_cache
@login_required
@require_safe
def result(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    attempt = visible_attempt(request, attempt_id)
    if attempt.is_open:
        return redirect("quizzes:attempt", attempt.pk, 1)
    return _result(request, attempt, ReportForm(), GrantForm())


@login_required
@require_POST
def report(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    attempt = get_object_or_404(attempts().visible_to(request.user).handed_in(), pk=attempt_id)
    form = ReportForm(request.POST, slots=len(attempt.slots))
    if not form.is_valid():
        return _result(request, attempt, form, GrantForm(), status=422)
    asked = attempt.responses.select_related("version__question").get(slot=form.cleaned_data["slot"])
    catalogue.report_error(
        page=attempt.quiz.page_ptr,
        person=request.user,
        text=form.cleaned_data["text"],
        block_id=queries.question_reference(asked.version.question),
    )
    messages.success(request, _("Thank you. Whoever wrote the question will look at it and answer you."))
    return redirect("quizzes:result", attempt.pk)


@login_required
@require_POST
def grant(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    """One more attempt for someone else, from the screen of their last one."""
    attempt = (
        attempts().visible_to(request.user).handed_in().filter(enrolment_id=enrolment_id, step_key=step_key).order_by("-number").first()
    )
    if attempt is None:
        raise Http404
    if not can_grant_attempt(request.user, attempt.enrolment):
        raise PermissionDenied
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _result(request, attempt, ReportForm(), form, status=422)
    actions.grant_attempt(enrolment=attempt.enrolment, step_key=step_key, reason=form.cleaned_data["reason"], actor=request.user)
    messages.success(request, _("%(person)s has one more attempt.") % {"person": attempt.person})
    return redirect("quizzes:result", attempt.pk)


def _result(request: HttpRequest, attempt: Attempt, report_form: ReportForm, grant_form: GrantForm, status: int = 200) -> HttpResponse:
    screen = queries.result_screen(attempt, request.user, timezone.now())
    own = attempt.person_id == request.user.pk
    may_grant = not own and can_grant_attempt(request.user, attempt.enrolment)
    context = {
        "screen": screen,
        "attempt": attempt,
        "own": own,
        "report_form": report_form,
        "grant_form": grant_form if may_grant and screen.standing.left == 0 else None,
        "may_bring_in": may_grant and attempt.ended_by != EndedBy.PERSON,
    }
    return render(request, "quizzes/result.html", context, status=status)
