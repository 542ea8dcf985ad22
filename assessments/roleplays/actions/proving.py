"""What a finished simulation does for its step: completes it, and leaves evidence of level 2 at most. It decides nothing."""

from datetime import datetime

from django.db import transaction

from assessments.roleplays.conversation.playing import EVIDENCE_CEILING, Walk, evidence_levels
from assessments.roleplays.enums import Channel
from assessments.roleplays.models import Performance
from courses.enrolments.actions import complete_step
from courses.enrolments.exceptions import CannotCompleteThus, NoSuchStep, NotActive, StepLocked
from lms.competencies.actions import record_evidence
from lms.competencies.enums import Channel as SeenOn
from lms.competencies.models import Competency, Evidence, EvidenceKind

SIMULATION = "roleplay_auto"  # not "roleplay", which is an assessed one and may decide a promotion
KIND = {"name_es": "Simulación ramificada (práctica)", "name_en": "Branching simulation (practice)", "max_level": EVIDENCE_CEILING}
SEEN_ON = {
    Channel.VOICE: SeenOn.PHONE,
    Channel.CHAT: SeenOn.CHAT,
    Channel.EMAIL: SeenOn.EMAIL,
    Channel.IN_PERSON: SeenOn.IN_PERSON,
}


def settle_step(*, performance: Performance, after: Walk, now: datetime) -> None:
    """Nothing for private practice, or where the step is no longer the person's to do."""
    if not (performance.enrolment_id and performance.step_key):
        return
    try:
        with transaction.atomic():
            enrolment, step_key = performance.enrolment, performance.step_key
            complete_step(enrolment=enrolment, step_key=step_key, actor=performance.person, now=now, by="roleplay")
    except (StepLocked, NotActive, NoSuchStep, CannotCompleteThus):
        return
    _prove(performance, evidence_levels(after), now)


def _prove(performance: Performance, levels: dict[str, int], now: datetime) -> None:
    """Once a step, competency and level: playing again adds only what was not shown before."""
    if not levels:
        return
    EvidenceKind.objects.get_or_create(code=SIMULATION, defaults=KIND)
    source = f"simulation:{performance.enrolment_id}/{performance.step_key}"
    shown = _shown_before(performance, source)
    for competency in Competency.objects.filter(code__in=levels):
        level = levels[competency.code]
        if level > shown.get(competency.pk, 0):
            _record(performance, competency, level, f"{source}/{level}", now)


def _shown_before(performance: Performance, source: str) -> dict[int, int]:
    rows = Evidence.objects.filter(person=performance.person_id, kind__code=SIMULATION, source__startswith=f"{source}/")
    return dict(rows.order_by("level").values_list("competency_id", "level"))


def _record(performance: Performance, competency: Competency, level: int, source: str, now: datetime) -> None:
    scenario = performance.version.scenario
    record_evidence(
        person=performance.person,
        competency=competency,
        kind=SIMULATION,
        level=level,
        source=source,
        source_titles={"es": scenario.title_es, "en": scenario.title_en},
        source_version=str(performance.version.number),
        observed_at=now,
        channel=SEEN_ON[scenario.channel],
        ceiling=min(EVIDENCE_CEILING, scenario.ceiling_level),
    )
