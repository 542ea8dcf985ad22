"""Bringing in answers that a learner carried in a file because they could not be sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import log

from assessments.quizzes.actions.answering import MAX_COUNTER, MOST_SECONDS
from assessments.quizzes.actions.ending import rescore
from assessments.quizzes.enums import EndedBy, QuestionKind
from assessments.quizzes.exceptions import RescueRefused
from assessments.quizzes.models import Attempt, Response
from assessments.quizzes.queries import Compared, compare
from assessments.quizzes.rescue import RescueFile
from lms.notifications.actions import notify

# An attempt that its person handed in is over: what they sent then is what they meant.
ENDED_BY_THE_SERVER = frozenset({EndedBy.DEADLINE, EndedBy.SYSTEM})


@dataclass(frozen=True)
class BroughtIn:
    """`slots` are those whose answer changed; empty when the server had everything already."""

    attempt: Attempt
    slots: tuple[int, ...]


def check_rescue(*, attempt: Attempt, file: RescueFile) -> None:
    """Raises `RescueRefused` for a file that is not of this attempt and person, or an attempt that takes none."""
    if file.attempt != attempt.pk or file.person != attempt.person_id:
        raise RescueRefused(gettext_lazy("This file is of another attempt, or of another person."))
    if attempt.practice:
        raise RescueRefused(gettext_lazy("This attempt was for practice: nobody but its person sees it."))
    if not attempt.is_open and attempt.ended_by not in ENDED_BY_THE_SERVER:
        raise RescueRefused(gettext_lazy("The person handed this attempt in: its answers no longer change."))


def bring_in(*, attempt: Attempt, file: RescueFile, actor, reason: str = "", now: datetime | None = None) -> BroughtIn:
    """Merges a file into its attempt by the counter of each answer: what is newer on the server stays.

    An attempt that the server has ended is scored anew, and needs a written reason. The trail says who, why and what; the person
    is told. Safe to call twice: the second time nothing is newer. Raises `RescueRefused`.
    """
    now = now or timezone.now()
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment", "person", "quiz").get(pk=attempt.pk)
        check_rescue(attempt=attempt, file=file)
        if not attempt.is_open and not reason.strip():
            raise RescueRefused(gettext_lazy("Write why these answers count although the attempt has ended."))
        changed = [one for one in compare(attempt, file, now) if one.changes]
        if not changed:
            return BroughtIn(attempt, ())
        before = _result(attempt)
        for one in changed:
            _keep(attempt, one, now)
        if not attempt.is_open:
            rescore(attempt=attempt, now=now)
            attempt.refresh_from_db()
        slots = tuple(one.slot for one in changed)
        data = {"attempt": str(attempt.pk), "slots": slots, "reason": reason.strip(), "before": before, "after": _result(attempt)}
        log(instance=attempt.enrolment, action="quizzes.bring_in_answers", user=actor, data=data)
        _tell(attempt, file, len(slots), reason.strip())
    return BroughtIn(attempt, slots)


def _keep(attempt: Attempt, one: Compared, now: datetime) -> None:
    values: dict[str, Any] = {"answer": one.brought, "counter": min(one.entry.counter, MAX_COUNTER), "saved_at": now}
    if one.entry.seconds:
        values["seconds"] = min(one.entry.seconds, MOST_SECONDS)
    # A mark was given to the text that was there; the other one is read anew.
    row = Response.objects.filter(attempt=attempt, slot=one.slot)
    if row.filter(version__kind=QuestionKind.FREE).exists():
        values["points"] = None
    row.update(**values)


def _result(attempt: Attempt) -> dict[str, Any]:
    return {"state": attempt.state, "points": None if attempt.points is None else str(attempt.points), "passed": attempt.passed}


def _tell(attempt: Attempt, file: RescueFile, number: int, reason: str) -> None:
    name = "attempt" if attempt.is_open else "result"
    args = [attempt.pk, 1] if attempt.is_open else [attempt.pk]

    def text() -> str:
        said = ngettext("One answer that was on your device counts now.", "%(number)d answers that were on your device count now.", number)
        return " ".join(filter(None, [said % {"number": number}, reason]))

    notify(
        person=attempt.person,
        kind="quizzes.brought_in",
        key=f"quizzes.brought_in:{attempt.pk}:{file.checksum}",
        title=lambda: _("Your answers to “%(quiz)s” have been brought in") % {"quiz": attempt.quiz.title},
        text=text,
        url=reverse(f"quizzes:{name}", args=args),
    )
