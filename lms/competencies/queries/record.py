"""A person's record: every competency with what is proved of it, and one of them with all its evidence."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from lms.competencies import wording
from lms.competencies.drawing import Step, Timeline, steps, timeline
from lms.competencies.enums import SHAPES, Standing
from lms.competencies.levels import Reading, read
from lms.competencies.levels.pieces import Piece
from lms.competencies.models import Competency, CompetencyGroup, CompetencyLevel, CompetencyState, Evidence, EvidenceQuestion
from lms.competencies.queries.pieces import default_rule, end_of, pieces_of, rules_at
from lms.competencies.queries.states import current_states, states_of


@dataclass(frozen=True, slots=True)
class Line:
    """One competency of a record: its shape and words, and its five steps."""

    competency: Competency
    standing: str
    level: int | None
    proven: int | None
    until: date | None
    to_review: bool
    anchor: str

    @property
    def shape(self) -> str:
        return SHAPES[Standing(self.standing)]

    @property
    def words(self) -> str:
        return wording.standing_in_words(self.standing, self.level, self.proven, self.until)

    @property
    def steps(self) -> list[Step]:
        return steps(self.level, self.proven)


@dataclass(frozen=True, slots=True)
class Record:
    groups: list[tuple[CompetencyGroup, list[Line]]]
    tally: dict[str, int]

    @property
    def lines(self) -> list[Line]:
        return [line for _group, lines in self.groups for line in lines]


def record_of(person, on: date | None = None) -> Record:
    """Every competency in use, by group. Today from the rows kept; a past day read anew from evidence. Three queries today."""
    lines = _lines_today(person) if on is None or on >= timezone.localdate() else _lines_on(person, on)
    groups = [(group, list(members)) for group, members in groupby(lines, key=lambda line: line.competency.group)]
    tally = {shape: sum(line.shape == shape for line in lines) for shape in ("met", "progress", "expired", "missing")}
    return Record(groups, tally)


def _lines_today(person) -> list[Line]:
    states, anchors = current_states(person), _anchors()
    nothing = CompetencyState()
    found = []
    for competency in Competency.objects.select_related("group").order_by("group__sort_order", "group", "sort_order", "code"):
        state = states.get(competency.pk, nothing)
        if competency.archived_at is None or state.proven_level:
            found.append(_line(competency, state.standing, state.level, state.proven_level, state.valid_until, state.to_review, anchors))
    return found


def _lines_on(person, on: date) -> list[Line]:
    anchors = _anchors()
    return [
        _line(
            one.competency,
            one.reading.standing,
            one.reading.level,
            one.reading.proven_level,
            one.reading.valid_until,
            one.reading.to_review,
            anchors,
        )
        for one in states_of(person, on)
    ]


def _line(competency, standing, level, proven, until, to_review, anchors) -> Line:
    anchor = anchors.get((competency.pk, level or proven))
    return Line(competency, standing, level, proven, until, to_review, anchor.anchor if anchor else "")


def _anchors() -> dict[tuple[int, int], CompetencyLevel]:
    return {(anchor.competency_id, anchor.level): anchor for anchor in CompetencyLevel.objects.all()}


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece of evidence as its person reads it, as it was known on a day. proves: the level it counts for, of the one seen."""

    evidence: Evidence
    piece: Piece | None
    question: EvidenceQuestion | None
    proves_now: bool
    on: date
    is_void: bool

    @property
    def proves(self) -> int:
        return self.piece.proves if self.piece else 0

    @property
    def shape(self) -> str:
        if self.is_void:
            return "missing"
        return "met" if self.proves_now else "expired" if self.has_lapsed else "progress"

    @property
    def last_day(self) -> date | None:
        return self.piece.expires_on if self.piece else self.evidence.expires_on

    @property
    def has_lapsed(self) -> bool:
        return self.last_day is not None and self.last_day < self.on


@dataclass(frozen=True, slots=True)
class CompetencyView:
    """One competency of one person on a day, with where it all comes from."""

    competency: Competency
    line: Line
    reading: Reading
    sentences: list[str]
    rule: list[tuple[str, str]]
    rule_number: int | None
    pieces: list[PieceLine]
    timeline: Timeline | None
    on: date


def competency_of(person, competency: Competency, on: date | None = None) -> CompetencyView:
    """Reads one competency anew from its evidence, as it was known on a day (today unless told)."""
    today = timezone.localdate()
    day = on or today
    known_at = timezone.now() if day >= today else end_of(day)
    pieces = pieces_of([person.pk], [competency.pk], known_at=known_at).get((person.pk, competency.pk), [])
    version, rule = rules_at(known_at).get(competency.group.framework_id, default_rule())
    pieces = rule.seen(pieces)
    reading = read(pieces, rule, day)
    names = wording.kind_names()
    anchors = {(each.competency_id, each.level): each for each in competency.levels.all()}
    line = _line(competency, reading.standing, reading.level, reading.proven_level, reading.valid_until, reading.to_review, anchors)
    return CompetencyView(
        competency=competency,
        line=line,
        reading=reading,
        sentences=wording.reading_in_words(reading, pieces, rule, names, day),
        rule=wording.rule_in_words(rule, names),
        rule_number=version.number if version else None,
        pieces=_piece_lines(person, competency, pieces, reading, known_at, day),
        timeline=timeline(reading.spans, day),
        on=day,
    )


def _piece_lines(person, competency, pieces: list[Piece], reading: Reading, known_at: datetime, on: date) -> list[PieceLine]:
    read_as = {piece.id: piece for piece in pieces}
    asked = EvidenceQuestion.objects.filter(raised_at__lte=known_at).select_related("answered_by")
    evidence = (
        Evidence.objects.filter(person=person, competency=competency, recorded_at__lte=known_at)
        .select_related("kind", "assessor", "void__actor", "person")
        .prefetch_related(Prefetch("questions", asked, to_attr="asked"))
    )
    return [
        PieceLine(
            evidence=one,
            piece=read_as.get(one.pk),
            question=one.asked[0] if one.asked else None,
            proves_now=one.pk in reading.proved_by,
            on=on,
            is_void=hasattr(one, "void") and one.void.voided_at <= known_at,
        )
        for one in evidence
    ]


def evidence_of(person, on: date | None = None) -> QuerySet[Evidence]:
    """All the evidence of a person as it was known on a day, by competency, the newest first; what is void among it."""
    known_at = timezone.now() if on is None or on >= timezone.localdate() else end_of(on)
    found = Evidence.objects.filter(person=person, recorded_at__lte=known_at)
    return found.select_related("competency", "kind", "assessor", "void").order_by("competency__code", "-observed_at", "-pk")
