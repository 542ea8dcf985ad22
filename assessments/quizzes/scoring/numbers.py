"""Numbers as people type them, with their unit, against values with a tolerance. Decimals, never floats."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from assessments.quizzes.scoring.weights import NOTHING, share, within_one

Content = Mapping[str, Any]
_NUMBER = re.compile(r"[+-]?(?:\d[\d.,'\u202f\u00a0 ]*)?[.,]?\d+(?:[eE][+-]?\d{1,3})?")
_SPACES = re.compile(r"[\s'\u202f\u00a0]")
LONGEST = 60  # characters of a number with its unit


def number(content: Content, answer: Sequence[str]) -> Fraction:
    """The weight of the first value that the number is, with its unit where one is required."""
    found = matching(content, answer[0]) if answer else None
    return within_one(share(found["weight"])) if found else NOTHING


def matching(content: Content, typed: str) -> Mapping[str, Any] | None:
    """The first of `content["answers"]` that holds for what was typed; None when none does.

    “1.764” may be a little less than two, or one thousand seven hundred and sixty-four: either reading counts.
    """
    values = list(readings(typed, content.get("unit")))
    answers: Sequence[Mapping[str, Any]] = content.get("answers") or ()
    for one in answers:
        if not one.get("any") and any(_holds(one, value) for value in values):
            return one
    return next((one for one in answers if one.get("any")), None)


def readings(typed: str, unit: Mapping[str, Any] | None = None) -> Iterator[Decimal]:
    """The numbers that a typed text can mean, with the unit taken off. Nothing when it is no number, or its unit is not right."""
    text = _SPACES.sub(" ", typed.strip().replace("−", "-"))
    if len(text) > LONGEST:
        return
    bare, has_unit = _without_unit(text, unit)
    if unit and unit.get("required") and not has_unit:
        return
    found = _NUMBER.fullmatch(bare)
    if not found:
        return
    seen = set()
    for written in _written(bare.replace(" ", "")):
        try:
            value = Decimal(written)
        except InvalidOperation:
            continue
        if value not in seen:
            seen.add(value)
            yield value


def as_decimal(text: str) -> Decimal:
    """A number as content keeps it, with a point. Raises ValueError."""
    try:
        value = Decimal(str(text).strip())
    except InvalidOperation:
        raise ValueError(f"Not a number: {text!r}") from None
    if not value.is_finite():
        raise ValueError(f"Not a number: {text!r}")
    return value


def _without_unit(text: str, unit: Mapping[str, Any] | None) -> tuple[str, bool]:
    for symbol in sorted((unit or {}).get("symbols") or (), key=len, reverse=True):
        folded, sign = text.casefold(), symbol.casefold()
        if folded.endswith(sign):
            return text[: len(text) - len(symbol)].strip(), True
        if folded.startswith(sign):
            return text[len(symbol) :].strip(), True
    return text, False


def _written(text: str) -> Iterator[str]:
    """The ways a text with points and commas can be written with a decimal point."""
    mantissa, mark, exponent = text.replace("E", "e").partition("e")
    points, commas = mantissa.count("."), mantissa.count(",")
    if points and commas:
        last, other = (".", ",") if mantissa.rindex(".") > mantissa.rindex(",") else (",", ".")
        ways = [mantissa.replace(other, "").replace(last, ".")] if mantissa.count(last) == 1 and _grouped(mantissa, other, last) else []
    elif points + commas == 0:
        ways = [mantissa]
    else:
        sign = "." if points else ","
        ways = [mantissa.replace(sign, ".")] if mantissa.count(sign) == 1 else []
        if _grouped(mantissa, sign, ""):
            ways.append(mantissa.replace(sign, ""))
    for way in ways:
        yield way + mark + exponent


def _grouped(text: str, sign: str, decimal: str) -> bool:
    """Whether the sign parts the digits into thousands."""
    whole = (text.partition(decimal)[0] if decimal else text).lstrip("+-")
    first, *rest = whole.split(sign)
    return 1 <= len(first) <= 3 and first != "0" and bool(rest) and all(len(group) == 3 for group in rest)


def _holds(one: Mapping[str, Any], value: Decimal) -> bool:
    if "low" in one:
        return as_decimal(one["low"]) <= value <= as_decimal(one["high"])
    return abs(value - as_decimal(one["value"])) <= abs(as_decimal(one.get("tolerance") or "0"))
