"""What evidence would prove a level: the shortest way by the rule in force, found by trying it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations_with_replacement

from lms.competencies.levels import Piece, Rule
from lms.competencies.levels.rules import Node

MOST = 4  # pieces to ask for; no rule of ours asks for more
# What is asked of somebody first when several ways lead there: what is near at hand before what takes a day.
EFFORT = {"observation": 1, "quiz": 1, "course": 1, "assessment_centre": 9}
USUAL_EFFORT = 2


def evidence_wanted(level: int, standing: Sequence[Piece], rule: Rule, ceilings: Mapping[str, int], on: date) -> tuple[str, ...]:
    """The kinds of evidence that, seen once more each at this level, prove it together with what stands on the day.

    `ceilings` says of each kind that may be asked for the most it proves here. Nothing when the level is proved or cannot be.
    """
    held = [piece for piece in rule.seen(standing) if piece.holds_on(on)]
    if rule.proves(level, held):
        return ()
    kinds = sorted(
        (kind for kind, most in ceilings.items() if min(most, rule.ceilings.get(kind, most)) >= level),
        key=lambda kind: (_effort(kind), kind),
    )
    node = rule.needs.get(level)
    return () if node is None else _shortest(node, tuple(sorted(piece.kind for piece in held if piece.proves >= level)), tuple(kinds))


@lru_cache(maxsize=1 << 12)  # Most people lack the same: it is found once, not once a person.
def _shortest(node: Node, held: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """What is wanted by kinds alone: whatever is seen at the level counts the same."""
    ways = (way for size in range(1, MOST + 1) for way in combinations_with_replacement(kinds, size))
    for way in sorted(ways, key=lambda way: sum(map(_effort, way))):
        if node.is_met([_piece(kind) for kind in (*held, *way)]):
            return way
    return ()


def _piece(kind: str) -> Piece:
    return Piece(0, kind, 1, 1, date.min)


def _effort(kind: str) -> int:
    return EFFORT.get(kind, USUAL_EFFORT)
