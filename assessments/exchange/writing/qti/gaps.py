"""A text with gaps: an inline interaction in place of each."""

from collections.abc import Mapping
from decimal import Decimal
from html import escape
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.writing.qti import marking
from assessments.exchange.writing.qti.item import Building, identifier_of, in_blocks
from assessments.exchange.writing.qti.kinds import middle, part_of, tell_unsaid, told_of_typed, typed, values
from assessments.exchange.writing.texts import as_markup
from assessments.quizzes.content import in_words, split_at_gaps

Gap = Mapping[str, Any]


def write_gaps(building: Building) -> None:
    content = building.content
    drawn = {gap["key"]: _gap(building, gap) for gap in content["gaps"]}
    pieces = split_at_gaps(as_markup(content["text"].get(building.language, ""), building.format))
    text = "".join(drawn.get(piece, "") if at % 2 else building.xhtml(piece) for at, piece in enumerate(pieces))
    building.body += [building.standing(content["stem"]), in_blocks(text)]
    building.processing = _every(content) if (content.get("rule") or "all") == "all" else _partial(building, content)
    for gap in content["gaps"]:
        tell_unsaid(building, gap.get("options") or gap["answers"])


def _gap(building: Building, gap: Gap) -> str:
    name, points = _name(gap), Decimal(str(gap.get("points", 1)))
    if gap["kind"] == "choice":
        right = next((identifier_of(one["key"]) for one in gap["options"] if one["weight"] >= 100), "")
        mapping = {identifier_of(one["key"]): _worth(one, points) for one in gap["options"]}
        building.declare(name, cardinality="single", base_type="identifier", correct=[right] if right else [], mapping=mapping)
        choices = "".join(
            f'<qti-inline-choice identifier="{identifier_of(one["key"])}">{_plain(building, one)}</qti-inline-choice>'
            for one in gap["options"]
        )
        return f'<qti-inline-choice-interaction response-identifier="{name}" shuffle="true">{choices}</qti-inline-choice-interaction>'
    if gap["kind"] == "number":
        numbers = [one for one in gap["answers"] if not one.get("any")]
        building.declare(name, cardinality="single", base_type="float", correct=[middle(numbers[0])[0]] if numbers else [])
        if gap.get("unit"):
            building.tell(_("“%(question)s”: QTI takes a number without its unit."))
    else:
        told_of_typed(building, gap)
        declared = typed(gap)
        mapping = {text: format((Decimal(worth) * points).normalize() + 0, "f") for text, worth in declared["mapping"].items()}
        building.declare(name, cardinality="single", base_type="string", **{**declared, "mapping": mapping})
    return f'<qti-text-entry-interaction response-identifier="{name}"/>'


def _partial(building: Building, content: Mapping[str, Any]) -> str:
    """What each gap gives, together. A number gives what its nearest value does."""
    rules, given = [], []
    for gap in content["gaps"]:
        if gap["kind"] != "number":
            given.append(marking.mapped(_name(gap)))
            continue
        score = f"SCORE_{_name(gap)}"
        building.outcomes.append(
            f'<qti-outcome-declaration identifier="{score}" cardinality="single" base-type="float">'
            "<qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>"
        )
        numbers = [one for one in gap["answers"] if not one.get("any")]
        rules.append(marking.first_of(values(numbers, _name(gap), points=Decimal(str(gap.get("points", 1)))), name=score))
        given.append(marking.variable(score))
    most = sum((Decimal(str(gap.get("points", 1))) for gap in content["gaps"]), Decimal(0))
    building.most = f"{most:f}"
    return marking.written_out(*rules, marking.total(given))


def _every(content: Mapping[str, Any]) -> str:
    conditions = []
    for gap in content["gaps"]:
        number = next((one for one in gap["answers"] if not one.get("any")), None) if gap["kind"] == "number" else None
        conditions.append(marking.near(_name(gap), middle(number)[1]) if number else marking.matches(_name(gap)))
    return marking.written_out(marking.every(conditions))


def _name(gap: Gap) -> str:
    return f"RESPONSE_{gap['key']}"


def _worth(option: Gap, points: Decimal) -> str:
    return format((Decimal(part_of(option["weight"])) * points).normalize() + 0, "f")


def _plain(building: Building, option: Gap) -> str:
    """What one chooses in a line has no formatting in QTI."""
    return escape(in_words(option["text"].get(building.language, ""), building.format), quote=False)
