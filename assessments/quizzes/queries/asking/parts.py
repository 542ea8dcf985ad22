"""What each kind of question puts before a person, from its texts alone: the key, the weights and the reasons stay behind.

Whatever can be chosen is known by its place in the order served, from 1.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.quizzes.content import Content, gap_keys
from assessments.quizzes.kinds import options_of, takes_several
from assessments.quizzes.kinds.reading import LONGEST_ESSAY, LONGEST_TEXT
from assessments.quizzes.queries.asking.drawing import Shape, shapes
from assessments.quizzes.queries.words import Wording, Words

LONG_TARGET = 60  # characters from which a target is written out beside its list, which would cut it

Slot = Mapping[str, Any]
Answer = Sequence[str]  # as a browser knows it


@dataclass(frozen=True)
class Option:
    """Something to choose: `place` is what a browser sends for it."""

    place: str
    text: Words
    chosen: bool = False

    @property
    def letter(self) -> str:
        return chr(64 + int(self.place))


@dataclass(frozen=True)
class Choices:
    """single, multiple, true_false, best"""

    several: bool
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Writing:
    """short, number: one line. `unit` stands behind the line; with `unit_asked` the person writes one. `exact`: capitals or accents
    count."""

    value: str
    unit: str = ""
    unit_asked: bool = False
    exact: bool = False
    longest: int = LONGEST_TEXT


@dataclass(frozen=True)
class Criterion:
    text: Words
    points: float


@dataclass(frozen=True)
class Essay:
    """free: a text that a person marks by a rubric."""

    value: str
    rubric: tuple[Criterion, ...]
    low: int | None
    high: int | None
    longest: int = LONGEST_ESSAY


@dataclass(frozen=True)
class Order:
    """ordering: what is to be put in order, as it stands now. `given` is empty until somebody has answered."""

    rows: tuple[Option, ...]
    given: tuple[str, ...]

    @property
    def places(self) -> list[tuple[int, str]]:
        """(1, place of the item that stands first or ""), …"""
        given = self.given or ("",) * len(self.rows)
        return list(enumerate(given, 1))

    @property
    def served(self) -> list[Option]:
        return sorted(self.rows, key=lambda row: int(row.place))


@dataclass(frozen=True)
class Field:
    """One of several small answers: a list with its options, or a line to write in. `number` counts as they are read."""

    part: str
    number: int
    text: Words | None = None
    options: tuple[Option, ...] = ()
    value: str = ""
    unit: str = ""
    unit_asked: bool = False
    numeric: bool = False
    longest: int = LONGEST_TEXT


@dataclass(frozen=True)
class Pairs:
    """matching"""

    fields: tuple[Field, ...]
    targets: tuple[Option, ...]

    @property
    def written_out(self) -> bool:
        """Whether the targets stand in full beside the lists: a list shows no picture, and cuts a long text."""
        return any("<" in one.text.text or len(str(one.text)) > LONG_TARGET for one in self.targets)


@dataclass(frozen=True)
class Gaps:
    """gaps: a text with [[key]] where each field stands."""

    text: Words
    fields: Mapping[str, Field]


@dataclass(frozen=True)
class Hotspot:
    """hotspot: an image, and its areas as choices. `image` is the name of the picture."""

    several: bool
    image: str
    width: int
    height: int
    alt: Words
    options: tuple[Option, ...]
    shapes: tuple[Shape, ...]

    @property
    def letter_size(self) -> int:
        """In the image's own pixels: it is read on a phone too."""
        return self.width // 24


Part = Choices | Writing | Essay | Order | Pairs | Gaps | Hotspot


def choices(kind: str, content: Content, slot: Slot, answer: Answer, wording: Wording) -> Choices:
    texts = {one["key"]: wording.of(one["text"]) for one in options_of(kind, content)}
    return Choices(takes_several(kind, content), _options(slot["options"], texts, answer))


