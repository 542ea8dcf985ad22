"""Scoring anew everybody who was asked a question that was put right, and telling them."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.quizzes.actions import rescore
from assessments.quizzes.models import Attempt, Correction, ResultChange
from lms.jobs.actions import report_progress
from lms.jobs.models import Job
from lms.jobs.registry import handles
from lms.notifications.actions import notify


@handles("marking.recompute", title=gettext_lazy("Score attempts anew after a correction"))
def recompute(job: Job) -> None:
    """Each attempt in a transaction of its own, with its message: a killed worker leaves none half done and tells nobody twice."""
    correction = Correction.objects.select_related("version").get(pk=job.payload["correction"])
    attempts = Attempt.objects.handed_in().filter(responses__version=correction.version_id).order_by("submitted_at", "pk")
    for number, attempt in enumerate(attempts.iterator(), 1):
        with transaction.atomic():
            change = rescore(attempt=attempt, correction=correction)
            if change is not None:
                _tell_change(change)
        if number % 20 == 0:
            report_progress(job=job, done=number)


@handles("marking.tell_result", title=gettext_lazy("Tell somebody their result"))
def tell_result(job: Job) -> None:
    """The person is told that everything they wrote has been read."""
    attempt = Attempt.objects.select_related("person", "quiz").get(pk=UUID(job.payload["attempt"]))
    notify(
        person=attempt.person,
        kind="quizzes.marked",
        key=f"quizzes.marked:{attempt.pk}:{job.payload['mark']}",
        title=lambda: _("Your result is ready: %(quiz)s") % {"quiz": attempt.quiz.title},
        text=lambda: _("Somebody has read what you wrote. You can see your points and what they say."),
        url=reverse("quizzes:result", args=[attempt.pk]),
    )


def _tell_change(change: ResultChange) -> None:
    attempt, reason = change.attempt, change.correction.reason
    before, after = change.before, change.after
    values = {"before": _points(before), "after": _points(after), "reason": reason}

    def words() -> str:
        said = _("A question of this quiz has been put right: %(reason)s You had %(before)s points and now have %(after)s.") % values
        if after["passed"] and not before["passed"]:
            said += " " + _("With that you have passed.")
        elif after["passed"]:
            said += " " + _("You had passed, and that stays.")
        return said

    notify(
        person=attempt.person,
        kind="quizzes.corrected",
        key=f"quizzes.corrected:{change.pk}",
        title=lambda: _("Your result has been put right: %(quiz)s") % {"quiz": attempt.quiz.title},
        text=words,
        url=reverse("quizzes:result", args=[attempt.pk]),
    )


def _points(result: dict) -> str:
    points, possible = (Decimal(result[name]).normalize() for name in ("points", "max_points"))
    return _("%(points)s of %(possible)s") % {"points": f"{points:f}", "possible": f"{possible:f}"}
