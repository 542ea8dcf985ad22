"""Where the turns of a conversation stand in its picture: in layers, each below every turn that leads to it. Pure.

An arrow that passes layers by runs down a lane to the right of all boxes; those to one target share its lane.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessments.roleplays.conversation.graph import END, Conversation

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN, LANE = 120, 40, 140, 90, 20, 24


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
    lanes = _lanes(layers, links, MARGIN + (widest - 1) * ACROSS + WIDTH + LANE)
    arrows = tuple(_arrow(boxes[source], boxes[target], tuple(keys), lanes.get(target)) for (source, target), keys in links.items())
    width = MARGIN + max(lanes.values(), default=MARGIN + (widest - 1) * ACROSS + WIDTH)
    height = 2 * MARGIN + max(len(layers) - 1, 0) * DOWN + HEIGHT
    return Drawing(width, height, tuple(boxes.values()), arrows)


def depths(start: str, links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The longest way to each turn, in choices, without ways back; what nobody comes to is not there."""
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        after[source].append(target)
    order, back = _in_order(start, after)
    found = {start: 0}
    for id in order:
        for target in after[id]:
            if (id, target) not in back:
                found[target] = max(found.get(target, 0), found[id] + 1)
    return found


def _in_order(start: str, after: dict[str, list[str]]) -> tuple[Iterator[str], set[tuple[str, str]]]:
    """Each turn after all that lead to it, and the ways that lead back. By depth first, without recursion."""
    back: set[tuple[str, str]] = set()
    done: list[str] = []
    open_ones = {start: True}
    way = [(start, iter(after[start]))]
    while way:
        id, rest = way[-1]
        target = next(rest, None)
        if target is None:
            done.append(id)
            open_ones[id] = False
            way.pop()
        elif target not in open_ones:
            open_ones[target] = True
            way.append((target, iter(after[target])))
        elif open_ones[target]:
            back.add((id, target))
    return reversed(done), back


def _lanes(layers: list[list[str]], links: Iterable[tuple[str, str]], first: int) -> dict[str, int]:
    """Where the lane of each target runs that something leads to from further up than the layer above it."""
    row = {id: number for number, layer in enumerate(layers) for id in layer}
    targets = dict.fromkeys(target for source, target in links if row[target] > row[source] + 1)
    return {target: first + place * LANE for place, target in enumerate(targets)}


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
    """Turns by their depth, then the lost ones, the fork by mood, and the endings."""
    away = depths(talk.start, links)
    rows: dict[int, list[str]] = defaultdict(list)
    lost: list[str] = []
    for id in (id for id, kind in kinds.items() if kind == "turn"):
        rows[away[id]].append(id) if id in away else lost.append(id)
    for id in lost:
        kinds[id] = "lost"
    ends = [ending.id for ending in talk.endings]
    return [row for row in (*(rows[number] for number in sorted(rows)), lost, [END] if END in kinds else [], ends) if row]


def _arrow(source: Box, target: Box, keys: tuple[str, ...], lane: int | None) -> Arrow:
    begin, end = (source.middle, source.y + HEIGHT), (target.middle, target.y)
    if target.y <= source.y:  # back: around the right
        begin, end = (source.x + WIDTH, source.y + HEIGHT // 2), (target.x + WIDTH, target.y + HEIGHT // 2)
        path = f"M{begin[0]} {begin[1]}C{begin[0] + 30} {begin[1]} {end[0] + 30} {end[1]} {end[0]} {end[1]}"
    elif lane is not None and target.y > source.y + DOWN:
        into, out = source.y + DOWN, target.y - DOWN + HEIGHT
        path = f"M{begin[0]} {begin[1]}{_curve(*begin, lane, into)}V{out}{_curve(lane, out, *end)}"
        end = (lane, into)
    else:
        path = f"M{begin[0]} {begin[1]}{_curve(*begin, *end)}"
    return Arrow(source.id, target.id, keys, path, (2 * begin[0] + end[0]) // 3, (2 * begin[1] + end[1]) // 3)


def _curve(x: int, y: int, to_x: int, to_y: int) -> str:
    bend = (to_y - y) // 2
    return f"C{x} {y + bend} {to_x} {to_y - bend} {to_x} {to_y}"