def writing(kind: str, content: Content, slot: Slot, answer: Answer, wording: Wording) -> Writing:
    fold = content.get("fold") or {}
    return Writing(answer[0] if answer else "", *_unit(content), exact=not (fold.get("case", True) and fold.get("accents", True)))


def essay(kind: str, content: Content, slot: Slot, answer: Answer, wording: Wording) -> Essay:
    words = content.get("words") or {}
    rubric = tuple(Criterion(wording.of(one["text"]), one["points"]) for one in content.get("rubric") or ())
    return Essay(answer[0] if answer else "", rubric, words.get("low"), words.get("high"))


def order(kind: str, content: Content, slot: Slot, answer: Answer, wording: Wording) -> Order:
    rows = _options(slot["options"], _texts(content["items"], wording))
    by_place = {row.place: row for row in rows}
    return Order(tuple(by_place[place] for place in answer) if answer else rows, tuple(answer))


def pairs(kind: str, content: Content, slot: Slot, answer: Answer, wording: Wording) -> Pairs:
    given = _given(answer)
    targets = _options(slot["options"], _texts(content["targets"], wording))
    fields = [
        Field(str(number), number, wording.of(one["text"]), targets, given.get(str(number), ""))
        for number, one in enumerate(content["prompts"], 1)
    ]
    return Pairs(tuple(fields), targets)


def gaps(kind: str, content: Content, slot: Slot, answer: Answer, wording: Wording) -> Gaps:
    text, given = wording.of(content["text"]), _given(answer)
    read = {key: number for number, key in enumerate(gap_keys(text.text), 1)}
    places = {key: str(place) for place, key in enumerate(slot["options"], 1)}
    fields = {
        gap["key"]: _gap(gap, places[gap["key"]], read.get(gap["key"], 0), slot, given, wording)
        for gap in content["gaps"]
        if gap["key"] in places
    }
    return Gaps(text, fields)


def hotspot(kind: str, content: Content, slot: Slot, answer: Answer, wording: Wording) -> Hotspot:
    image = content["image"]
    return Hotspot(
        several=takes_several(kind, content),
        image=image["media"],
        width=image["width"],
        height=image["height"],
        alt=wording.of(content.get("alt")),
        options=_options(slot["options"], _texts(content["areas"], wording, name="label"), answer),
        shapes=shapes(content["areas"], slot["options"]),
    )


def _gap(gap: Mapping[str, Any], part: str, number: int, slot: Slot, given: Mapping[str, str], wording: Wording) -> Field:
    value = given.get(part, "")
    if gap["kind"] == "choice":
        options = _options(slot["gaps"][gap["key"]], _texts(gap["options"], wording))
        return Field(part, number, options=options, value=value)
    return Field(part, number, None, (), value, *_unit(gap), numeric=gap["kind"] == "number")


def _unit(content: Content) -> tuple[str, bool]:
    """How the unit is written, and whether the person has to write it: then it is not said."""
    unit = content.get("unit") or {}
    symbols = unit.get("symbols") or ("",)
    return ("", True) if unit.get("required") else (symbols[0], False)


def _texts(parts: Sequence[Mapping[str, Any]], wording: Wording, name: str = "text") -> dict[str, Words]:
    return {one["key"]: wording.of(one[name]) for one in parts}


def _options(served: Sequence[str], texts: Mapping[str, Words], answer: Answer = ()) -> tuple[Option, ...]:
    return tuple(Option(str(place), texts[key], str(place) in answer) for place, key in enumerate(served, 1))


def _given(answer: Answer) -> dict[str, str]:
    return dict(one.split(":", 1) for one in answer if ":" in one)


PARTS: dict[str, tuple[str, Callable[..., Part]]] = {
    "single": ("choices", choices),
    "multiple": ("choices", choices),
    "true_false": ("choices", choices),
    "best": ("choices", choices),
    "short": ("line", writing),
    "number": ("line", writing),
    "free": ("free", essay),
    "ordering": ("ordering", order),
    "matching": ("matching", pairs),
    "gaps": ("gaps", gaps),
    "hotspot": ("hotspot", hotspot),
}
