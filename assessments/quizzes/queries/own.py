"""What nearly every request of an attempt asks for, in SQL that is made once."""

from uuid import UUID

from assessments.quizzes.models import Attempt, Response
from lms.statements import Statement

_NO_ATTEMPT = UUID(int=0)
_ATTEMPT = Statement(
    lambda pk, person: Attempt.objects.select_related("enrolment").filter(pk=pk, person=person).order_by(),
    pk=_NO_ATTEMPT,
    person=999_999_999,
)
_ANSWERS = Statement(lambda attempt: Response.objects.filter(attempt=attempt).order_by("slot"), attempt=_NO_ATTEMPT)
_WORDED_ANSWERS = Statement(
    lambda attempt: Response.objects.filter(attempt=attempt).select_related("version__competency").order_by("slot"), attempt=_NO_ATTEMPT
)
_LOCKED = Statement(
    lambda pk: Attempt.objects.select_for_update(of=("self",)).select_related("enrolment__person").filter(pk=pk).order_by(), pk=_NO_ATTEMPT
)


def own_attempt(attempt_id: UUID, person) -> Attempt | None:
    """An attempt of this person with its enrolment; None for one of somebody else's, or none at all."""
    found = _ATTEMPT.first(pk=attempt_id, person=person.pk)
    if found is not None:
        found.person = person
    return found


def answers(attempt: Attempt) -> list[Response]:
    """Every answer of an attempt, by slot."""
    return _of(attempt, _ANSWERS.all(attempt=attempt.pk))


def unanswered(attempt: Attempt) -> int:
    return sum(one.answer == [] for one in answers(attempt))


def answers_with_versions(attempt: Attempt) -> list[Response]:
    """The same, each with the version it was served and its competency."""
    return _of(attempt, _WORDED_ANSWERS.all(attempt=attempt.pk))


def locked_attempt(attempt_id: UUID) -> Attempt:
    """With its enrolment and its person, until the transaction ends."""
    found = _LOCKED.get(pk=attempt_id)
    found.person = found.enrolment.person  # nobody starts an attempt in an enrolment of somebody else's
    return found


def _of(attempt: Attempt, rows: list[Response]) -> list[Response]:
    for one in rows:
        one.attempt = attempt
    return rows
