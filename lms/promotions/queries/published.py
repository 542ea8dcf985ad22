"""The rules of a call as plain data: what is frozen when it opens, and whether what is shown is still that."""

from typing import Any

from lms.language.bilingual import LANGUAGES
from lms.people.enums import Role
from lms.promotions.enums import ANCHORED, DATES, MANAGES, Part, RoundProblem
from lms.promotions.models import Exercise, PromotionRound, PublishedRules
from lms.promotions.rules import Draft, Weighed, canonical, digest, problems


def rules_of(round: PromotionRound) -> dict[str, Any]:
    """Everything a candidate is promised, as it stands in the rows now."""
    return {
        "code": round.code,
        "title": both(round, "title"),
        "rung": round.target_rung.code,
        "ladder": round.target_rung.ladder.code,
        "unit": round.unit.code,
        "posts": round.posts,
        "legal_basis": both(round, "legal_basis"),
        "scale": {str(mark): both(round, f"anchor_{mark}") for mark in ANCHORED},
        "exercises": [_exercise(one) for one in top_exercises(round)],
        "dates": {name: day.isoformat() if (day := getattr(round, name)) else None for name in DATES},
        "appeal_days": round.appeal_days,
        "adjustments_contact": str(round.adjustments_contact or ""),
        "representatives_informed_on": str(round.representatives_informed_on or ""),
        "panel": [{"part": one.part, "name": str(one.person)} for one in published_panel(round)],
    }


def is_as_published(round: PromotionRound, latest: PublishedRules | None = None) -> bool:
    """Whether the rows still say what was published last. They do unless somebody went round the doors."""
    latest = latest or round.published.last()
    return latest is not None and digest(canonical(rules_of(round))) == latest.sha256 == digest(latest.content)


def top_exercises(round: PromotionRound) -> list[Exercise]:
    """Those that weigh in the whole, each with its parts."""
    return list(round.exercises.filter(parent=None).prefetch_related("parts"))


def leaves(round: PromotionRound, scored_by: str | None = None) -> list[Exercise]:
    """What is scored: the parts, and what has no parts, in order."""
    found = [part for one in top_exercises(round) for part in (list(one.parts.all()) or [one])]
    return [one for one in found if scored_by in (None, one.scored_by)]


def published_panel(round: PromotionRound):
    """Chair and assessors. Replacements are named per candidate, which is nobody's business but the file's."""
    return round.panel.exclude(part=Part.SUBSTITUTE).select_related("person").order_by("-part", "id")


def opening_problems(round: PromotionRound) -> list[RoundProblem]:
    """What is missing before this call may open."""
    panel = list(round.panel.select_related("person"))
    assessors = [one for one in panel if one.part == Part.ASSESSOR]
    exercises = top_exercises(round)
    parts = [part for one in exercises for part in one.parts.all()]
    texts = [_pair(round, name) for name in ("title", "legal_basis", "anchor_1", "anchor_3", "anchor_5")]
    texts += [_pair(one, name) for one in (*exercises, *parts) for name in ("name", "looks_at")]
    return problems(
        Draft(
            texts=texts,
            anchors=[getattr(round, f"anchor_{mark}_es") for mark in ANCHORED],
            exercises=[Weighed(one.weight, one.counts_for, tuple(part.weight for part in one.parts.all())) for one in exercises],
            dates={name: getattr(round, name) for name in DATES},
            chairs=sum(one.part == Part.CHAIR for one in panel),
            assessors=len(assessors),
            scorers_see_names=any(sees_names(one.person, round) for one in assessors),
            has_contact=round.adjustments_contact_id not in (None, *(one.person_id for one in assessors)),
            representatives_informed_on=round.representatives_informed_on,
        )
    )


def sees_names(person, round: PromotionRound) -> bool:
    """Whether this person's role opens them the candidates' names."""
    return any(round.unit.path.startswith(path) for path in person.branches(MANAGES | {Role.ADMINISTRATOR}))


def both(instance, name: str) -> dict[str, str]:
    return {language: getattr(instance, f"{name}_{language}") for language in LANGUAGES}


def _pair(instance, name: str) -> tuple[str, str]:
    return getattr(instance, f"{name}_es"), getattr(instance, f"{name}_en")


def _exercise(exercise: Exercise) -> dict[str, Any]:
    return {
        "code": exercise.code,
        "name": both(exercise, "name"),
        "looks_at": both(exercise, "looks_at"),
        "weight": exercise.weight,
        "scored_by": exercise.scored_by,
        "counts_for": exercise.counts_for,
        "parts": [_exercise(part) for part in exercise.parts.all()] if exercise.parent_id is None else [],
    }
