"""Recording what was proved. Nothing here updates or deletes evidence."""

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from lms.competencies.models import Competency, Evidence, EvidenceKind, EvidenceVoid
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
    assessor=None,
    channel: str = "",
) -> Evidence:
    """Appends one piece of evidence, capped at what its kind can prove.

    Safe to call twice: one row a (person, competency, kind, source). `source` names the fact it stands on, as
    "enrolment:12/module:<key>" or "attempt:<id>". Raises `EvidenceKind.DoesNotExist` for an unknown kind.
    """
    observed_at = observed_at or timezone.now()
    evidence_kind = EvidenceKind.objects.get(code=kind)
    expires_on = None
    if competency.validity_months:
        expires_on = timezone.localtime(observed_at).date() + relativedelta(months=competency.validity_months)
    titles = source_titles or {}
    with transaction.atomic():
        evidence, created = Evidence.objects.get_or_create(
            person=person,
            competency=competency,
            kind=evidence_kind,
            source=source,
            defaults={
                "level": min(level, evidence_kind.max_level),
                "source_title_es": titles.get("es", ""),
                "source_title_en": titles.get("en", ""),
                "source_version": source_version,
                "assessor": assessor,
                "channel": channel,
                "observed_at": observed_at,
                "expires_on": expires_on,
            },
        )
        if created:
            transaction.on_commit(lambda: evidence_recorded.send(sender=Evidence, evidence_id=evidence.pk), robust=True)
    return evidence


def void_evidence(*, evidence: Evidence, reason: str, actor) -> EvidenceVoid:
    """Says why a piece of evidence no longer counts. The row stays. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("A reason is needed to void evidence")
    void, _created = EvidenceVoid.objects.get_or_create(evidence=evidence, defaults={"reason": reason.strip(), "actor": actor})
    return void


# What the software itself can prove. A centre adds its own kinds and may rename these; their codes stay.
KINDS_OF_OURS = (("course", "Curso completado", "Course completed", 1), ("quiz", "Cuestionario", "Quiz", 2))


def set_up_kinds() -> None:
    """Makes the kinds of evidence that modules and quizzes write, where they are missing. Safe to call at every start."""
    for code, name_es, name_en, max_level in KINDS_OF_OURS:
        EvidenceKind.objects.get_or_create(code=code, defaults={"name_es": name_es, "name_en": name_en, "max_level": max_level})
