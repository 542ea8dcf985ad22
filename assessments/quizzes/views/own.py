"""The attempts that a request may touch."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from assessments.quizzes.models import Attempt


def attempts():
    return Attempt.objects.select_related("enrolment", "quiz", "person")


def own_attempt(request: HttpRequest, attempt_id: UUID) -> Attempt:
    return get_object_or_404(attempts(), pk=attempt_id, person=request.user)
