"""What it takes to prove each level, as data: a tree of "all of" and "any of" over demands on pieces of evidence.

    {"levels": [{"from": 1, "to": 2, "needs": {"pieces": 1}},
                {"from": 3, "to": 5, "needs": {"any": [{"pieces": 2, "kinds": 2}, {"pieces": 1, "of": ["assessment_centre"]}]}}]}

A demand counts the pieces that hold on the day and prove the level or more: at least `pieces` of them, of at least `kinds`
different kinds, taken only from the kinds in `of` where it is given. There is no "not": more evidence never proves less.

Beside them a rule may say "ceilings": {"quiz": 2}, the most that a kind proves by it (it only lowers what the kind proves anyway),
and "ageing_days": 60, how long before its end a level is said to run out soon.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from lms.competencies.levels.pieces import Piece

LEVELS = (1, 2, 3, 4, 5)
DEEPEST = 6
AGEING_DAYS = 60  # what lapses within so many days is "ageing", unless a rule says otherwise
MOST_AGEING_DAYS = 365

DEFAULT_RULE: dict[str, Any] = {
    "levels": [
        {"from": 1, "to": 2, "needs": {"pieces": 1}},
        {"from": 3, "to": 5, "needs": {"any": [{"pieces": 2, "kinds": 2}, {"pieces": 1, "of": ["assessment_centre"]}]}},
    ]
}


@dataclass(frozen=True, slots=True)
class Demand:
    """So many pieces, of so many kinds, maybe only of some kinds."""

    pieces: int
    kinds: int = 1
    of: frozenset[str] = frozenset()

    def taken(self, pieces: Iterable[Piece]) -> list[Piece]:
        return [piece for piece in pieces if not self.of or piece.kind in self.of]

    def is_met(self, pieces: Iterable[Piece]) -> bool:
        taken = self.taken(pieces)
        return len(taken) >= self.pieces and len({piece.kind for piece in taken}) >= self.kinds

    def shortage(self, pieces: Iterable[Piece]) -> tuple[int, int]:
        """How many pieces and how many kinds are wanting; (0, 0) when it is met."""
        taken = self.taken(pieces)
        return max(0, self.pieces - len(taken)), max(0, self.kinds - len({piece.kind for piece in taken}))


@dataclass(frozen=True, slots=True)
class Branch:
    """All of its parts, or any one of them."""

    joined_by: Callable[[Iterable[bool]], bool]
    parts: "tuple[Branch | Demand, ...]"

    def is_met(self, pieces: Iterable[Piece]) -> bool:
        held = list(pieces)
        return self.joined_by(part.is_met(held) for part in self.parts)


Node = Branch | Demand


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule ready to be read by: for each level, what it needs; of some kinds the most they prove by it."""

    needs: dict[int, Node] = field(default_factory=dict)
    ceilings: dict[str, int] = field(default_factory=dict)
    ageing_days: int = AGEING_DAYS

    def seen(self, pieces: Iterable[Piece]) -> list[Piece]:
        """The pieces as this rule lets them count."""
        return [
            replace(piece, ceiling=min(piece.ceiling, self.ceilings[piece.kind])) if piece.kind in self.ceilings else piece
            for piece in pieces
        ]

    def proves(self, level: int, pieces: Iterable[Piece]) -> bool:
        node = self.needs.get(level)
        return node is not None and node.is_met([piece for piece in pieces if piece.proves >= level])


@dataclass(frozen=True, slots=True)
class RuleFault:
    """What is wrong with a rule, and where: `path` as "levels.1.needs.any.0", `code` for its words."""

    path: str
    code: str


def compiled(rule: dict[str, Any]) -> Rule:
    """A rule from its data. Raises ValueError with the first fault when it has one."""
    faults = faults_of(rule)
    if faults:
        raise ValueError(f"{faults[0].path}: {faults[0].code}")
    needs = {level: _node(row["needs"]) for row in rule["levels"] for level in range(row["from"], row["to"] + 1)}
    return Rule(needs, dict(rule.get("ceilings", {})), rule.get("ageing_days", AGEING_DAYS))


