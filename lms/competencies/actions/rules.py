"""What it takes to prove each level: drafted, looked at, put in force with a reason. What was in force never changes."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from lms.competencies.actions.states import refresh_states
from lms.competencies.enums import RuleStatus
from lms.competencies.exceptions import NoDraft, ReasonMissing, RuleIsFaulty
from lms.competencies.levels import faults_of
from lms.competencies.models import Competency, EvidenceKind, Framework, LevelRule
from lms.competencies.queries.rules import people_with_evidence, preview_key
from lms.jobs.actions import enqueue
from lms.jobs.models import Job

CHUNK = 1000  # people a job


def draft_rule(*, framework: Framework, rule: dict[str, Any], actor) -> LevelRule:
    """Keeps a rule as the framework's draft: the one there is, or a new version. Raises RuleIsFaulty with where and why."""
    faults = faults_of(rule, EvidenceKind.objects.values_list("code", flat=True))
    if faults:
        raise RuleIsFaulty(faults)
    with transaction.atomic():
        versions = _locked(framework)
        draft = versions.filter(status=RuleStatus.DRAFT).first()
        if draft is None:
            number = (versions.aggregate(last=Max("number"))["last"] or 0) + 1
            return LevelRule.objects.create(framework=framework, number=number, rule=rule, created_by=actor)
        draft.rule, draft.created_by = rule, actor
        draft.save(update_fields=["rule", "created_by"])
    return draft


def publish_rule(*, rule: LevelRule, reason: str, actor) -> LevelRule:
    """Puts a draft in force in place of the rule before it, and asks the workers to compute everybody anew.

    Safe to call twice: what is in force stays. Raises ReasonMissing, or NoDraft for a rule that was in force before.
    """
    if not reason.strip():
        raise ReasonMissing("Say why it changes")
    with transaction.atomic():
        versions, now = _locked(rule.framework), timezone.now()
        rule.refresh_from_db()
        if rule.status == RuleStatus.LIVE:
            return rule
        if rule.status != RuleStatus.DRAFT:
            raise NoDraft("A rule that was in force does not come back: draft it anew")
        versions.filter(status=RuleStatus.LIVE).update(status=RuleStatus.RETIRED, live_until=now)
        rule.status, rule.reason, rule.live_from = RuleStatus.LIVE, reason.strip(), now
        rule.save(update_fields=["status", "reason", "live_from"])
        log(instance=rule, action="competencies.publish_rule", user=actor, title=str(rule), data={"reason": rule.reason})
        recompute_levels(rule=rule, actor=actor)
    return rule


def recompute_levels(*, rule: LevelRule, actor=None) -> list[Job]:
    """Asks the workers to read everybody's evidence anew by a rule, once."""
    return read_anew(framework=rule.framework, cause=str(rule.pk), actor=actor)


def read_anew(*, framework: Framework, cause: str, actor=None) -> list[Job]:
    """Asks the workers to read everybody's evidence of a framework anew, a thousand people a job. Each part is asked for once a cause."""
    ids = people_with_evidence(framework)
    return [
        enqueue(
            kind="competencies.recompute",
            payload={"framework": framework.pk, "first": chunk[0], "last": chunk[-1]},
            key=f"competencies.recompute:{cause}:{chunk[0]}-{chunk[-1]}",
            actor=actor,
            total=len(chunk),
        )
        for chunk in (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
    ]


def refresh_framework(*, framework_id: int, person_ids: list[int]) -> int:
    """Computes anew what people's evidence proves of one framework. Returns how many rows were written."""
    competencies = Competency.objects.filter(group__framework=framework_id).values_list("pk", flat=True)
    return refresh_states(person_ids=person_ids, competency_ids=competencies)


def preview_rule(*, rule: LevelRule, actor) -> Job:
    """Asks a worker who would change by a rule. Asking again for the same rule on the same day gives the same answer."""
    return enqueue(
        kind="competencies.preview_rule",
        payload={"rule": rule.pk},
        key=preview_key(rule),
        actor=actor,
        total=len(people_with_evidence(rule.framework)),
    )


def _locked(framework: Framework):
    """The versions of a framework, which nobody else changes until this transaction ends."""
    list(Framework.objects.select_for_update(no_key=True).filter(pk=framework.pk).values_list("pk"))
    return LevelRule.objects.filter(framework=framework)
