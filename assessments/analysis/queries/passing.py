"""Who would pass by the rules that the quiz has now, whatever rules they were under when they took it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from assessments.quizzes.models import Attempt, QuizPage


@dataclass(frozen=True)
class Standings:
    """People by their latest attempt. `changes` are those of the viewer's people whom today's rules would treat otherwise, by surname."""

    people: int
    passed: int
    would_pass: int
    changes: tuple[tuple[Attempt, bool], ...]


def who_would_pass(step_key: UUID, viewer) -> Standings:
    """Five queries. Changes no result: a person decides whether to score anew."""
    quiz = QuizPage.objects.filter(translation_key=step_key).order_by("pk").prefetch_related("all_right_in").first()
    if quiz is None:
        return Standings(0, 0, 0, ())
    must = {competency.code for competency in quiz.all_right_in.all()}
    latest: dict[int, Attempt] = {}
    rows = Attempt.objects.assessed().submitted().filter(step_key=step_key).order_by("submitted_at", "pk")
    for attempt in rows.select_related("person").defer("slots"):
        latest[attempt.person_id] = attempt
    would = {pk: _would_pass(attempt, quiz.pass_percent, must) for pk, attempt in latest.items()}
    seen = set(Attempt.objects.visible_to(viewer).filter(step_key=step_key).values_list("person_id", flat=True))
    changed = [(attempt, would[pk]) for pk, attempt in latest.items() if pk in seen and would[pk] != bool(attempt.passed)]
    return Standings(
        people=len(latest),
        passed=sum(bool(attempt.passed) for attempt in latest.values()),
        would_pass=sum(would.values()),
        changes=tuple(sorted(changed, key=lambda pair: pair[0].person.surname_first.casefold())),
    )


def _would_pass(attempt: Attempt, percent: int, must: set[str]) -> bool:
    tallies: Mapping[str, Mapping] = attempt.result.get("by_competency") or {}
    short = any(tallies[code]["right"] < tallies[code]["asked"] for code in must if code in tallies)
    return bool(attempt.max_points) and attempt.points * 100 >= percent * attempt.max_points and not short
