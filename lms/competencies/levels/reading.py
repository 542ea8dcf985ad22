"""What somebody's pieces of evidence prove of one competency on a day, by a rule.

No evidence, expired and low are three different things: a level whose evidence lapsed is "expired, last proved: 3", and is
never turned into a lower one. Whoever asks "is level 3 proved?" reads `level`; whoever asks "how far is this person?" reads
`proven_level`, which says the highest level ever proved by evidence that still stands.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from lms.competencies.enums import Standing
from lms.competencies.levels.pieces import Piece
from lms.competencies.levels.rules import LEVELS, Rule

CONTRADICTION_DAYS = 90  # a piece two levels lower within so many days asks a person to look
CONTRADICTION_LEVELS = 2

Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is proved on a day.

    standing: current, ageing (it lapses within the rule's days of ageing), expired (a higher level lapsed) or none.
    level: proved that day, or None. proven_level: the highest ever proved by then, or None. valid_until: the last day of
    `level`; where it is expired, the last day of `proven_level`. proved_by: the pieces that prove `level`. against: pieces
    that ask for a review. spans: of each level, the days in which it is proved, first and last included. changes_on: the next
    day on which this reading is another one without any new evidence.
    """

    standing: Standing
    level: int | None = None
    proven_level: int | None = None
    valid_until: date | None = None
    proved_by: tuple[int, ...] = ()
    against: tuple[int, ...] = ()
    spans: dict[int, list[Span]] = field(default_factory=dict)
    changes_on: date | None = None

    @property
    def to_review(self) -> bool:
        return bool(self.against)


def read(pieces: Iterable[Piece], rule: Rule, on: date) -> Reading:
    """Reads every piece that has not been voided. The order of `pieces` does not matter; what is seen after the day is not known yet."""
    ordered = sorted(rule.seen(pieces), key=lambda piece: (piece.observed_on, piece.id))
    held = [piece for piece in ordered if piece.observed_on <= on]
    later = [piece.observed_on for piece in ordered[len(held) :]]
    spans = _spans(held, rule)
    level = _highest(spans, lambda span: _covers(span, on))
    proven = _highest(spans, lambda span: span[0] <= on)
    if proven is None:
        return Reading(Standing.NONE, spans=spans, changes_on=_next_change(spans, [], later, on, rule.ageing_days))
    against = _against(held, spans, level or proven, on)
    until = _until(spans, level, proven, on)
    return Reading(
        standing=_standing(level, proven, until, on, rule.ageing_days),
        level=level,
        proven_level=proven,
        valid_until=until,
        proved_by=tuple(piece.id for piece in held if level and piece.holds_on(on) and piece.proves >= level),
        against=tuple(piece.id for piece in against),
        spans=spans,
        changes_on=_next_change(spans, against, later, on, rule.ageing_days),
    )


def _spans(pieces: Sequence[Piece], rule: Rule) -> dict[int, list[Span]]:
    """Of each level the stretches of days in which the pieces prove it, and every level above it proves it too."""
    days = sorted(
        {piece.observed_on for piece in pieces} | {piece.expires_on + timedelta(days=1) for piece in pieces if piece.expires_on is not None}
    )
    spans: dict[int, list[Span]] = {}
    for place, day in enumerate(days):
        last = days[place + 1] - timedelta(days=1) if place + 1 < len(days) else None
        proving = [piece for piece in pieces if piece.proves and piece.holds_on(day)]
        highest = next((level for level in reversed(LEVELS) if proving and rule.proves(level, proving)), 0)
        for level in range(1, highest + 1):
            _lengthen(spans.setdefault(level, []), day, last)
    return spans


def _lengthen(spans: list[Span], day: date, last: date | None) -> None:
    if spans and spans[-1][1] == day - timedelta(days=1):
        spans[-1] = (spans[-1][0], last)
    else:
        spans.append((day, last))


def _covers(span: Span, day: date) -> bool:
    return span[0] <= day and (span[1] is None or day <= span[1])


def _highest(spans: dict[int, list[Span]], fits: Callable[[Span], bool]) -> int | None:
    return max((level for level, stretches in spans.items() if any(fits(span) for span in stretches)), default=None)


def _until(spans: dict[int, list[Span]], level: int | None, proven: int, on: date) -> date | None:
    if level == proven:
        return next(span[1] for span in spans[proven] if _covers(span, on))
    return max(span[1] for span in spans[proven] if span[1] is not None and span[1] < on)


def _standing(level: int | None, proven: int, until: date | None, on: date, ageing: int) -> Standing:
    if level != proven:
        return Standing.EXPIRED
    return Standing.AGEING if until is not None and until - on <= timedelta(days=ageing) else Standing.CURRENT


def _against(pieces: Sequence[Piece], spans: dict[int, list[Span]], level: int, on: date) -> list[Piece]:
    """Pieces of the last 90 days, seen since the level was proved, two levels lower, and not questioned by the person."""
    since = max(span[0] for span in spans[level] if span[0] <= on)
    return [
        piece
        for piece in pieces
        if piece.level <= level - CONTRADICTION_LEVELS
        and piece.could_have_shown_more
        and not piece.contested
        and since <= piece.observed_on <= on < piece.observed_on + timedelta(days=CONTRADICTION_DAYS)
    ]


def _next_change(spans: dict[int, list[Span]], against: Sequence[Piece], later: Sequence[date], on: date, ageing: int) -> date | None:
    days = {piece.observed_on + timedelta(days=CONTRADICTION_DAYS) for piece in against} | set(later)
    for stretches in spans.values():
        for start, end in stretches:
            days.add(start)
            if end is not None:
                days |= {end + timedelta(days=1), end - timedelta(days=ageing)}
    return min((day for day in days if day > on), default=None)
