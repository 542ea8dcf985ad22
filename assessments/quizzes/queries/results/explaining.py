"""What each kind of question says after the end: what was answered, what is right, and the reason that applies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from assessments.quizzes.content import Content, gap_keys
from assessments.quizzes.kinds import options_of, shown_answer
from assessments.quizzes.queries.asking.parts import Gaps, Hotspot, gaps, hotspot
from assessments.quizzes.queries.results.writing import as_typed, number_key, short_key, variant
from assessments.quizzes.queries.words import Wording, Words
from assessments.quizzes.scoring import right_keys
from assessments.quizzes.scoring.arranging import given_pairs
from assessments.quizzes.scoring.gaps import of_gap

Slot = Mapping[str, Any]
NO_WORDS = Words("")


@dataclass(frozen=True)
class Line:
    """Something chosen, written or right. `state` is met, progress or missing; empty where it goes without saying."""

    text: Words
    why: Words = NO_WORDS
    state: str = ""


@dataclass(frozen=True)
class Row:
    """One of several small answers. `label` is what it belongs to; without one, it is known by its number."""

    number: int
    given: Words
    right: Words
    state: str
    label: Words = NO_WORDS
    why: Words = NO_WORDS


@dataclass(frozen=True)
class Marked:
    """What a person gave a written answer: the points of each criterion by its key, and what they say."""

    points: Mapping[str, Decimal]
    comment: str = ""


@dataclass(frozen=True)
class Criterion:
    text: Words
    points: float
    given: Decimal | None


@dataclass(frozen=True)
class Explained:
    """`counted`: how many of how many are right, where an answer has several parts; `neighbours` when it is pairs that count."""

    template: str
    given: tuple[Line, ...] = ()
    key: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    counted: tuple[int, int] | None = None
    neighbours: bool = False
    image: Hotspot | None = None
    text: Gaps | None = None
    rubric: tuple[Criterion, ...] = ()
    comment: str = ""
    model: Words = NO_WORDS


@dataclass(frozen=True)
class Asked:
    """A question with its answer. `content` is what it is scored by, which a correction may have changed."""

    kind: str
    content: Content
    slot: Slot
    answer: Sequence[str]
    wording: Wording
    marked: Marked | None = None

    def words(self, part: Mapping[str, Any], name: str = "text") -> Words:
        return self.wording.of(part.get(name))


def explain(asked: Asked) -> Explained:
    return EXPLAINERS[asked.kind](asked)


def choices(asked: Asked) -> Explained:
    texts = {one["key"]: asked.words(one) for one in options_of(asked.kind, asked.content)}
    return replace(_chosen(asked, asked.content["options"], texts), template="lines")


def image(asked: Asked) -> Explained:
    areas, content = asked.content["areas"], asked.content
    shown = hotspot(asked.kind, content, asked.slot, shown_answer(asked.kind, content, asked.slot, asked.answer), asked.wording)
    right = {place for place, key in enumerate(asked.slot["options"], 1) if key in right_keys(content)}
    chosen = {int(option.place) for option in shown.options if option.chosen}
    state = {**dict.fromkeys(chosen, "missing"), **dict.fromkeys(right, "met")}
    shapes = tuple(replace(shape, state=state.get(int(shape.place), "")) for shape in shown.shapes)
    explained = _chosen(asked, areas, {one["key"]: asked.words(one, "label") for one in areas})
    return replace(explained, template="image", image=replace(shown, shapes=shapes))


def line(asked: Asked) -> Explained:
    typed = asked.answer[0] if asked.answer else ""
    found = variant(asked.kind, asked.content, typed) if typed else None
    given = (Line(Words(typed), asked.words(found or {}, "feedback"), _worth(found)),) if typed else ()
    key = short_key(asked.content) if asked.kind == "short" else number_key(asked.content)
    return Explained("lines", given=given, key=tuple(Line(Words(text)) for text in key))


def order(asked: Asked) -> Explained:
    texts = {one["key"]: asked.words(one) for one in asked.content["items"]}
    right = [one["key"] for one in asked.content["items"]]
    given = [key for key in asked.answer if key in texts] or [""] * len(right)
    rows = tuple(
        Row(number, texts.get(key, NO_WORDS), texts[wanted], "met" if key == wanted else "missing")
        for number, (key, wanted) in enumerate(zip(given, right, strict=False), 1)
    )
    if asked.content.get("rule") != "pairs":
        return Explained("rows", rows=rows, counted=_count(rows))
    wanted = set(pairwise(right))
    return Explained("rows", rows=rows, counted=(sum(pair in wanted for pair in pairwise(given)), len(wanted)), neighbours=True)


def matching(asked: Asked) -> Explained:
    targets = {one["key"]: asked.words(one) for one in asked.content["targets"]}
    given, pairs = given_pairs(asked.answer), asked.content["pairs"]
    rows = []
    for number, prompt in enumerate(asked.content["prompts"], 1):
        chosen, wanted = targets.get(given.get(prompt["key"], ""), NO_WORDS), targets.get(pairs.get(prompt["key"], ""), NO_WORDS)
        # Two targets in the same words are the same target.
        state = "met" if chosen and chosen == wanted else "missing"
        rows.append(Row(number, chosen, wanted, state, asked.words(prompt), asked.words(prompt, "feedback")))
    return Explained("rows", rows=tuple(rows), counted=_count(rows))


def filled(asked: Asked) -> Explained:
    given = given_pairs(asked.answer)
    by_key = {gap["key"]: gap for gap in asked.content["gaps"]}
    text = gaps(asked.kind, asked.content, asked.slot, (), asked.wording)
    keys = [key for key in gap_keys(text.text.text) if key in by_key]
    rows = tuple(_gap(asked, number, by_key[key], given.get(key, "")) for number, key in enumerate(keys, 1))
    return Explained("rows", rows=rows, counted=_count(rows), text=text)


def written(asked: Asked) -> Explained:
    points = asked.marked.points if asked.marked else {}
    return Explained(
        "written",
        given=tuple(Line(Words(text)) for text in asked.answer),
        rubric=tuple(Criterion(asked.words(one), one["points"], points.get(one["key"])) for one in asked.content.get("rubric") or ()),
        comment=asked.marked.comment if asked.marked else "",
        model=asked.words(asked.content, "model"),
    )


def _chosen(asked: Asked, listed: Sequence[Mapping[str, Any]], texts: Mapping[str, Words]) -> Explained:
    right = right_keys(asked.content) or {one["key"] for one in listed if one.get("weight", 0) > 0}
    lines = {one["key"]: Line(texts[one["key"]], asked.words(one, "feedback")) for one in listed}
    weights = {one["key"]: one.get("weight", 0) for one in listed}
    state = {key: "met" if key in right else "progress" if weights[key] > 0 else "missing" for key in lines}
    given = tuple(replace(one, state=state[key]) for key, one in lines.items() if key in asked.answer)
    counted = (sum(line.state == "met" for line in given), len(right)) if len(right) > 1 else None
    return Explained("lines", given=given, key=tuple(one for key, one in lines.items() if key in right), counted=counted)


def _gap(asked: Asked, number: int, gap: Mapping[str, Any], given: str) -> Row:
    points = of_gap(gap, given)
    state = "met" if points == 1 else "progress" if points else "missing"
    if gap["kind"] == "choice":
        texts = {one["key"]: asked.words(one) for one in gap["options"]}
        right = [texts[one["key"]] for one in gap["options"] if one.get("weight", 0) >= 100]
        why = next((asked.words(one, "feedback") for one in gap["options"] if one["key"] == given), NO_WORDS)
        return Row(number, texts.get(given, NO_WORDS), right[0] if right else NO_WORDS, state, why=why)
    kind = "number" if gap["kind"] == "number" else "short"
    found = variant(kind, gap, given) if given else None
    return Row(number, Words(given), Words(as_typed(kind, gap)), state, why=asked.words(found or {}, "feedback"))


def _worth(found: Mapping[str, Any] | None) -> str:
    weight = found["weight"] if found else 0
    return "met" if weight >= 100 else "progress" if weight > 0 else "missing"


def _count(rows: Sequence[Row]) -> tuple[int, int]:
    return sum(row.state == "met" for row in rows), len(rows)


EXPLAINERS: dict[str, Callable[[Asked], Explained]] = {
    "single": choices,
    "multiple": choices,
    "true_false": choices,
    "best": choices,
    "short": line,
    "number": line,
    "ordering": order,
    "matching": matching,
    "gaps": filled,
    "hotspot": image,
    "free": written,
}
