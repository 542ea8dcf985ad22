"""Response processing: by which of the standard templates an item is marked, or what nearest to them is written out.

https://www.imsglobal.org/spec/qti/v3p0/impl#h.responseprocessing; the templates are match_correct, map_response and map_response_point.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from lxml.etree import _Element as Element

from assessments.exchange.reading.qti.declarations import number_of
from assessments.exchange.reading.qti.names import words

# What only says again what a template says, or shows feedback.
_STANDARD = {
    "responseProcessing", "responseCondition", "responseIf", "responseElseIf", "responseElse", "setOutcomeValue", "variable", "correct",
    "match", "mapResponse", "sum", "isNull", "not", "and", "baseValue", "equal", "stringMatch",
}  # fmt: skip
_COMPARED = ("match", "equal", "stringMatch")
_MAPPED = ("mapResponse", "mapTolResponse")


@dataclass(frozen=True)
class Marking:
    """`mapped`: by the mapping, else by what is correct. `every`: only with everything right. `custom`: by more than we know.

    By the identifier of a response: how far below and above a number still counts, what a right answer is worth, and the answers that
    stand in the rules themselves with whether capitals count.
    """

    mapped: bool
    every: bool
    custom: bool
    tolerances: dict[str, tuple[str, Decimal, Decimal]] = field(default_factory=dict)
    points: dict[str, Decimal] = field(default_factory=dict)
    written: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)


def marking_of(item: Element) -> Marking:
    processing = item.find("responseProcessing")
    if processing is None:
        return Marking(mapped=any(True for _one in item.iter("mapping")), every=False, custom=False)
    template = (processing.get("template") or "").rpartition("/")[2].removesuffix(".xml")
    if template:
        return Marking(template == "map_response", template == "match_correct", template not in ("match_correct", "map_response"))
    return Marking(
        mapped=any(True for _one in processing.iter(*_MAPPED)),
        every=any(
            sum(1 for one in both if one.tag in _COMPARED and one.find("correct") is not None) > 1 for both in processing.iter("and")
        ),
        custom=_is_custom(processing),
        tolerances={name: found for one in processing.iter("equal") if (found := _tolerance(one)) and (name := _variable(one))},
        points=dict(_points(processing)),
        written=_written(processing),
    )


def _is_custom(processing: Element) -> bool:
    if any(isinstance(one.tag, str) and one.tag not in _STANDARD for one in processing.iter()):
        return True
    # An answer that stands in the rules themselves may be worth anything.
    return any(one.find("correct") is None for one in processing.iter(*_COMPARED) if not _is_shown(one))


def _is_shown(match: Element) -> bool:
    """Whether only feedback hangs on it."""
    holder = match.getparent()
    while holder is not None and holder.tag not in ("responseIf", "responseElseIf"):
        holder = holder.getparent()
    outcomes = [one.get("identifier") or "" for one in holder.iter("setOutcomeValue")] if holder is not None else []
    return bool(outcomes) and not any("SCORE" in name.upper() for name in outcomes)


def _points(processing: Element) -> Iterator[tuple[str, Decimal]]:
    """What a rule gives to whoever has one response right."""
    for rule in processing.iter("responseIf", "responseElseIf"):
        compared = _compared_with_right(rule)
        given = rule.find("setOutcomeValue")
        value = given.find("baseValue") if given is not None and "SCORE" in (given.get("identifier") or "").upper() else None
        if len(compared) == 1 and value is not None and number_of(value.text) > 0:
            yield _variable(compared[0]), number_of(value.text)


def _compared_with_right(rule: Element) -> list[Element]:
    return [one for one in rule.iter(*_COMPARED) if one.find("correct") is not None]


def _written(processing: Element) -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = {}
    for one in processing.iter(*_COMPARED):
        value = one.find("baseValue")
        if value is not None and value.text and not _is_shown(one):
            found.setdefault(_variable(one), []).append((words(value), one.get("caseSensitive") != "false"))
    return found


def _variable(equal: Element) -> str:
    found = equal.find("variable")
    return (found.get("identifier") or "") if found is not None else ""


def _tolerance(equal: Element) -> tuple[str, Decimal, Decimal] | None:
    mode = equal.get("toleranceMode") or "exact"
    parts = (equal.get("tolerance") or "").split()
    if mode not in ("absolute", "relative") or not parts:
        return None
    return mode, number_of(parts[0]), number_of(parts[-1])
