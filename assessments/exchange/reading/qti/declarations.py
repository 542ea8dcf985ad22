"""Response declarations: what is right, and what each answer is worth.

https://www.imsglobal.org/spec/qti/v3p0/impl#h.responsedeclaration; 2.1: https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from lxml.etree import _Element as Element

from assessments.exchange.reading.numbers import is_number, percent, written
from assessments.exchange.reading.qti.names import words


@dataclass(frozen=True)
class Declaration:
    """`mapping` has numbers by answer; `exact` are the answers whose capitals count."""

    identifier: str
    cardinality: str = "single"
    base_type: str = "identifier"
    correct: tuple[str, ...] = ()
    mapping: dict[str, Decimal] = field(default_factory=dict)
    default: Decimal = Decimal(0)
    most: Decimal | None = None
    exact: frozenset[str] = frozenset()

    @property
    def is_mapped(self) -> bool:
        return any(value > 0 for value in self.mapping.values())

    def worth(self, answers: Iterable[str], *, summed: bool, mapped: bool) -> list[int | float]:
        """Per cent of each answer: of the best one, or of all that is right where they are `summed`."""
        if not (mapped and self.is_mapped):
            return [100 if one in self.correct else 0 for one in answers]
        answers = list(answers)
        values = [self.mapping.get(one, self.default) for one in answers]
        right = [value for value in values if value > 0]
        full = (sum(right, Decimal(0)) if summed else max(right, default=Decimal(0))) or Decimal(1)
        if summed and self.most and self.most < full:
            full = self.most
        return [percent(_short(value * 100 / full)) for value in values]

    def points(self) -> Decimal:
        """What the best answer is worth."""
        return max(self.mapping.values(), default=Decimal(1)) if self.is_mapped else Decimal(1)


def declarations(item: Element) -> dict[str, Declaration]:
    return {one.identifier: one for one in map(_declaration, item.iter("responseDeclaration"))}


def number_of(text: str | None) -> Decimal:
    """Zero for what is no number."""
    return Decimal(written(text)) if text and is_number(text) else Decimal(0)


def _declaration(element: Element) -> Declaration:
    mapping = element.find("mapping")
    entries = list(mapping.iter("mapEntry")) if mapping is not None else []
    upper = mapping.get("upperBound") if mapping is not None else None
    correct = element.find("correctResponse")
    return Declaration(
        identifier=element.get("identifier") or "",
        cardinality=element.get("cardinality") or "single",
        base_type=element.get("baseType") or "identifier",
        correct=tuple(words(one) for one in correct.iter("value")) if correct is not None else (),
        mapping={" ".join((one.get("mapKey") or "").split()): number_of(one.get("mappedValue")) for one in entries},
        default=number_of(mapping.get("defaultValue")) if mapping is not None else Decimal(0),
        most=number_of(upper) if upper else None,
        exact=frozenset(one.get("mapKey") or "" for one in entries if (one.get("caseSensitive") or "true") != "false"),
    )


def _short(value: Decimal) -> str:
    return format(value.quantize(Decimal("0.0000001")), "f")
