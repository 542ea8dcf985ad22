"""Rubrics as documents, and what they may name."""

from typing import Any

from assessments.rubrics.checking import Document
from assessments.rubrics.models import Criterion, CriticalError, Rubric, RubricVersion
from lms.competencies.models import Competency


def document_of(rubric: Rubric) -> Document:
    """What is being written; while nothing is, the version in use."""
    current = None if rubric.draft else rubric.current
    return document_of_version(current) if current else rubric.draft


def document_of_version(version: RubricVersion) -> Document:
    criteria = version.criteria.select_related("competency").order_by("position")
    return {
        "criteria": [_criterion(one) for one in criteria],
        "critical_errors": sorted(version.critical_errors.values_list("code", flat=True)),
        "marks": {name: getattr(version, name) for name in ("pass_percent", "distinction_percent", "least")},
    }


def known_competencies() -> set[str]:
    """The codes that a criterion may be tied to."""
    return set(Competency.objects.filter(archived_at__isnull=True).values_list("code", flat=True))


def known_errors() -> set[str]:
    return set(CriticalError.objects.filter(archived_at__isnull=True).values_list("code", flat=True))


def is_in_a_version(error: CriticalError) -> bool:
    """Whether performances are, or were, read with it."""
    return RubricVersion.objects.filter(critical_errors=error).exists()


def _criterion(one: Criterion) -> dict[str, Any]:
    return {
        "code": one.code,
        "competency": one.competency.code,
        "weight": one.weight,
        "name": {"es": one.name_es, "en": one.name_en},
        "anchors": one.anchors,
        "must_reach": one.must_reach,
        "may_not_apply": one.may_not_apply,
        "not_applicable_when": one.not_applicable_when,
    }
