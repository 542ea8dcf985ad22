"""The attempts that a request may touch."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from assessments.quizzes import queries
from assessments.quizzes.actions import end_overdue
from assessments.quizzes.models import Attempt


def attempts():
    return Attempt.objects.select_related("enrolment", "person")


def visible_attempt(request: HttpRequest, attempt_id: UUID) -> Attempt:
    """Mostly one's own, which is found without asking whose results one may see; else one of theirs."""
    own = queries.own_attempt(attempt_id, request.user)
    return own or get_object_or_404(attempts().visible_to(request.user), pk=attempt_id)


def own_attempt(request: HttpRequest, attempt_id: UUID) -> Attempt:
    """One's own attempt. When its time has run out it is handed in first: whoever asks does not have to wait for a worker."""
    attempt = queries.own_attempt(attempt_id, request.user)
    if attempt is None:
        raise Http404
    return end_overdue(attempt=attempt)
