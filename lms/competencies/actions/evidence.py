"""Recording what was proved. Nothing here updates or deletes evidence."""

from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.competencies.actions.states import refresh_states
from lms.competencies.emails import tell_of_void
from lms.competencies.enums import QuestionOutcome
from lms.competencies.exceptions import AboutOneself, ReasonMissing
from lms.competencies.models import Competency, Evidence, EvidenceKind, EvidenceQuestion, EvidenceVoid
from lms.competencies.signals import evidence_recorded


def record_evidence(
    *,
    person,
    competency: Competency,
    kind: str,
    level: int,
    source: str,
    source_titles: dict[str, str] | None = None,
    source_version: str = "",
    observed_at: datetime | None = None,
    expires_on: date | None = None,
    assessor=None,
    channel: str = "",
    fact: str = "",
    document=None,
    ceiling: int | None = None,
) -> Evidence:
    """Appends one piece of evidence at the level seen (1 to 5) and computes what it changes, in one transaction.

    What it may prove is decided when it is read: by its kind, its competency and its own `ceiling`. Without `expires_on` it
    holds as long as its competency says. Safe to call twice: one row a (person, competency, kind, source). `source` names the
    fact it stands on, as "enrolment:12/module:<key>" or "attempt:<id>". Raises `EvidenceKind.DoesNotExist` for an unknown
    kind.
    """
    observed_at = observed_at or timezone.now()
    titles = source_titles or {}
    with transaction.atomic():
        evidence, created = Evidence.objects.get_or_create(
            person=person,
            competency=competency,
            kind=EvidenceKind.objects.get(code=kind),
            source=source,
            defaults={
                "level": level,
                "ceiling": ceiling,
                "fact": fact,
                "document": document or "",
                "source_title_es": titles.get("es", ""),
                "source_title_en": titles.get("en", ""),
                "source_version": source_version,
                "assessor": assessor,
                "channel": channel,
                "observed_at": observed_at,
                "expires_on": expires_on or _expiry(competency, observed_at),
            },
        )
        if created:
            refresh_states(person_ids=[evidence.person_id], competency_ids=[evidence.competency_id])
            transaction.on_commit(lambda: evidence_recorded.send(sender=Evidence, evidence_id=evidence.pk), robust=True)
    return evidence


def void_evidence(*, evidence: Evidence, reason: str, actor, tell: bool = True) -> EvidenceVoid:
    """Says why a piece of evidence no longer counts, and computes what that changes. The row stays.

    The person is told, unless `tell` is False or the system does it. Safe to call twice: the first reason stands. Raises
    ReasonMissing, or AboutOneself for evidence on the actor.
    """
    if not reason.strip():
        raise ReasonMissing("A reason is needed to void evidence")
    if actor is not None and actor.pk == evidence.person_id:
        raise AboutOneself("Nobody voids evidence about themselves")
    with transaction.atomic():
        void, created = EvidenceVoid.objects.get_or_create(evidence=evidence, defaults={"reason": reason.strip(), "actor": actor})
        if created:
            _settle_question(evidence, void)
            if tell and actor is not None:
                tell_of_void(evidence, void.reason)
            log(instance=evidence, action="competencies.void_evidence", user=actor, title=str(evidence), data={"reason": void.reason})
            refresh_states(person_ids=[evidence.person_id], competency_ids=[evidence.competency_id])
    return void


def _settle_question(evidence: Evidence, void: EvidenceVoid) -> None:
    """What is void needs no answer any more: an open question ends with the reason."""
    settled = {"outcome": QuestionOutcome.VOIDED, "answer": void.reason, "answered_by": void.actor, "answered_at": void.voided_at}
    EvidenceQuestion.objects.filter(evidence=evidence).open().update(**settled)


def _expiry(competency: Competency, observed_at: datetime) -> date | None:
    if not competency.validity_months:
        return None
    return timezone.localtime(observed_at).date() + relativedelta(months=competency.validity_months)
