"""Valid questions of every kind, as `docs/question-format.md` has them, for Hypothesis.

`contents(kind)` draws what `Question.content` keeps, `items(kind)` the same with what a file can say around it. Keys are the ones that
every reader gives (a, b, …; 1, 2, … for prompts and gaps), texts are as a reader leaves them (no spaces at their ends, cleaned HTML),
so that what is written and read again can be compared with `==`. `languages` are those the question is written in.
"""

import base64
import html
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from string import ascii_lowercase
from typing import Any

from hypothesis import strategies as st

from assessments.exchange.items import Item, Verdict
from assessments.quizzes.enums import QuestionKind
from assessments.quizzes.kinds import TRUE_FALSE
from lms.language.bilingual import LANGUAGES

Strategy = st.SearchStrategy

KINDS = tuple(QuestionKind.values)
# What Moodle takes as a grade of an answer: https://docs.moodle.org/en/Multiple_Choice_question_type
GRADES = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5)
# Pieces that some format gives a meaning to.
TRICKY = (
    "->", "####", "%50%", "::", "//", "[html]", "[plain]x", "_____", r"\n", r"\\", "=1+1", "~", "{T}", "}", "$CATEGORY: x", "# no",
    "<b>", "a < b & c > d", "&amp;", "&#241;", '"quoted"', "'=2+2'", "-5", "@x", "+34 600", ";", ",", "a | b", "A) x", "ANSWER: B", "*",
    r"\*", "]]>", "<![CDATA[", "[[9]]", "_x000D_", "TRUE", "¿Qué?", "«Sí»", "€", "日本", "🙂",
)  # fmt: skip
# From ! to ~, what Spanish and English add, and a little of what is neither.
_LETTERS = "".join(map(chr, range(33, 127))) + "áéíóúñÑüÁçß¿¡«»€–’“”…→×≤ºª" + "Жλ日ا"
_TAG = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
_NAME = st.sampled_from(("Facturación", "Tema 1: El cliente", "m03", "I/O", "R+D & co"))
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@cache
def words(*, lines: bool = False) -> Strategy[str]:
    """Plain text with something in it; on several lines too when `lines`."""
    piece = st.one_of(st.text(_LETTERS, min_size=1, max_size=10), st.sampled_from(TRICKY))
    between = st.sampled_from((" ", "\n", "\n\n") if lines else (" ",))
    return st.tuples(piece, between, st.one_of(st.just(""), piece)).map(_joined)


@cache
def formatted() -> Strategy[str]:
    """HTML as it is after it was cleaned, in which whatever is text is escaped."""
    escaped = words().map(lambda text: html.escape(text, quote=False))
    wrapped = st.sampled_from(
        ("{}", "<strong>{}</strong>", "<em>{}</em>", "<p>{}</p>", "<ul><li>{}</li></ul>", "a<br>{}", "<code>{}</code>")
    )
    return st.tuples(wrapped, escaped).map(lambda both: both[0].replace("{}", both[1]))


@cache
def text(*, languages: tuple[str, ...], as_html: bool = False, optional: bool = False, lines: bool = False) -> Strategy[dict[str, str]]:
    """{"es": …, "en": …}, written in `languages` and no other; now and then in none when `optional`."""
    one = formatted() if as_html else words(lines=lines)
    written = st.fixed_dictionaries({code: one if code in languages else st.just("") for code in LANGUAGES})
    return st.one_of(st.just(dict.fromkeys(LANGUAGES, "")), written) if optional else written


@st.composite
def contents(draw: Any, kind: str, *, languages: Sequence[str] = LANGUAGES, text_format: str = "plain") -> dict[str, Any]:
    as_html = text_format == "html"

    def told(**how: Any) -> dict[str, str]:
        return draw(text(languages=tuple(languages), as_html=as_html, **how))

    base = {"format": text_format, "stem": told(lines=True), "explanation": told(optional=True, lines=True)}
    return base | _OF_A_KIND[kind](draw, told)


@st.composite
def items(draw: Any, kind: str, *, languages: Sequence[str] = LANGUAGES, text_format: str = "plain") -> Item:
    """A question with everything that a file may say around it."""
    content = draw(contents(kind, languages=languages, text_format=text_format))
    return Item(
        kind=kind,
        verdict=Verdict.READY,
        content=content,
        title=draw(st.one_of(st.just(""), words())),
        code=draw(st.one_of(st.just(""), _TAG)),
        tags=tuple(draw(st.lists(_TAG, max_size=3, unique=True))),
        category=tuple(draw(st.lists(_NAME, max_size=2))),
        competency=draw(st.sampled_from(("", "PRO", "ATC-1"))),
        level=draw(st.sampled_from((None, 1, 5))),
        difficulty=draw(st.sampled_from((None, 1, 3))),
        media={content["image"]["media"]: PNG} if kind == QuestionKind.HOTSPOT else {},
    )


