"""What a typed answer was taken for, and what it should have been, as people write it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments.quizzes.scoring import numbers, texts

MOST_VARIANTS = 3  # of the right answers that are told


def variant(kind: str, content: Mapping[str, Any], typed: str) -> Mapping[str, Any] | None:
    """The answer of the question that the typed one counts as."""
    return numbers.matching(content, typed) if kind == "number" else texts.matching(content, typed)


def as_typed(kind: str, content: Mapping[str, Any]) -> str:
    """The first right answer."""
    key = number_key(content) if kind == "number" else short_key(content)
    return key[0] if key else ""


def short_key(content: Mapping[str, Any]) -> list[str]:
    """Right answers in words; patterns only where there is nothing else."""
    full = [one for one in content.get("answers") or () if one.get("weight", 0) >= 100]
    words = [one["text"] for one in full if not one.get("pattern")]
    patterns = [_unfolded(one["text"]) for one in full if one.get("pattern")]
    return list(dict.fromkeys(words or patterns))[:MOST_VARIANTS]


def number_key(content: Mapping[str, Any]) -> list[str]:
    """Right numbers with their unit and how far one may be from them, in the reader's way of writing."""
    unit = next(iter((content.get("unit") or {}).get("symbols") or ()), "")
    full = [one for one in content.get("answers") or () if one.get("weight", 0) >= 100 and not one.get("any")]
    return [_number(one, unit) for one in full][:MOST_VARIANTS]


def _number(one: Mapping[str, Any], unit: str) -> str:
    if "low" in one:
        return _("from %(low)s to %(high)s") % {"low": _written(one["low"], unit), "high": _written(one["high"], unit)}
    value, tolerance = numbers.as_decimal(one["value"]), numbers.as_decimal(one.get("tolerance") or "0")
    if not tolerance:
        return _written(value, unit)
    around = {"value": _written(value, unit), "low": _written(value - tolerance, unit), "high": _written(value + tolerance, unit)}
    return _("%(value)s (from %(low)s to %(high)s counts)") % around


def _written(value: Decimal | str, unit: str) -> str:
    number = number_format(numbers.as_decimal(str(value)), use_l10n=True)
    return f"{number}\u00a0{unit}" if unit else number


def _unfolded(pattern: str) -> str:
    return pattern.replace("\\*", "\ue002").replace("*", "…").replace("\ue002", "*")
