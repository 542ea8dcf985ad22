"""Numbers as files write them: weights in per cent, values and tolerances."""

import re
from decimal import Decimal, InvalidOperation

# 33.333 and 16.67 stand for a third and a sixth: https://docs.moodle.org/en/Multiple_Choice_question_type lists them.
_DENOMINATORS = (3, 6, 7, 9, 11, 12)
_PLACES = Decimal("0.00001")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,2})?")


def percent(text: str) -> int | float:
    """A weight from -100 to 100 with five decimals at most, the rounded ones of thirds and their like made exact. Raises ValueError."""
    value = _decimal(text.strip().removesuffix("%"))
    if value.as_tuple().exponent <= -2:  # type: ignore[operator]
        value = next(
            (near for part in _DENOMINATORS if abs((near := round(value * part / 100) * 100 / Decimal(part)) - value) < Decimal("0.006")),
            value,
        )
    return plain_number(min(max(value, Decimal(-100)), Decimal(100)))


def plain_number(value: Decimal) -> int | float:
    """Whole where it is, with five decimals at most."""
    value = value.quantize(_PLACES)
    return int(value) if value == value.to_integral_value() else float(value)


def written(text: str) -> str:
    """A value as a question keeps it: digits with a point. Raises ValueError."""
    return format(_decimal(text).normalize() + 0, "f")


def is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip().replace("−", "-")))


def _decimal(text: str) -> Decimal:
    text = text.strip().replace("−", "-")
    if not _NUMBER.fullmatch(text) or len(text) > 60:
        raise ValueError(f"Not a number: {text[:60]!r}")
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ValueError(f"Not a number: {text!r}") from None