def faults_of(rule: Any, kinds: Iterable[str] | None = None) -> list[RuleFault]:
    """Everything that is wrong with a rule; with `kinds`, also kinds that do not exist. Each level is said once, from 1 to 5."""
    rows = rule.get("levels") if isinstance(rule, dict) else None
    if not isinstance(rows, list) or not rows:
        return [RuleFault("levels", "no_levels")]
    known = None if kinds is None else frozenset(kinds)
    faults: list[RuleFault] = []
    said: list[int] = []
    for place, row in enumerate(rows):
        path = f"levels.{place}"
        if not _is_range(row):
            faults.append(RuleFault(path, "no_range"))
            continue
        said.extend(range(row["from"], row["to"] + 1))
        faults.extend(_faults(row.get("needs"), f"{path}.needs", known, 0))
    if not faults and sorted(said) != list(LEVELS):
        faults.append(RuleFault("levels", "levels_missing_or_twice"))
    return faults + _faults_beside(rule, known)


def demands_of(node: Node) -> list[Demand]:
    """Every demand within a node, left to right."""
    if isinstance(node, Demand):
        return [node]
    return [demand for part in node.parts for demand in demands_of(part)]


def _faults_beside(rule: dict[str, Any], known: frozenset[str] | None) -> list[RuleFault]:
    ceilings, days, faults = rule.get("ceilings", {}), rule.get("ageing_days", AGEING_DAYS), []
    if not isinstance(ceilings, dict) or not all(type(most) is int and 0 <= most <= LEVELS[-1] for most in ceilings.values()):
        faults.append(RuleFault("ceilings", "no_level"))
    elif known is not None and not known.issuperset(ceilings):
        faults.append(RuleFault("ceilings", "unknown_kind"))
    if type(days) is not int or not 1 <= days <= MOST_AGEING_DAYS:
        faults.append(RuleFault("ageing_days", "no_days"))
    return faults


def _is_range(row: Any) -> bool:
    if not isinstance(row, dict):
        return False
    first, last = row.get("from"), row.get("to")
    return type(first) is int and type(last) is int and LEVELS[0] <= first <= last <= LEVELS[-1]


def _faults(node: Any, path: str, known: frozenset[str] | None, depth: int) -> list[RuleFault]:
    if not isinstance(node, dict) or depth > DEEPEST:
        return [RuleFault(path, "no_demand")]
    for word in ("all", "any"):
        if word in node:
            parts = node[word]
            if not isinstance(parts, list) or not parts or len(node) > 1:
                return [RuleFault(f"{path}.{word}", "no_parts")]
            return [fault for place, part in enumerate(parts) for fault in _faults(part, f"{path}.{word}.{place}", known, depth + 1)]
    return _faults_of_demand(node, path, known)


def _faults_of_demand(node: dict[str, Any], path: str, known: frozenset[str] | None) -> list[RuleFault]:
    pieces, kinds, of = node.get("pieces"), node.get("kinds", 1), node.get("of", [])
    faults = []
    if type(pieces) is not int or not 1 <= pieces <= 20:
        faults.append(RuleFault(f"{path}.pieces", "no_number"))
    elif type(kinds) is not int or not 1 <= kinds <= pieces:
        faults.append(RuleFault(f"{path}.kinds", "more_kinds_than_pieces"))
    if not isinstance(of, list) or not all(isinstance(kind, str) for kind in of):
        faults.append(RuleFault(f"{path}.of", "no_kinds"))
    elif known is not None and not known.issuperset(of):
        faults.append(RuleFault(f"{path}.of", "unknown_kind"))
    elif of and type(kinds) is int and kinds > len(set(of)):
        faults.append(RuleFault(f"{path}.kinds", "more_kinds_than_named"))
    if node.keys() - {"pieces", "kinds", "of"}:
        faults.append(RuleFault(path, "unknown_word"))
    return faults


def _node(data: dict[str, Any]) -> Node:
    for word, joined_by in (("all", all), ("any", any)):
        if word in data:
            return Branch(joined_by, tuple(_node(part) for part in data[word]))
    return Demand(data["pieces"], data.get("kinds", 1), frozenset(data.get("of", ())))
