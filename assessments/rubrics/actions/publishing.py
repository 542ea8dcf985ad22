"""Publishing how performances are read."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from assessments.rubrics.checking import ANCHORED, POINTS
from assessments.rubrics.exceptions import RubricIncomplete
from assessments.rubrics.models import Criterion, CriticalError, Rubric, RubricVersion
from lms.competencies.models import Competency

FIELDS = ("code", "position", "weight", "name_es", "name_en", "anchors", "must_reach", "may_not_apply", "not_applicable_when")
MARKS = {"pass_percent": 75, "distinction_percent": 90, "least": 2}


def publish_rubric(
    *,
    rubric: Rubric,
    criteria: Iterable[Mapping[str, Any]],
    critical_errors: Iterable[str] = (),
    marks: Mapping[str, int] | None = None,
    note: str = "",
    actor=None,
) -> RubricVersion:
    """Writes the next version of a rubric. What equals the version in use makes none: it is given back.

    `criteria`: in order, each with "code", "competency" (its code), "weight", "name" {es, en}, "anchors" {"1", "3", "5"} as
    {es, en}, and where it has them words for "2" and "4", "must_reach", "may_not_apply" and "not_applicable_when" {es, en}.
    `critical_errors`: codes. `marks`: "pass_percent", "distinction_percent" and "least", those of the house where it says none.
    Raises RubricIncomplete with the place.
    """
    rows = [_row(place, one) for place, one in enumerate(criteria, start=1)]
    errors = sorted(set(critical_errors))
    asked = MARKS | dict(marks or {})
    _check(rows, errors)
    with transaction.atomic():
        Rubric.objects.select_for_update().get(pk=rubric.pk)
        current = rubric.current
        if current is not None and _content(current) == (rows, errors, asked):
            return current
        version = RubricVersion.objects.create(
            rubric=rubric, number=current.number + 1 if current else 1, note=note.strip(), published_by=actor, **asked
        )
        version.critical_errors.set(CriticalError.objects.filter(code__in=errors))
        ids = dict(Competency.objects.filter(code__in={row["competency"] for row in rows}).values_list("code", "pk"))
        Criterion.objects.bulk_create(
            Criterion(version=version, competency_id=ids[row["competency"]], **{name: row[name] for name in FIELDS}) for row in rows
        )
        log(instance=rubric, action="rubrics.publish", user=actor, title=str(rubric), data={"version": version.number})
    return version


def _row(position: int, one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": one["code"],
        "position": position,
        "competency": one["competency"],
        "weight": one["weight"],
        "name_es": one["name"].get("es", ""),
        "name_en": one["name"].get("en", ""),
        "anchors": {str(points): dict(text) for points, text in one["anchors"].items() if str(points) in ANCHORED or any(text.values())},
        "must_reach": one.get("must_reach"),
        "may_not_apply": bool(one.get("may_not_apply")),
        "not_applicable_when": {language: words for language, words in one.get("not_applicable_when", {}).items() if words},
    }


def _check(rows: list[dict[str, Any]], errors: list[str]) -> None:
    codes = [row["code"] for row in rows]
    if not rows:
        raise RubricIncomplete.of_nothing()
    if len(set(codes)) != len(codes):
        raise RubricIncomplete.twice(next(code for code in codes if codes.count(code) > 1))
    known = set(Competency.objects.filter(code__in={row["competency"] for row in rows}).values_list("code", flat=True))
    for row in rows:
        if row["competency"] not in known:
            raise RubricIncomplete.unknown(row["code"], row["competency"])
        if beyond := sorted(set(row["anchors"]) - set(POINTS)):
            raise RubricIncomplete.unknown(row["code"], beyond[0])
        missing = [points for points in ANCHORED if not any(row["anchors"].get(points, {}).values())]
        if missing:
            raise RubricIncomplete.unanchored(row["code"], missing[0])
    unknown = set(errors) - set(CriticalError.objects.filter(code__in=errors).values_list("code", flat=True))
    if unknown:
        raise RubricIncomplete.unknown(min(unknown), min(unknown))


def _content(version: RubricVersion) -> tuple[list[dict[str, Any]], list[str], dict[str, int]]:
    rows = version.criteria.select_related("competency").order_by("position")
    criteria = [{name: getattr(one, name) for name in FIELDS} | {"competency": one.competency.code} for one in rows]
    marks = {name: getattr(version, name) for name in MARKS}
    return criteria, sorted(version.critical_errors.values_list("code", flat=True)), marks
