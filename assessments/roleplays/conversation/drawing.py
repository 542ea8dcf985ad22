"""Where the turns of a conversation stand in its picture: in layers, by how many choices they are from the start. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assessments.roleplays.conversation.graph import END, Conversation

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 120, 40, 140, 90, 20


@dataclass(frozen=True)
class Box:
    """A turn, an ending or the fork by mood. `x` and `y`: its upper left corner. `kind`: "turn", "lost", "mood" or an ending's result."""

    id: str
    kind: str
    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2

    @property
    def baseline(self) -> int:
        return self.y + HEIGHT // 2 + 5


@dataclass(frozen=True)
class Arrow:
    """`keys`: the choices that lead there, none for what the mood decides. `path`: as SVG draws it."""

    source: str
    target: str
    keys: tuple[str, ...]
    path: str
    x: int
    y: int

    @property
    def label(self) -> str:
        return ", ".join(self.keys)


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    box_width: int = WIDTH
    box_height: int = HEIGHT


def drawing(talk: Conversation) -> Drawing:
    """The picture. A choice that leads to what is not there has no arrow; a turn that nobody comes to stands below the others."""
    kinds, links = _kinds(talk), _links(talk)
    layers = _layers(talk, kinds, links)
    widest = max((len(layer) for layer in layers), default=1)
    boxes = {
        id: Box(id, kinds[id], MARGIN + (widest - len(layer)) * ACROSS // 2 + place * ACROSS, MARGIN + row * DOWN)
        for row, layer in enumerate(layers)
        for place, id in enumerate(layer)
    }
    arrows = tuple(_arrow(boxes[source], boxes[target], tuple(keys)) for (source, target), keys in links.items())
    width, height = 2 * MARGIN + (widest - 1) * ACROSS + WIDTH, 2 * MARGIN + max(len(layers) - 1, 0) * DOWN + HEIGHT
    return Drawing(width, height, tuple(boxes.values()), arrows)


def steps_to(start: str, links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many choices away from the start each turn is; what nobody comes to is not there."""
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        after[source].append(target)
    found, waiting = {start: 0}, [start]
    for id in waiting:
        for target in after[id]:
            if target not in found:
                found[target] = found[id] + 1
                waiting.append(target)
    return found


def _kinds(talk: Conversation) -> dict[str, str]:
    by_mood = any(choice.next == END for node in talk.nodes for choice in node.choices)
    turns = {node.id: "turn" for node in talk.nodes}
    return turns | ({END: "mood"} if by_mood else {}) | {ending.id: ending.result for ending in talk.endings}


def _links(talk: Conversation) -> dict[tuple[str, str], list[str]]:
    known, links = _kinds(talk), defaultdict(list)
    for node in talk.nodes:
        for choice in node.choices:
            if choice.next in known:
                links[node.id, choice.next].append(choice.key)
    if END in known:
        for ending in talk.endings:
            links[END, ending.id] = []
    return dict(links)


def _layers(talk: Conversation, kinds: dict[str, str], links: dict[tuple[str, str], list[str]]) -> list[list[str]]:
    """Turns by their distance, then the lost ones, the fork by mood, and the endings."""
    away = steps_to(talk.start, links)
    rows: dict[int, list[str]] = defaultdict(list)
    lost: list[str] = []
    for id in (id for id, kind in kinds.items() if kind == "turn"):
        rows[away[id]].append(id) if id in away else lost.append(id)
    for id in lost:
        kinds[id] = "lost"
    ends = [ending.id for ending in talk.endings]
    return [row for row in (*(rows[number] for number in sorted(rows)), lost, [END] if END in kinds else [], ends) if row]


def _arrow(source: Box, target: Box, keys: tuple[str, ...]) -> Arrow:
    if target.y > source.y:
        begin, end, bend = (source.middle, source.y + HEIGHT), (target.middle, target.y), DOWN // 2
        path = f"M{begin[0]} {begin[1]}C{begin[0]} {begin[1] + bend} {end[0]} {end[1] - bend} {end[0]} {end[1]}"
    else:  # back, or beside: around the right
        begin, end = (source.x + WIDTH, source.y + HEIGHT // 2), (target.x + WIDTH, target.y + HEIGHT // 2)
        path = f"M{begin[0]} {begin[1]}C{begin[0] + 30} {begin[1]} {end[0] + 30} {end[1]} {end[0]} {end[1]}"
    return Arrow(source.id, target.id, keys, path, (2 * begin[0] + end[0]) // 3, (2 * begin[1] + end[1]) // 3)
