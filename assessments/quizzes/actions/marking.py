"""Marking written answers, and putting a wrong question right for everyone who answered it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.quizzes.actions.ending import rescore
from assessments.quizzes.enums import AttemptState, CorrectionKind, QuestionKind
from assessments.quizzes.exceptions import AlreadyMarked, CannotCorrect
from assessments.quizzes.models import Attempt, Correction, Mark, QuestionVersion, Response
from lms.jobs.actions import enqueue


def mark_response(
    *,
    response: Response,
    points: Mapping[str, Decimal],
    comment: str = "",
    actor,
    seen_mark: int | None = None,
    now: datetime | None = None,
) -> Mark:
    """Adds a reading of a written answer by its rubric; the last one missing gives the attempt its result.

    `points` has a number for each criterion, from 0 to what it is worth, or ValueError is raised. `seen_mark` is the latest mark that
    the actor has read: `AlreadyMarked` is raised when somebody has marked it since, so that nobody's reading is overwritten unseen.
    """
    now = now or timezone.now()
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=response.attempt_id)
        response = Response.objects.select_related("version").get(pk=response.pk)
        latest = response.marks.first()
        if latest and latest.pk != seen_mark:
            raise AlreadyMarked(latest)
        mark = Mark.objects.create(
            response=response,
            points={key: float(value) for key, value in points.items()},
            share=_share(response.version.content["rubric"], points),
            comment=comment.strip(),
            marked_by=actor,
            marked_at=now,
        )
        Response.objects.filter(pk=response.pk).update(points=mark.share)
        facts = {"attempt": str(attempt.pk), "slot": response.slot, "mark": mark.pk}
        log(instance=attempt.enrolment, action="quizzes.mark_response", user=actor, data=facts)
        rescore(attempt=attempt, now=now)
        attempt.refresh_from_db()
        if attempt.state == AttemptState.SUBMITTED:
            enqueue(kind="marking.tell_result", payload={"attempt": str(attempt.pk), "mark": mark.pk}, key=f"marking.tell_result:{mark.pk}")
    return mark


def correct_version(
    *, version: QuestionVersion, kind: str, reason: str, actor, by_version: QuestionVersion | None = None, now: datetime | None = None
) -> Correction:
    """Decides how a version counts for everybody who was asked it, and queues the work of scoring them anew.

    VOID: for nobody. REKEY: by the key of `by_version`, a later version of the same question. KEEP: as it was asked, which takes an
    earlier correction back. Raises `CannotCorrect` with what is missing.
    """
    if not reason.strip():
        raise CannotCorrect(_("Say why: the people whose result changes read it."))
    if kind == CorrectionKind.REKEY and (by_version is None or not fits_key(version, by_version)):
        raise CannotCorrect(_("Choose a later version of this question with the same things to choose from."))
    with transaction.atomic():
        correction = Correction.objects.create(
            version=version,
            kind=kind,
            content=by_version.content if kind == CorrectionKind.REKEY and by_version else {},
            reason=reason.strip(),
            decided_by=actor,
            decided_at=now or timezone.now(),
        )
        facts = {"version": version.number, "kind": kind, "reason": correction.reason}
        log(instance=version.question, action="quizzes.correct_version", user=actor, data=facts)
        total = version.responses.exclude(attempt__state=AttemptState.OPEN).count()
        enqueue(kind="marking.recompute", payload={"correction": correction.pk}, key=f"marking.recompute:{correction.pk}", total=total)
    return correction


def fits_key(version: QuestionVersion, other: QuestionVersion) -> bool:
    """Whether answers to `version` can be scored by the key of `other`: the same kind, and what could be chosen is still there."""
    if version.question_id != other.question_id or version.kind != other.kind or version.pk == other.pk:
        return False
    if version.kind == QuestionKind.FREE:
        return False
    return _keys(version.content) == _keys(other.content)


def _keys(content: Mapping) -> dict[str, list]:
    kept = ("options", "items", "prompts", "targets", "areas")
    keys = {name: sorted(one["key"] for one in content.get(name) or ()) for name in kept}
    gaps = [(gap["key"], gap["kind"], sorted(one["key"] for one in gap.get("options") or ())) for gap in content.get("gaps") or ()]
    return {**keys, "gaps": sorted(gaps)}


def _share(rubric: list[Mapping], points: Mapping[str, Decimal]) -> Decimal:
    worth = {one["key"]: Decimal(str(one["points"])) for one in rubric}
    if set(points) != set(worth) or any(not 0 <= value <= worth[key] for key, value in points.items()):
        raise ValueError("Each criterion gets from nothing to what it is worth")
    return (sum(points.values(), Decimal(0)) / sum(worth.values())).quantize(Decimal("0.0001"))
