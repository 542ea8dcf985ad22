"""The questions that learners ask on their lessons, for those who answer them."""

from django.db.models import QuerySet

from courses.enrolments.models import LessonQuestion


def questions_for(user, *, mine: bool = False, answered: bool = False, text: str = "") -> QuerySet[LessonQuestion]:
    """What this user may answer: the waiting ones, the oldest first; or the answered ones, the latest answer first.

    `mine` keeps those of the cohorts one teaches or tutors.
    """
    rows = LessonQuestion.objects.answerable_by(user).select_related("person", "answered_by", "enrolment__cohort").searched(text)
    if mine:
        rows = rows.of_cohorts_of(user)
    if answered:
        return rows.filter(answered_at__isnull=False).order_by("-answered_at")
    return rows.waiting().order_by("asked_at")


def waiting_count(user) -> int:
    """How many questions wait for this user or a colleague."""
    return LessonQuestion.objects.answerable_by(user).waiting().count()
