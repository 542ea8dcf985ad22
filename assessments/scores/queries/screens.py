"""What the screens of scoring show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.live.models import TimedNote
from assessments.live.queries.meeting import assessors_of, notes_of
from assessments.recordings.queries import Listening, Mark, listening_to, recording_of
from assessments.roleplays.enums import Mode
from assessments.roleplays.models import Performance
from assessments.rubrics.checking import POINTS
from assessments.rubrics.models import Criterion
from assessments.rubrics.scoring import combine
from assessments.scores.models import Appeal, CriterionScore, RoleplayResult, Score
from assessments.scores.queries.readings import criteria_of, readings_of
from assessments.scores.sentences import paragraphs, sentences
from lms.language.bilingual import pick


@dataclass(frozen=True)
class Row:
    """A criterion on the scoring screen with what is kept of it."""

    criterion: Criterion
    anchors: list[tuple[str, str]]
    kept: CriterionScore | None

    @property
    def is_open(self) -> bool:
        return self.kept is None or not self.kept.is_complete


@dataclass(frozen=True)
class Sentence:
    number: int
    text: str
    pinned: list[int]  # positions of the criteria that stand on it


@dataclass(frozen=True)
class Noted:
    """A timed note beside the rubric; `marked`: whether its mark is shown."""

    note: TimedNote
    marked: bool
    pinned: list[int]

    @property
    def words(self) -> str:
        return self.note.words if self.marked else self.note.text


@dataclass(frozen=True)
class Compared:
    """A criterion with what each assessor gave it and what that comes to."""

    criterion: Criterion
    given: list[tuple[Score, CriterionScore]]
    value: float | None
    apart: bool


@dataclass(frozen=True)
class Told:
    """A criterion in somebody's result: what it came to, the anchor, and the fact it stands on."""

    criterion: Criterion
    value: float | None
    reading: CriterionScore | None
    short: bool
    appeal: Appeal | None

    @property
    def anchor(self) -> str:
        return pick(self.reading.anchor) if self.reading and self.reading.anchor else ""


def to_score(user) -> QuerySet[Score]:
    """What waits for an assessor, the most urgent first."""
    rows = Score.objects.drafts().by(user).select_related("performance__person", "performance__version__scenario")
    return rows.order_by("due_at", "pk")


def scored(user) -> QuerySet[Score]:
    rows = Score.objects.submitted().by(user).select_related("performance__person", "performance__version__scenario")
    return rows.order_by("-submitted_at")


def score_of(user) -> QuerySet[Score]:
    return Score.objects.by(user).select_related(
        "performance__person", "performance__version__scenario", "performance__version__rubric_version", "performance__case"
    )


def rows_of(score: Score, criteria: list[Criterion]) -> list[Row]:
    kept = {one.criterion_id: one for one in score.criteria.all()}
    return [Row(one, anchors_of(one), kept.get(one.pk)) for one in criteria]


def text_of(performance: Performance, rows: list[Row]) -> list[list[Sentence]]:
    pinned: dict[int, list[int]] = {}
    for number, row in enumerate(rows, 1):
        if row.kept and row.kept.sentence:
            pinned.setdefault(row.kept.sentence, []).append(number)
    return [[Sentence(number, text, pinned.get(number, [])) for number, text in paragraph] for paragraph in paragraphs(performance.text)]


def notes_for(score: Score, rows: list[Row]) -> list[Noted]:
    """What was noted while a live roleplay was acted. Whoever was there sees their own, marks and all, and those of the other once
    their reading is in. Whoever was not reads the words and when they were written: the marks are a judgement."""
    if score.performance.mode != Mode.LIVE:
        return []
    present = score.assessor_id in assessors_of(score.performance)
    marked = present or not score.is_draft
    pinned: dict[int, list[int]] = {}
    for number, row in enumerate(rows, 1):
        if row.kept and row.kept.second is not None:
            pinned.setdefault(row.kept.second, []).append(number)
    notes = [one for one in notes_of(score.performance) if one.author_id == score.assessor_id or not (score.is_draft and present)]
    return [Noted(one, marked, pinned.get(one.second, [])) for one in notes if marked or one.text]


def choices_of(performance: Performance) -> list[tuple[int, str]]:
    """The sentences a comment can be pinned to."""
    return list(enumerate(sentences(performance.text), 1))


def sound_of(performance: Performance, user, pinned: Iterable[tuple[int, int | None, str]]) -> Listening | None:
    """The recording as this user may hear it, with a mark for each (number of a criterion, second, name) that has a second."""
    marks = [Mark(second, str(number), f"{number}. {name}") for number, second, name in pinned if second is not None]
    return listening_to(recording_of(performance), user, marks)


def comparison(performance: Performance, user, criteria: list[Criterion]) -> list[Compared]:
    """Everybody's scores beside each other, of those that the user may see. Empty while they may see none but their own."""
    rows = Score.objects.visible_to(user).submitted().filter(performance=performance).select_related("assessor")
    scores = list(rows.prefetch_related("criteria__criterion").order_by("submitted_at", "pk"))
    if len(scores) < 2:
        return []
    together = combine(readings_of(scores))
    given = {one.pk: {line.criterion_id: line for line in one.criteria.all()} for one in scores}
    return [
        Compared(one, [(score, given[score.pk][one.pk]) for score in scores], _value(together.scores[one.code]), one.code in together.apart)
        for one in criteria
    ]


def result_of(performance_id, user) -> QuerySet[RoleplayResult]:
    rows = RoleplayResult.objects.visible_to(user).filter(performance=performance_id).latest_first()
    return rows.select_related(
        "performance__person", "performance__version__scenario", "performance__version__rubric_version", "feedback__assessor"
    )


def told(result: RoleplayResult) -> list[Told]:
    criteria = criteria_of(result.performance.version.rubric_version)
    readings = {one.criterion_id: one for one in CriterionScore.objects.filter(score=result.feedback)}
    appeals = Appeal.objects.filter(result__performance=result.performance_id).select_related("assigned_to").order_by("made_at")
    asked = {one.criterion_id: one for one in appeals}
    return [Told(one, result.scores.get(one.code), readings.get(one.pk), one.code in result.short, asked.get(one.pk)) for one in criteria]


def critical_words(result: RoleplayResult) -> list[str]:
    errors = result.performance.version.rubric_version.critical_errors.filter(code__in=result.critical)
    return [one.text for one in errors]


def how_combined(readers: int) -> str:
    """How several scores make one, in words."""
    if readers == 1:
        return _("One assessor read it.")
    if readers == 2:
        return _("Two assessors read it, each alone. Each criterion counts with the mean of both.")
    return ngettext(
        "%(count)s assessor read it, alone.",
        "%(count)s assessors read it, each alone. Each criterion counts with the middle one of their scores, and a critical error "
        "when most of them saw it.",
        readers,
    ) % {"count": readers}


def how_it_will_be_combined(readers: int) -> str:
    """What somebody who is about to score should know of the others. Never what they gave."""
    if readers == 1:
        return _("Only you see your scores until you hand them in.")
    if readers == 2:
        return _(
            "Somebody else scores it too, alone. Neither of you sees the other’s scores before both are in; each criterion counts with "
            "their mean."
        )
    return _(
        "Two have scored it and were far apart: you are the third. You see their scores once yours are in; each criterion then counts "
        "with the middle one, and a critical error when most of you saw it."
    )


def anchors_of(criterion: Criterion) -> list[tuple[str, str]]:
    return [(points, pick(criterion.anchors[points])) for points in POINTS if any(criterion.anchors.get(points, {}).values())]


def _value(value) -> float | None:
    return None if value is None else float(value)
