"""Evidence that a person writes about another: what was seen, in words, by a named author."""

import secrets
from datetime import datetime

from django.db import transaction

from lms.competencies.actions.evidence import record_evidence
from lms.competencies.emails import tell_of_evidence
from lms.competencies.exceptions import AboutOneself, DocumentMissing, FactMissing
from lms.competencies.models import Competency, Evidence


def record_observation(
    *, person, competency: Competency, level: int, fact: str, actor, observed_at: datetime | None = None, channel: str = "", token: str = ""
) -> Evidence:
    """What somebody saw another do. `token` makes sending a form twice safe. Raises FactMissing or AboutOneself."""
    return _record(
        "observation",
        person=person,
        competency=competency,
        level=level,
        fact=fact,
        actor=actor,
        token=token,
        observed_at=observed_at,
        channel=channel,
    )


def record_prior_learning(
    *, person, competency: Competency, level: int, fact: str, document, actor, observed_at: datetime | None = None, token: str = ""
) -> Evidence:
    """What somebody brings from elsewhere, with the document that shows it. Raises DocumentMissing, FactMissing or AboutOneself."""
    if not document:
        raise DocumentMissing("Prior learning is proved by a document")
    return _record(
        "prior_learning",
        person=person,
        competency=competency,
        level=level,
        fact=fact,
        actor=actor,
        token=token,
        observed_at=observed_at,
        document=document,
    )


def record_assessment_centre(
    *, person, competency: Competency, level: int, fact: str, actor, observed_at: datetime | None = None, document=None, token: str = ""
) -> Evidence:
    """What an assessment centre found: two assessors, scored apart. Raises FactMissing or AboutOneself."""
    return _record(
        "assessment_centre",
        person=person,
        competency=competency,
        level=level,
        fact=fact,
        actor=actor,
        token=token,
        observed_at=observed_at,
        document=document,
    )


def _record(kind: str, *, person, fact: str, actor, token: str, **fields) -> Evidence:
    if not fact.strip():
        raise FactMissing("Say what was seen")
    if person.pk == actor.pk:
        raise AboutOneself("Nobody writes evidence about themselves")
    source = f"{kind}:{token or secrets.token_hex(8)}"
    with transaction.atomic():
        evidence = record_evidence(person=person, kind=kind, source=source, fact=fact.strip(), assessor=actor, **fields)
        tell_of_evidence(evidence)
    return evidence
