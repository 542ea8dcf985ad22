"""Walking a conversation: where the choices lead, how the other feels by then, how it ends and what it shows. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.roleplays.conversation.graph import END, Choice, Conversation, Ending, Node

MOST_POINTS = 3  # of one choice in one competency
EVIDENCE_CEILING = 2  # practice never proves more
SHOWN_ALONE, SHOWN_OFTEN = 50, 75  # % of a competency from which it is evidence of level 1 and of level 2
MOOD_STEPS = 5


class NoSuchChoice(LookupError):
    """The turn has no choice of that key, or the conversation has ended."""


@dataclass(frozen=True)
class Turn:
    """One answered turn: what was said, what was chosen, and the mood after it."""

    number: int
    node: Node
    choice: Choice
    mood: int


@dataclass(frozen=True)
class Walk:
    """A conversation so far. Exactly one of `node` (whose turn it is) and `ending` is there."""

    turns: tuple[Turn, ...]
    mood: int
    node: Node | None
    ending: Ending | None = None

    @property
    def is_over(self) -> bool:
        return self.ending is not None

    @property
    def errors(self) -> tuple[Turn, ...]:
        """The turns with a critical error."""
        return tuple(turn for turn in self.turns if turn.choice.critical_error)


@dataclass(frozen=True)
class Figure:
    """The points a competency got, and the most it could have got on the way that was taken."""

    points: int
    possible: int

    @property
    def percent(self) -> int:
        return round(100 * self.points / self.possible) if self.possible else 0


def begin(conversation: Conversation) -> Walk:
    """Raises LookupError when the conversation starts nowhere."""
    return _arrive(conversation, (), conversation.mood_start, conversation.start)


def choose(conversation: Conversation, so_far: Walk, key: str) -> Walk:
    """Raises NoSuchChoice, and LookupError when the choice leads nowhere."""
    choice = so_far.node.choice(key) if so_far.node else None
    if choice is None:
        raise NoSuchChoice(key)
    mood = within(so_far.mood + choice.mood, conversation.mood_scale)
    turn = Turn(len(so_far.turns) + 1, so_far.node, choice, mood)
    return _arrive(conversation, (*so_far.turns, turn), mood, choice.next)


def walk(conversation: Conversation, keys: Iterable[str]) -> Walk:
    """The conversation after these choices, in order. Raises as `choose` does."""
    so_far = begin(conversation)
    for key in keys:
        so_far = choose(conversation, so_far, key)
    return so_far


def within(mood: int, scale: tuple[int, int]) -> int:
    low, high = scale
    return min(max(mood, low), high)


def mood_step(mood: int, scale: tuple[int, int]) -> int:
    """Which of the `MOOD_STEPS` words says this mood: 0 is the worst."""
    low, high = scale
    share = (within(mood, scale) - low) / (high - low) if high > low else 1
    return min(int(share * MOOD_STEPS), MOOD_STEPS - 1)


def figures(turns: Iterable[Turn]) -> dict[str, Figure]:
    """By competency: the points of the choices over three for each turn met that measures it, whatever was chosen there."""
    points: dict[str, int] = {}
    possible: dict[str, int] = {}
    for turn in turns:
        for code in measured_by(turn.node):
            points[code] = points.get(code, 0) + turn.choice.scores.get(code, 0)
            possible[code] = possible.get(code, 0) + MOST_POINTS
    return {code: Figure(points[code], possible[code]) for code in points}


def measured_by(node: Node) -> tuple[str, ...]:
    """The competencies that any choice of the turn gives points in, in the order they are written."""
    return tuple(dict.fromkeys(code for choice in node.choices for code in choice.scores))


def total(by_competency: Mapping[str, Figure], weights: Mapping[str, float]) -> int:
    """The mean percentage of the competencies that were met, by their weights; those without one count only if none has any."""
    weighed = {code: weights.get(code, 0) for code in by_competency}
    if not sum(weighed.values()):
        weighed = dict.fromkeys(by_competency, 1)
    sum_of_weights = sum(weighed.values())
    if not sum_of_weights:
        return 0
    return round(sum(100 * one.points / one.possible * weighed[code] for code, one in by_competency.items()) / sum_of_weights)


def evidence_levels(so_far: Walk) -> dict[str, int]:
    """The level (1 or 2) shown in each competency. Nothing before the end, and nothing after a critical error: it is played again."""
    if not so_far.is_over or so_far.errors:
        return {}
    levels = {code: _level(one) for code, one in figures(so_far.turns).items()}
    return {code: level for code, level in levels.items() if level}


def _level(figure: Figure) -> int:
    return EVIDENCE_CEILING if figure.percent >= SHOWN_OFTEN else 1 if figure.percent >= SHOWN_ALONE else 0


def _arrive(conversation: Conversation, turns: tuple[Turn, ...], mood: int, to: str) -> Walk:
    ending = conversation.ending_by_mood(mood) if to == END else conversation.ending(to)
    if ending is not None:
        return Walk(turns, mood, None, ending)
    node = conversation.node(to)
    if node is None:
        raise LookupError(f"“{to}” is neither a turn nor an ending")
    return Walk(turns, mood, node)
