"""What one person gets beyond the rules: another attempt, more time."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from assessments.quizzes.actions.starting import set_deadline
from assessments.quizzes.models import Attempt, ExtraAttempt, QuizPage, TimeAdjustment
from assessments.quizzes.queries import standing_of
from courses.enrolments.models import Enrolment


def grant_attempt(*, enrolment: Enrolment, step_key: UUID, reason: str, actor) -> ExtraAttempt:
    """Opens one more attempt for a person who has none left; the last one opened is given back while it is still unused.

    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("A reason is needed for an extra attempt")
    with transaction.atomic():
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        quiz = QuizPage.objects.filter(translation_key=step_key).order_by("pk").first()
        granted = ExtraAttempt.objects.filter(enrolment=enrolment, step_key=step_key).order_by("pk").last()
        if granted and quiz and standing_of(enrolment.pk, step_key, quiz, timezone.now()).left != 0:
            return granted
        extra = ExtraAttempt.objects.create(enrolment=enrolment, step_key=step_key, reason=reason.strip()[:300], granted_by=actor)
        log(instance=enrolment, action="quizzes.grant_attempt", user=actor, data={"step": str(step_key), "reason": extra.reason})
    return extra


def grant_time(
    *,
    person,
    extra_percent: int = 0,
    no_limit: bool = False,
    starts_on: date,
    ends_on: date | None = None,
    actor,
    now: datetime | None = None,
) -> TimeAdjustment:
    """Gives a person more time, or all of it, in attempts that start in those days; the open ones get it too.

    What it says is in no log that others read. Raises ValueError for an adjustment that adjusts nothing or ends before it starts.
    """
    if not no_limit and not 0 < extra_percent <= 300:
        raise ValueError("An adjustment gives from 1 to 300 per cent, or no limit")
    if ends_on and ends_on < starts_on:
        raise ValueError("An adjustment ends after it starts")
    with transaction.atomic():
        adjustment = TimeAdjustment.objects.create(
            person=person,
            extra_percent=0 if no_limit else extra_percent,
            no_limit=no_limit,
            starts_on=starts_on,
            ends_on=ends_on,
            granted_by=actor,
        )
        _move_deadlines(person, now or timezone.now())
    return adjustment


def end_adjustment(*, adjustment: TimeAdjustment, on: date, actor) -> TimeAdjustment:
    """Its last day. Attempts that have started keep their time."""
    adjustment.ends_on = max(on, adjustment.starts_on)
    adjustment.save(update_fields=["ends_on"])
    return adjustment


def _move_deadlines(person, now: datetime) -> None:
    for attempt in Attempt.objects.open().select_for_update(of=("self",)).select_related("quiz").filter(person=person):
        if attempt.deadline_at and attempt.deadline_at > now:
            set_deadline(attempt, attempt.quiz, now=now)
            attempt.save(update_fields=["deadline_at"])
