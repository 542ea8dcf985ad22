"""What the readings of a performance come to once they are all in: a third reader, or a result with what it proves."""

import logging
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.roleplays.actions.proving import SEEN_ON
from assessments.roleplays.models import Performance
from assessments.rubrics.scoring import Combined, Line, Result, combine, levels, needs_third, result
from assessments.scores.actions.opening import assign_case
from assessments.scores.models import Case, RoleplayResult, Score
from assessments.scores.queries.readings import as_number, criteria_of, lines_of, marks_of, readings_of, submitted_scores
from courses.enrolments.actions import complete_step
from courses.enrolments.exceptions import CannotCompleteThus, NoSuchStep, NotActive, StepLocked
from lms.competencies.actions import record_evidence
from lms.competencies.models import Competency
from lms.notifications.actions import notify

logger = logging.getLogger(__name__)


def settle_case(*, performance: Performance, now: datetime | None = None) -> RoleplayResult | None:
    """Calls a third reader where two do not agree; gives the result once all are in. None while it waits. Safe to call twice."""
    now = now or timezone.now()
    with transaction.atomic():
        case = Case.objects.select_for_update().get(performance=performance)
        scores = submitted_scores(performance)
        if case.closed_at is not None:
            return RoleplayResult.objects.filter(performance=performance).latest_first().first()
        if len(scores) == 2 == case.readers and needs_third(readings_of(scores)):
            case.readers = 3
            case.save(update_fields=["readers"])
            assign_case(case=case, now=now)
        if len(scores) < case.readers:
            return None
        case.closed_at = now
        case.save(update_fields=["closed_at"])
        return _give_result(case.performance, scores, now)


def publish_result(
    *, performance: Performance, scores: list[Score], combined: Combined, proved: Combined | None, now: datetime
) -> RoleplayResult:
    """Writes a result and what follows from it. `proved` is what the licensed readers made of it: without them it proves nothing."""
    version = performance.version
    lines = lines_of(criteria_of(version.rubric_version))
    found = result(lines, combined.scores, critical=sorted(combined.critical), marks=marks_of(version.rubric_version))
    made = RoleplayResult.objects.create(
        performance=performance,
        number=RoleplayResult.objects.filter(performance=performance).count() + 1,
        verdict=found.verdict.value,
        percent=None if found.percent is None else round(Decimal(float(found.percent)), 2),
        scores={code: as_number(value) for code, value in combined.scores.items()},
        critical=list(found.critical),
        short=list(found.short),
        levels=_levels(lines, found, proved, version.content.get("ceiling_level") or version.scenario.ceiling_level),
        readers=len(scores),
        licensed=proved is not None,
        feedback=_feedback(scores),
        decided_at=now,
    )
    log(instance=performance, action="scores.decide", user=None, data={"verdict": made.verdict, "number": made.number})
    _record_evidence(made, version, now)
    if made.has_passed and made.licensed:
        _complete_step(performance, now)
    _tell(made)
    return made


def _give_result(performance: Performance, scores: list[Score], now: datetime) -> RoleplayResult:
    licensed = [one for one in scores if one.licensed]
    proved = combine(readings_of(licensed)) if licensed else None
    return publish_result(performance=performance, scores=scores, combined=combine(readings_of(scores)), proved=proved, now=now)


def _levels(lines: list[Line], found: Result, proved: Combined | None, ceiling: int) -> dict[str, int]:
    if proved is None or found.critical:
        return {}
    return levels(lines, proved.scores, ceiling=ceiling, critical=sorted(proved.critical))


def _feedback(scores: list[Score]) -> Score:
    """The words of one: at most two things to change at once. Of the last licensed one, who read it knowing most of the rubric."""
    return ([one for one in scores if one.licensed] or scores)[-1]


def source_of(made: RoleplayResult) -> str:
    """A passed roleplay is named as ladders ask for it; one that is not passed yet proves what it proves, and is not asked for."""
    kind = made.performance.version.content.get("type") or made.performance.version.scenario.type
    first = f"{'roleplay' if made.has_passed else 'performance'}:{kind}:{made.performance_id}"
    return first if made.number == 1 else f"{first}:{made.number}"


def _record_evidence(made: RoleplayResult, version, now: datetime) -> None:
    scenario = version.scenario
    titles = {"es": scenario.title_es, "en": scenario.title_en}
    for competency in Competency.objects.filter(code__in=made.levels):
        record_evidence(
            person=made.performance.person,
            competency=competency,
            kind="roleplay",
            level=made.levels[competency.code],
            ceiling=version.content.get("ceiling_level") or scenario.ceiling_level,
            source=source_of(made),
            source_titles=titles,
            source_version=str(version.number),
            observed_at=made.performance.ended_at or now,
            assessor=made.feedback.assessor,
            channel=SEEN_ON[scenario.channel],
        )


def _complete_step(performance: Performance, now: datetime) -> None:
    """The result is given whatever happens here: a lock that came down meanwhile takes it from nobody."""
    if performance.enrolment is None or performance.step_key is None:
        return
    facts = {"enrolment": performance.enrolment, "step_key": performance.step_key, "actor": performance.person, "now": now}
    try:
        with transaction.atomic():
            complete_step(**facts, by="roleplay")
    except (StepLocked, CannotCompleteThus, NotActive, NoSuchStep) as refusal:
        logger.warning("Performance %s passed, and its step stays open: %s", performance.pk, refusal)


def _tell(made: RoleplayResult) -> None:
    scenario = made.performance.version.scenario
    notify(
        person=made.performance.person,
        kind="scores.result",
        key=f"scores.result:{made.pk}",
        title=lambda: _("Your roleplay has been read: %(title)s") % {"title": scenario.title},
        text=lambda: _("You can see what worked, what to do next time, and answer."),
        url=reverse("scores:result", args=[made.performance_id]),
    )
