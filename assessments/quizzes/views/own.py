"""The attempts that a request may touch."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from assessments.quizzes.actions import end_overdue
from assessments.quizzes.models import Attempt


def attempts():
    return Attempt.objects.select_related("enrolment", "person")


def visible_attempt(request: HttpRequest, attempt_id: UUID) -> Attempt:
    """Mostly one's own, which is found without asking whose results one may see; else one of theirs."""
    own = Attempt.objects.select_related("enrolment").filter(pk=attempt_id, person=request.user).first()
    if own is None:
        return get_object_or_404(attempts().visible_to(request.user), pk=attempt_id)
    own.person = request.user
    return own


def own_attempt(request: HttpRequest, attempt_id: UUID) -> Attempt:
    """One's own attempt. When its time has run out it is handed in first: whoever asks does not have to wait for a worker."""
    attempt = get_object_or_404(Attempt.objects.select_related("enrolment"), pk=attempt_id, person=request.user)
    attempt.person = request.user
    return end_overdue(attempt=attempt)