def _joined(pieces: Sequence[str]) -> str:
    return "".join(pieces).strip()


def _keys(draw: Any, low: int, high: int) -> list[str]:
    return list(ascii_lowercase[: draw(st.integers(low, high))])


def _options(draw: Any, told: Any, right: Sequence[bool]) -> list[dict[str, Any]]:
    return [
        {"key": key, "text": told(), "feedback": told(optional=True), "correct": correct}
        for key, correct in zip(ascii_lowercase, right, strict=False)
    ]


def _single(draw: Any, told: Any) -> dict[str, Any]:
    count = draw(st.integers(2, 5))
    place = draw(st.integers(0, count - 1))
    return {"options": _options(draw, told, [at == place for at in range(count)])}


def _true_false(draw: Any, told: Any) -> dict[str, Any]:
    right = draw(st.booleans())
    return {
        "options": [
            {"key": one["key"], "text": dict(one["text"]), "feedback": told(optional=True), "correct": (one["key"] == "true") is right}
            for one in TRUE_FALSE
        ]
    }


def _weighted(draw: Any, told: Any, *, low: int = 0) -> list[dict[str, Any]]:
    """Options of which one is worth everything and another one something between."""
    between = st.sampled_from([grade for grade in GRADES if grade < 100])
    others = st.one_of(between, between.map(lambda grade: -grade), st.just(0), st.just(100))
    weights = draw(st.permutations([100, draw(between), *draw(st.lists(others, min_size=low, max_size=3))]))
    return [
        {"key": key, "text": told(), "feedback": told(optional=True), "weight": weight}
        for key, weight in zip(ascii_lowercase, weights, strict=False)
    ]


def _best(draw: Any, told: Any) -> dict[str, Any]:
    return {"options": _weighted(draw, told)}


def _multiple(draw: Any, told: Any) -> dict[str, Any]:
    rule = draw(st.sampled_from(("all", "partial", "penalty", "weights")))
    right = draw(st.permutations([True, False, *draw(st.lists(st.booleans(), max_size=3))]))
    options = _options(draw, told, right)
    if rule == "weights":
        for option in options:
            option["weight"] = draw(st.sampled_from(GRADES)) if option["correct"] else draw(st.sampled_from((0, -5, -33.33333, -100)))
    return {"options": options, "rule": rule}


def typed(draw: Any, told: Any) -> dict[str, Any]:
    """The answers of a short text, the first of them worth everything."""
    texts = draw(st.lists(words(), min_size=1, max_size=4, unique=True))
    answers = []
    for at, one in enumerate(texts):
        # A pattern has a star that stands for anything, so no backslash before it.
        pattern = draw(st.booleans()) and not one.endswith("\\")
        weight = 100 if at == 0 else draw(st.sampled_from((*GRADES, 0)))
        answers.append({"text": f"{one}*" if pattern else one, "weight": weight, "feedback": told(optional=True), "pattern": pattern})
    fold = {"case": draw(st.booleans()), "accents": draw(st.booleans())}
    return {"answers": answers, "fold": fold}


def numeric(draw: Any, told: Any) -> dict[str, Any]:
    """The answers of a number, the first of them worth everything, the last one perhaps for all other numbers."""
    number = st.decimals(-10_000, 10_000, places=3).map(_written)
    size = st.decimals(0, 10, places=2).map(_written)
    answers: list[dict[str, Any]] = []
    for at in range(draw(st.integers(1, 3))):
        held = {"weight": 100 if at == 0 else draw(st.sampled_from((*GRADES, 0))), "feedback": told(optional=True)}
        if draw(st.booleans()):
            answers.append({"value": draw(number), "tolerance": draw(size)} | held)
        else:
            low, high = sorted((draw(number), draw(number)), key=Decimal)
            answers.append({"low": low, "high": high} | held)
    if draw(st.booleans()):
        answers.append({"any": True, "weight": 0, "feedback": told()})
    units = st.lists(st.sampled_from(("€", "EUR", "%", "min", "km/h")), min_size=1, max_size=2, unique=True)
    unit = draw(st.one_of(st.none(), st.builds(lambda symbols, required: {"symbols": symbols, "required": required}, units, st.booleans())))
    return {"answers": answers, "unit": unit}


