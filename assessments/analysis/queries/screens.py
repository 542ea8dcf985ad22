"""The analysis of one quiz as its page shows it: figures where there are enough answers, words where there are not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from django.utils.translation import gettext as _

from assessments.analysis.queries.answers import Answers, Given, answers_to
from assessments.analysis.statistics import ItemFigures, Reliability, Scored, item_figures, reliability
from assessments.quizzes.content import in_words
from assessments.quizzes.models import QuestionVersion
from assessments.quizzes.scoring import right_keys
from lms.language.bilingual import pick

TOO_EASY, TOO_HARD, TELLS_LITTLE = 0.95, 0.35, 0.1
MOST_TEXTS = 8


@dataclass(frozen=True)
class Chosen:
    """What so many people chose or typed."""

    text: str
    right: bool
    people: int
    of: int

    @property
    def share(self) -> float:
        return self.people / self.of if self.of else 0.0


@dataclass(frozen=True)
class ItemLine:
    """A version of a question. `figures` is None while too few have answered; `notes` say in words what to look at."""

    version: QuestionVersion
    answers: int
    figures: ItemFigures | None
    seconds: int | None
    chosen: tuple[Chosen, ...]
    void: bool
    notes: tuple[str, ...]

    @property
    def stem(self) -> str:
        return in_words(self.version.stem, self.version.text_format)


@dataclass(frozen=True)
class Analysis:
    people: int
    passed: int
    not_yet: int
    left_out: int
    items: tuple[ItemLine, ...]
    reliability: Reliability | None
    same_set: int  # people who were asked the same questions, the largest group of them
    points: tuple[tuple[str, int], ...]  # people by tenths of the points


def analysis(step_key: UUID, cohort_id: int | None = None) -> Analysis:
    found = answers_to(step_key, cohort_id)
    matrix = _same_questions(found)
    passed = sum(1 for attempt in found.attempts if attempt["passed"])
    return Analysis(
        people=len(found.attempts),
        passed=passed,
        not_yet=len(found.attempts) - passed,
        left_out=found.left_out,
        items=tuple(_item(found, version) for version in _in_order(found)),
        reliability=reliability(matrix) if matrix else None,
        same_set=len(matrix),
        points=_tenths(found.attempts),
    )


def _in_order(found: Answers) -> list[QuestionVersion]:
    return sorted(found.versions.values(), key=lambda one: (one.question.code or "", one.question_id, -one.number))


def _item(found: Answers, version: QuestionVersion) -> ItemLine:
    given = found.by_version[version.pk]
    figures = item_figures([Scored(one.points, one.rest) for one in given])
    seconds = [one.seconds for one in given if one.seconds]
    void = version.pk in found.void
    return ItemLine(
        version=version,
        answers=len(given),
        figures=figures,
        seconds=round(median(seconds)) if seconds else None,
        chosen=_chosen(version, given),
        void=void,
        notes=_notes(figures) if figures and not void else (),
    )


def _notes(figures: ItemFigures) -> tuple[str, ...]:
    notes = []
    if figures.facility > TOO_EASY:
        notes.append(_("Nearly everybody has it right: it tells little."))
    elif figures.facility < TOO_HARD:
        notes.append(_("Few have it right: is it the question, or the teaching?"))
    if figures.discrimination is not None and figures.discrimination < 0:
        notes.append(_("Those who know more miss it more: look at its key first."))
    elif figures.discrimination is not None and figures.discrimination < TELLS_LITTLE and figures.facility <= TOO_EASY:
        notes.append(_("Those who know more do no better at it."))
    return tuple(notes)


def _chosen(version: QuestionVersion, given: Sequence[Given]) -> tuple[Chosen, ...]:
    """The options with how many chose each; for what is typed, the most frequent answers."""
    content = version.content
    listed = content.get("options") or content.get("areas")
    if listed:
        right = right_keys(content)
        counts = Counter(key for one in given for key in one.answer)
        rows = [Chosen(_label(one, content), one["key"] in right, counts[one["key"]], len(given)) for one in listed]
        empty = sum(1 for one in given if not one.answer)
        return (*rows, *([Chosen(_("No answer"), False, empty, len(given))] if empty else []))
    if version.kind in ("short", "number"):
        typed = Counter(one.answer[0].strip().casefold() for one in given if one.answer)
        full = {one.answer[0].strip().casefold() for one in given if one.answer and one.points == 1}
        return tuple(Chosen(text, text in full, people, len(given)) for text, people in typed.most_common(MOST_TEXTS))
    full_marks = sum(1 for one in given if one.points == 1)
    part = sum(1 for one in given if 0 < one.points < 1)
    none = len(given) - full_marks - part
    return (
        Chosen(_("All of it right"), True, full_marks, len(given)),
        Chosen(_("Part of it right"), False, part, len(given)),
        Chosen(_("Nothing right yet"), False, none, len(given)),
    )


def _label(one: dict, content: dict) -> str:
    return in_words(pick(one.get("text") or one.get("label") or {}), content.get("format") or "plain")


def _same_questions(found: Answers) -> list[list[float]]:
    """The points of the largest group of people who were asked the same questions, one row a person."""
    sets = Counter(frozenset(points) - found.void for points in found.rows.values())
    if not sets:
        return []
    asked = sets.most_common(1)[0][0]
    order = sorted(asked)
    return [[points[version] for version in order] for points in found.rows.values() if frozenset(points) - found.void == asked and order]


def _tenths(attempts: Sequence[dict]) -> tuple[tuple[str, int], ...]:
    """People by the tenth of the points that they have: 0 to under 10 %, …, 90 to 100 %."""
    counts = Counter(min(9, int(10 * attempt["points"] / attempt["max_points"])) for attempt in attempts if attempt["max_points"])
    return tuple((f"{tenth * 10}–{tenth * 10 + (10 if tenth == 9 else 9)}", counts[tenth]) for tenth in range(10))
