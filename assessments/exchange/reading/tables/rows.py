"""One row of a table as a question of its kind."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Note
from assessments.exchange.reading.markup import clean
from assessments.exchange.reading.numbers import percent, plain_number
from assessments.exchange.reading.numbers import written as decimal
from assessments.exchange.reading.tables.columns import COMPARED, LETTERS, RULES, UNDECIDED, YES, fold, kind_known, known
from assessments.exchange.reading.texts import star_text
from assessments.quizzes.enums import QuestionKind
from assessments.quizzes.kinds import TRUE_FALSE
from lms.language.bilingual import LANGUAGES

_RANGE = re.compile(r"\s*(?:\.\.+|…)\s*")
_TOLERANCE = re.compile(r"\s*(?:±|\+/-|\+-|:)\s*")
_LISTED = re.compile(r"[\s,;/&+.)(]+|\b(?:y|and)\b", re.IGNORECASE)
_TRUE_WORDS = ("true", "verdadero", "verdadera", "v", "t", "si", "yes", "cierto", "correcto", "1")
_FALSE_WORDS = ("false", "falso", "falsa", "f", "no", "incorrecto", "0")

Text = dict[str, str]


class Broken(Exception):
    """A row that cannot be read. Carries the note that says why."""

    def __init__(self, message: str, mend: str, **values: str | int):
        super().__init__(message)
        self.note = Note(message, mend, values)


class OfNoRow(Exception):
    """A kind that is one of ours but does not fit a row."""


@dataclass(frozen=True)
class Filled:
    """The cells of a row that are not empty, by the names of our fields."""

    cells: Mapping[str, str]
    as_html: bool

    def cell(self, field: str) -> str:
        return self.cells.get(field, "")

    def text(self, name: str) -> Text:
        found = {code: self.cell(f"{name}_{code}") for code in LANGUAGES}
        return {code: clean(one) for code, one in found.items()} if self.as_html else found

    @cached_property
    def letters(self) -> list[str]:
        """Those that have an option."""
        return sorted({field.split("_")[1] for field in self.cells if field.startswith("option_")})

    def weight(self, letter: str) -> int | float | None:
        """Per cent; None when none is written. Raises `Broken`."""
        text = self.cell(f"weight_{letter}")
        try:
            return percent(text) if text else None
        except ValueError:
            raise Broken(_("The weight “%(text)s” is not a number."), _("Write a number from −100 to 100."), text=text[:40]) from None


def kind_of(row: Filled) -> str:
    """By its column, else by what is right. Raises `Broken` and `OfNoRow`."""
    named = row.cell("kind")
    if fold(named) in UNDECIDED:
        named = ""
    if fold(named) in ("gaps", "hotspot", "huecos", "gaps in a text", "punto en una imagen", "point on an image"):
        raise OfNoRow
    kind: str = kind_known(named)
    if named and not kind:
        raise Broken(_("“%(text)s” is none of our kinds of questions."), _("Choose one of those named in the template."), text=named[:40])
    return kind or _told_by_right(row)


def content_of(kind: str, row: Filled) -> dict[str, Any]:
    """Raises `Broken`."""
    stem = row.text("stem")
    if not any(stem.values()):
        raise Broken(_("It has no question."), _("Write the question in its column."))
    base = {"format": "html" if row.as_html else "plain", "stem": stem, "explanation": row.text("explanation")}
    return base | _OF_A_KIND[kind](row)


def _told_by_right(row: Filled) -> str:
    if not row.letters:
        if fold(row.cell("correct")) in _TRUE_WORDS + _FALSE_WORDS:
            return "true_false"
        raise Broken(_("It has no options."), _("Write at least two, or say of which kind it is."))
    return "single" if len(_right(row)) == 1 else "multiple"


def _right(row: Filled) -> set[str]:
    """The letters of what is right: told by letters, by numbers from 1, or by the words of an option. Raises `Broken`."""
    told, letters = row.cell("correct"), row.letters
    if not told:
        raise Broken(_("It does not say what is right."), _("Write the letter of the right option, or several: A, C."))
    marks = [mark for mark in _LISTED.split(told) if mark]
    found = [_letter(mark, letters) for mark in marks]
    if marks and all(found):
        return set(found)
    words = {
        letter for letter in letters if any(fold(row.cell(f"option_{letter}_{code}")) == fold(told) for code in LANGUAGES) and fold(told)
    }
    if not words:
        raise Broken(_("“%(text)s” is none of its options."), _("Write the letter of the right option, or several: A, C."), text=told[:40])
    return words


def _letter(mark: str, letters: list[str]) -> str:
    if mark.isdecimal() and mark.isascii() and len(mark) < 3:
        return letters[int(mark) - 1] if 1 <= int(mark) <= len(letters) else ""
    return mark.lower() if mark.lower() in letters else ""


def _keyed(row: Filled) -> list[tuple[str, str]]:
    """(key, letter): a letter may be left out, a key never is."""
    letters = row.letters
    if len(letters) < 2:
        raise Broken(_("It has fewer than two options."), _("Write each option in its column."))
    return list(zip(LETTERS, letters, strict=False))


def _said(row: Filled, letter: str) -> dict[str, Text]:
    return {"text": row.text(f"option_{letter}"), "feedback": row.text(f"feedback_{letter}")}


def _single(row: Filled) -> dict[str, Any]:
    keyed, right = _keyed(row), _right(row)
    if len(right) > 1:
        raise Broken(_("Several of its options are right."), _("Leave one letter, or make it “several right options”."))
    return {"options": [{"key": key, **_said(row, letter), "correct": letter in right} for key, letter in keyed]}


def _multiple(row: Filled) -> dict[str, Any]:
    keyed = _keyed(row)
    weights = {letter: row.weight(letter) for _key, letter in keyed}
    weighed = any(weight is not None for weight in weights.values())
    rule = _rule(row, "weights" if weighed else "all")
    if rule != "weights":
        right = _right(row)
        return {"options": [{"key": key, **_said(row, letter), "correct": letter in right} for key, letter in keyed], "rule": rule}
    options = [
        {"key": key, **_said(row, letter), "correct": (weights[letter] or 0) > 0, "weight": weights[letter] or 0} for key, letter in keyed
    ]
    return {"options": options, "rule": rule}


def _best(row: Filled) -> dict[str, Any]:
    keyed = _keyed(row)
    right = _right(row) if row.cell("correct") else set()
    weights = {letter: row.weight(letter) for _key, letter in keyed}
    return {
        "options": [
            {"key": key, **_said(row, letter), "weight": (100 if letter in right else 0) if weights[letter] is None else weights[letter]}
            for key, letter in keyed
        ]
    }


def _true_false(row: Filled) -> dict[str, Any]:
    told = _true_or_false(row)
    if told not in _TRUE_WORDS + _FALSE_WORDS:
        raise Broken(_("It does not say whether it is true."), _("Write true or false as what is right."))
    right = "true" if told in _TRUE_WORDS else "false"
    feedback = {"true": row.text("feedback_a"), "false": row.text("feedback_b")}
    return {
        "options": [
            {"key": one["key"], "text": dict(one["text"]), "feedback": feedback[one["key"]], "correct": one["key"] == right}
            for one in TRUE_FALSE
        ]
    }


def _true_or_false(row: Filled) -> str:
    """What is right in words: by itself, or by the letter of an option that says it. A is true and B false where no option says more."""
    told = fold(row.cell("correct"))
    if told in row.letters:
        return next((fold(text) for code in LANGUAGES if (text := row.cell(f"option_{told}_{code}"))), told)
    return {"a": "true", "b": "false"}.get(told, told)


def _short(row: Filled) -> dict[str, Any]:
    compared = [known(COMPARED, mark) for mark in re.split(r"[,;]", row.cell("compare")) if mark.strip()]
    answers = [
        {"text": text, "weight": _or_full(row.weight(letter)), "feedback": row.text(f"feedback_{letter}"), "pattern": pattern}
        for letter, written in _accepted(row)
        for text, pattern in [star_text(written)]
    ]
    return {"answers": answers, "fold": {"case": "case" not in compared, "accents": "accents" not in compared}}


def _number(row: Filled) -> dict[str, Any]:
    answers = []
    for letter, written in _accepted(row):
        value, weight = _value(written), row.weight(letter)
        worth = (0 if value.get("any") else 100) if weight is None else weight
        answers.append({**value, "weight": worth, "feedback": row.text(f"feedback_{letter}")})
    symbols = [symbol.strip() for symbol in re.split(r"[,;]", row.cell("unit")) if symbol.strip()]
    required = fold(row.cell("unit_required")) in ("x", "1", "true", *map(fold, YES))
    return {"answers": answers, "unit": {"symbols": symbols, "required": required} if symbols else None}


def _accepted(row: Filled) -> list[tuple[str, str]]:
    """(letter, answer): an answer in the other language counts beside it, unless it is the same. Raises `Broken`."""
    answers = [
        (letter, one)
        for letter in row.letters
        for one in dict.fromkeys(" ".join(row.cell(f"option_{letter}_{code}").split()) for code in LANGUAGES)
        if one
    ]
    if not answers and row.cell("correct"):
        return [("a", " ".join(row.cell("correct").split()))]
    if not answers:
        raise Broken(_("It has no answer that counts."), _("Write each in a column of an option."))
    return answers


def _value(written: str) -> dict[str, Any]:
    if written == "*":
        return {"any": True}
    try:
        if _RANGE.search(written):
            low, high = (decimal(one) for one in _RANGE.split(written, 1))
            return {"low": low, "high": high}
        value, *tolerance = _TOLERANCE.split(written, 1)
        return {"value": decimal(value), "tolerance": decimal(tolerance[0]) if tolerance else "0"}
    except ValueError:
        raise Broken(_("“%(text)s” is not a number."), _("Write 3.5, 3.5 ± 0.1, 1..5, or * for all others."), text=written[:40]) from None


def _ordering(row: Filled) -> dict[str, Any]:
    return {
        "items": [{"key": key, "text": row.text(f"option_{letter}")} for key, letter in _keyed(row)],
        "rule": _rule(row, "all"),
    }


def _matching(row: Filled) -> dict[str, Any]:
    pairs = [(row.text(f"option_{letter}"), row.text(f"pair_{letter}"), letter) for letter in LETTERS]
    asked = [(first, second, letter) for first, second, letter in pairs if any(first.values())]
    if len(asked) < 2 or any(not any(second.values()) for _first, second, _letter in asked):
        raise Broken(
            _("A pair is not whole, or there are fewer than two."), _("Write both halves of each pair in columns of the same letter.")
        )
    misleading = [second for first, second, _letter in pairs if any(second.values()) and not any(first.values())]
    seconds: list[Text] = []
    for second in [second for _first, second, _letter in asked] + misleading:
        if second not in seconds:
            seconds.append(second)
    return {
        "prompts": [
            {"key": str(number), "text": first, "feedback": row.text(f"feedback_{letter}")}
            for number, (first, _second, letter) in enumerate(asked, 1)
        ],
        "targets": [{"key": key, "text": second} for key, second in zip(LETTERS, seconds, strict=False)],
        "pairs": {str(number): LETTERS[seconds.index(second)] for number, (_first, second, _letter) in enumerate(asked, 1)},
        "rule": _rule(row, "all"),
    }


def _free(row: Filled) -> dict[str, Any]:
    low, high = row.cell("words_low"), row.cell("words_high")
    if any(text and not (text.isdecimal() and text.isascii() and len(text) < 6) for text in (low, high)):
        raise Broken(_("The number of words “%(text)s” is not a number."), _("Write a whole number."), text=f"{low} {high}".strip()[:40])
    rubric = [
        {"key": key, "text": row.text(f"option_{letter}"), "points": _points(row, letter)}
        for key, letter in zip(LETTERS, row.letters, strict=False)
    ]
    words = {"low": int(low or 0), "high": int(high or 99_999)} if low or high else None
    return {"rubric": rubric, "model": row.text("model"), "words": words}


def _points(row: Filled, letter: str) -> int | float:
    text = row.cell(f"weight_{letter}")
    try:
        return plain_number(Decimal(decimal(text))) if text else 1
    except ValueError:
        raise Broken(_("The points “%(text)s” are not a number."), _("Write a number."), text=text[:40]) from None


def _rule(row: Filled, otherwise: str) -> str:
    named = row.cell("rule")
    rule = known(RULES, named)
    if named and not rule:
        raise Broken(_("“%(text)s” is none of our ways to give points."), _("Choose one of those named in the template."), text=named[:40])
    return rule or otherwise


def _or_full(weight: int | float | None) -> int | float:
    return 100 if weight is None else weight


_OF_A_KIND: Mapping[str, Callable[[Filled], dict[str, Any]]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.TRUE_FALSE: _true_false,
    QuestionKind.BEST: _best,
    QuestionKind.SHORT: _short,
    QuestionKind.NUMBER: _number,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.MATCHING: _matching,
    QuestionKind.FREE: _free,
}