def _written(number: Decimal) -> str:
    return format(number.normalize() + 0, "f")


def _ordering(draw: Any, told: Any) -> dict[str, Any]:
    return {
        "items": [{"key": key, "text": told()} for key in _keys(draw, 2, 5)],
        "rule": draw(st.sampled_from(("all", "positions", "pairs"))),
    }


def _matching(draw: Any, told: Any) -> dict[str, Any]:
    """Targets stand in the order in which prompts first ask for them, then those nobody asks for; no two have the same words."""
    count = draw(st.integers(2, 4))
    targets: list[dict[str, Any]] = []
    for key in _keys(draw, 2, 5):
        words_of = told()
        if all(set(words_of.values()) - {""} != set(one["text"].values()) - {""} for one in targets):
            targets.append({"key": key, "text": words_of})
    wanted: list[int] = []
    for _ in range(count):
        # The next one that was not asked for, or one that was.
        wanted.append(draw(st.integers(0, min(len(set(wanted)), len(targets) - 1))))
    targets = [{**one, "key": key} for one, key in zip(targets, ascii_lowercase, strict=False)]
    return {
        "prompts": [{"key": str(number), "text": told(), "feedback": told(optional=True)} for number in range(1, count + 1)],
        "targets": targets,
        "pairs": {str(number): targets[at]["key"] for number, at in enumerate(wanted, 1)},
        "rule": draw(st.sampled_from(("all", "partial"))),
    }


def _gaps(draw: Any, told: Any) -> dict[str, Any]:
    gaps: list[dict[str, Any]] = []
    before = told()
    texts = {code: one for code, one in before.items() if one}
    texts = {code: one.replace("[[9]]", "(9)") for code, one in texts.items()}
    for number in range(1, draw(st.integers(1, 3)) + 1):
        kind = draw(st.sampled_from(("choice", "typed", "number")))
        made = {
            "choice": lambda: {"options": _weighted(draw, told)},
            "typed": lambda: typed(draw, told),
            "number": lambda: numeric(draw, told),
        }
        gaps.append({"key": str(number), "kind": kind, "points": draw(st.sampled_from((1, 1, 2, 5)))} | made[kind]())
        texts = {code: f"{one} [[{number}]]" for code, one in texts.items()}
    return {
        "text": {code: texts.get(code, "") for code in LANGUAGES},
        "gaps": gaps,
        "rule": draw(st.sampled_from(("all", "partial"))),
    }


_PLACES = (
    {"shape": "rect", "coords": [10, 20, 110, 80]},
    {"shape": "circle", "coords": [200, 150, 40]},
    {"shape": "poly", "coords": [300, 10, 380, 10, 340, 90]},
    {"shape": "rect", "coords": [0, 200, 60, 280]},
)


def _hotspot(draw: Any, told: Any) -> dict[str, Any]:
    places = draw(st.permutations(_PLACES))[: draw(st.integers(2, 4))]
    right = draw(st.permutations([True, False, *draw(st.lists(st.booleans(), min_size=2, max_size=2))]))
    right = right[: len(places)] if len(set(right[: len(places)])) == 2 else [True] + [False] * (len(places) - 1)
    return {
        "image": {"media": "plano.png", "width": 400, "height": 300},
        "alt": told(),
        "areas": [
            {"key": key, **place, "label": told(), "feedback": told(optional=True), "correct": correct}
            for key, place, correct in zip(ascii_lowercase, places, right, strict=False)
        ],
        "rule": draw(st.sampled_from(("all", "partial"))),
    }


def _free(draw: Any, told: Any) -> dict[str, Any]:
    words_wanted = draw(
        st.one_of(st.none(), st.builds(lambda low, more: {"low": low, "high": low + more}, st.integers(0, 50), st.integers(0, 300)))
    )
    return {
        "rubric": [{"key": key, "text": told(), "points": draw(st.sampled_from((1, 2, 2.5, 10)))} for key in _keys(draw, 1, 4)],
        "model": told(optional=True, lines=True),
        "words": words_wanted,
    }


_OF_A_KIND = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.TRUE_FALSE: _true_false,
    QuestionKind.BEST: _best,
    QuestionKind.SHORT: typed,
    QuestionKind.NUMBER: numeric,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.MATCHING: _matching,
    QuestionKind.GAPS: _gaps,
    QuestionKind.HOTSPOT: _hotspot,
    QuestionKind.FREE: _free,
}
