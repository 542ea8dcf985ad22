"""A version of a ladder as plain data: what it is hashed by, and what it is compared with."""

import hashlib
import json
from typing import Any

from lms.careers.models import LadderVersion


def content_of(version: LadderVersion) -> dict[str, Any]:
    """Everything that a version asks and says, by codes and without keys of the database, in its order."""
    requirements = version.requirements.select_related("rung", "competency", "metric").order_by("rung__code", "sort_order", "pk")
    return {
        "ladder": version.ladder.code,
        "version": version.label,
        "requirements": [_requirement(one) for one in requirements],
        "terms": [
            {"rung": one.rung.code, **_place(one), **{name: getattr(one, name) for name in TERMS}}
            for one in version.terms.select_related("rung").order_by("rung__code")
        ],
    }


def digest_of(version: LadderVersion) -> str:
    """The SHA-256 of a version's content, in hexadecimal."""
    plain = json.dumps(content_of(version), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


TERMS = ("summary_es", "summary_en", "responsibilities_es", "responsibilities_en", "agreement_hint_es", "agreement_hint_en")


def _place(one) -> dict[str, Any]:
    """Name and place, where the version says them itself: the hash of those that do not stays as it was."""
    if not one.name_es:
        return {}
    sources = sorted(one.from_rungs.values_list("code", flat=True))
    return {"name_es": one.name_es, "name_en": one.name_en, "order": one.sort_order, "from": sources}


def _requirement(one) -> dict[str, Any]:
    return {
        "rung": one.rung.code,
        "key": one.key,
        "kind": one.kind,
        "must": one.must,
        "competency": one.competency.code if one.competency_id else None,
        "level": one.level,
        "certifications": sorted(one.certifications.values_list("code", flat=True)),
        "metric": one.metric.code if one.metric_id else None,
        "scope": one.scope,
        "comparison": one.comparison,
        "value": _number(one.value),
        "value_to": _number(one.value_to),
        "floor": _number(one.floor),
        "window_months": one.window_months,
        "min_sample": one.min_sample,
        "roleplay_type": one.roleplay_type,
        "licence": one.licence,
        "count": one.count,
        "months": one.months,
    }


def _number(value) -> str | None:
    return None if value is None else f"{value.normalize():f}"
