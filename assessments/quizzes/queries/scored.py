"""What an attempt comes to as things stand: its answers, the marks given, the corrections in force. Writes nothing."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from uuid import UUID

from assessments.quizzes import scoring
from assessments.quizzes.enums import CorrectionKind, QuestionKind
from assessments.quizzes.models import Attempt, Correction, Response
from lms.statements import Statement

_IN_ATTEMPT = Statement(
    lambda attempt: Correction.objects.filter(version__in=Response.objects.filter(attempt=attempt).values("version")).order_by(
        "decided_at", "pk"
    ),
    attempt=UUID(int=0),
)


def corrections_of(version_ids: Collection[int]) -> dict[int, Correction]:
    """The correction in force for each version that has one."""
    rows = Correction.objects.filter(version_id__in=version_ids).order_by("decided_at", "pk")
    return {one.version_id: one for one in rows}


def corrections_in(attempt: Attempt) -> dict[int, Correction]:
    """The same for every version that an attempt was served."""
    return {one.version_id: one for one in _IN_ATTEMPT.all(attempt=attempt.pk)}


def scored(attempt: Attempt, responses: Sequence[Response], corrections: Mapping[int, Correction]) -> scoring.Result:
    """The result of an attempt. `responses` are all of its own, by slot, with their version and its competency."""
    asked = [_asked(one, corrections.get(one.version_id), attempt.practice) for one in responses]
    return scoring.score(asked, pass_percent=attempt.rules["pass_percent"], all_right_in=attempt.rules["all_right_in"])


def _asked(response: Response, correction: Correction | None, practice: bool) -> scoring.Asked:
    version = response.version
    written = version.kind == QuestionKind.FREE
    rekeyed = correction and correction.kind == CorrectionKind.REKEY
    return scoring.Asked(
        kind=version.kind,
        competency=version.competency.code,
        content=correction.content if rekeyed else version.content,
        answer=response.answer,
        marked=Fraction(response.points) if written and response.points is not None else None,
        # Nobody reads a practice attempt but its person, so nobody marks what was written in it.
        void=bool(correction and correction.kind == CorrectionKind.VOID) or (written and practice),
    )
