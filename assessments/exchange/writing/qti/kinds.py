"""What QTI 3.0 has for each kind of question. What it cannot say is told; it is kept beside the item for this academy."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.reading.numbers import plain_number
from assessments.exchange.writing.qti import marking
from assessments.exchange.writing.qti.item import MEDIA, Building, attribute, identifier_of
from assessments.quizzes.content import in_words

Part = Mapping[str, Any]


def write_one(building: Building) -> None:
    """One is chosen: the right one, or each for what it is worth."""
    options = building.content["options"]
    weighed = any("weight" in one for one in options)
    right = next((identifier_of(one["key"]) for one in options if _is_right(one)), "")
    mapping = {identifier_of(one["key"]): part_of(one["weight"]) for one in options} if weighed else None
    building.declare("RESPONSE", cardinality="single", base_type="identifier", correct=[right] if right else [], mapping=mapping)
    _choices(building, most=1)
    _mark(building, mapped=weighed, cardinality="single")


def write_several(building: Building) -> None:
    options, rule = building.content["options"], building.content.get("rule") or "all"
    right = [identifier_of(one["key"]) for one in options if one["correct"]]
    share = plain_number(Decimal(100) / max(len(right), 1))
    wrong = -share if rule == "penalty" else 0
    weights = [one["weight"] if rule == "weights" else share if one["correct"] else wrong for one in options]
    mapping = {identifier_of(one["key"]): part_of(weight) for one, weight in zip(options, weights, strict=True)} if rule != "all" else None
    if rule == "partial":
        building.tell(_("“%(question)s”: in QTI whoever chooses everything has every point."), _("Look over how it is marked there."))
    building.declare("RESPONSE", cardinality="multiple", base_type="identifier", correct=right, mapping=mapping)
    _choices(building, most=0)
    _mark(building, mapped=rule != "all", cardinality="multiple")


def write_short(building: Building) -> None:
    answers = building.content["answers"]
    told_of_typed(building, building.content)
    building.declare("RESPONSE", cardinality="single", base_type="string", **typed(building.content))
    building.body += [building.standing(building.content["stem"]), '<p><qti-text-entry-interaction response-identifier="RESPONSE"/></p>']
    building.processing = marking.template("map_response")
    tell_unsaid(building, answers)


def write_number(building: Building) -> None:
    answers = [one for one in building.content["answers"] if not one.get("any")]
    building.declare("RESPONSE", cardinality="single", base_type="float", correct=[middle(answers[0])[0]] if answers else [])
    building.body += [building.standing(building.content["stem"]), '<p><qti-text-entry-interaction response-identifier="RESPONSE"/></p>']
    building.processing = marking.written_out(marking.first_of(values(answers, "RESPONSE"))) if answers else ""
    if building.content.get("unit"):
        building.tell(_("“%(question)s”: QTI takes a number without its unit."))
    tell_unsaid(building, building.content["answers"])


def write_ordering(building: Building) -> None:
    items = building.content["items"]
    if (building.content.get("rule") or "all") != "all":
        building.tell(_("“%(question)s”: QTI marks an order all or nothing."))
    building.declare("RESPONSE", cardinality="ordered", base_type="identifier", correct=[identifier_of(one["key"]) for one in items])
    choices = _simple_choices(building, items)
    building.body += [
        building.standing(building.content["stem"]),
        f'<qti-order-interaction response-identifier="RESPONSE" shuffle="true">{choices}</qti-order-interaction>',
    ]
    building.processing = marking.template("match_correct")


def write_matching(building: Building) -> None:
    content = building.content
    prompts = {one["key"]: f"p_{one['key']}" for one in content["prompts"]}
    targets = {one["key"]: f"t_{one['key']}" for one in content["targets"]}
    pairs = [
        f"{prompts[prompt]} {targets[target]}" for prompt, target in content["pairs"].items() if prompt in prompts and target in targets
    ]
    partial = content.get("rule") == "partial"
    mapping = dict.fromkeys(pairs, part_of(plain_number(Decimal(100) / max(len(pairs), 1)))) if partial else None
    building.declare("RESPONSE", cardinality="multiple", base_type="directedPair", correct=pairs, mapping=mapping)
    halves = (
        "".join(_half(building, prompts[one["key"]], one, 1) for one in content["prompts"]),
        "".join(_half(building, targets[one["key"]], one, 0) for one in content["targets"]),
    )
    sets = "".join(f"<qti-simple-match-set>{half}</qti-simple-match-set>" for half in halves)
    building.body += [
        building.standing(content["stem"]),
        f'<qti-match-interaction response-identifier="RESPONSE" max-associations="{len(prompts)}" shuffle="true">{sets}'
        "</qti-match-interaction>",
    ]
    building.processing = marking.template("map_response" if partial else "match_correct")
    tell_unsaid(building, content["prompts"])


def write_hotspot(building: Building) -> None:
    content, image = building.content, building.content["image"]
    right = [identifier_of(one["key"]) for one in content["areas"] if one["correct"]]
    several, partial = len(right) > 1, content.get("rule") == "partial"
    mapping = dict.fromkeys(right, part_of(plain_number(Decimal(100) / max(len(right), 1)))) if partial and several else None
    building.declare("RESPONSE", cardinality="multiple" if several else "single", base_type="identifier", correct=right, mapping=mapping)
    alt = attribute(in_words(content["alt"].get(building.language, ""), building.format))
    source = f"../{MEDIA}/{building.kept(image['media'])}"
    places = "".join(
        f'<qti-hotspot-choice identifier="{identifier_of(one["key"])}" shape="{one["shape"]}" '
        f'coords="{",".join(map(str, one["coords"]))}" '
        f'hotspot-label="{attribute(in_words(one["label"].get(building.language, ""), building.format))}"/>'
        for one in content["areas"]
    )
    building.body += [
        building.standing(content["stem"]),
        f'<qti-hotspot-interaction response-identifier="RESPONSE" max-choices="{len(right)}">'
        f'<img src="{source}" alt="{alt}" width="{image["width"]}" height="{image["height"]}"/>{places}</qti-hotspot-interaction>',
    ]
    _feedback(building, content["areas"])
    _mark(building, mapped=mapping is not None, cardinality="multiple" if several else "single")


def write_free(building: Building) -> None:
    """What it is marked by stands in a rubric for whoever scores."""
    content = building.content
    building.declare("RESPONSE", cardinality="single", base_type="string")
    criteria = "".join(f"<li>{building.line(one['text'])} ({one['points']:g} p)</li>" for one in content["rubric"])
    info = building.block(content["model"]) + (f"<ul>{criteria}</ul>" if criteria else "")
    if content.get("words"):
        building.tell(_("“%(question)s”: QTI does not say how many words are asked for."))
    building.body += [
        building.standing(content["stem"]),
        '<qti-extended-text-interaction response-identifier="RESPONSE"/>',
        f'<qti-rubric-block view="scorer" use="scoring"><qti-content-body>{info}</qti-content-body></qti-rubric-block>' if info else "",
    ]


def part_of(weight: float) -> str:
    """Per cent as a part of one."""
    return format((Decimal(str(weight)) / 100).normalize() + 0, "f")


def typed(part: Part) -> dict[str, Any]:
    """How the answers of a short text are declared: QTI has no stars."""
    exact = not (part.get("fold") or {}).get("case", True)
    texts = {one["text"]: part_of(one["weight"]) for one in reversed(part["answers"]) if not one.get("pattern")}
    mapping = dict(reversed(texts.items())) or {part["answers"][0]["text"].replace("*", "").strip() or "*": "1"}
    return {"correct": [next(iter(mapping))], "mapping": mapping, "exact": exact}


def told_of_typed(building: Building, part: Part) -> None:
    if any(one.get("pattern") for one in part["answers"]):
        building.tell(_("“%(question)s”: QTI has no stars for parts of an answer; those answers stay for this academy."))
    if (part.get("fold") or {}).get("accents", True):
        building.tell(_("“%(question)s”: QTI takes accents as they are written."), _("Add answers without their accents there."))


def middle(answer: Part) -> tuple[str, str]:
    """A value and how far from it still counts."""
    if "low" not in answer:
        return answer["value"], answer.get("tolerance") or "0"
    low, high = Fraction(answer["low"]), Fraction(answer["high"])
    return _digits((low + high) / 2), _digits((high - low) / 2)


def values(answers: list[Part], identifier: str, *, points: Decimal = Decimal(1)) -> list[tuple[str, str]]:
    """A condition for each number with what it gives; the first is what is declared to be right."""
    rules = []
    for at, one in enumerate(answers):
        value, tolerance = middle(one)
        given = format((Decimal(part_of(one["weight"])) * points).normalize() + 0, "f")
        rules.append((marking.near(identifier, tolerance, value if at else ""), given))
    return rules


def tell_unsaid(building: Building, parts: list[Part]) -> None:
    if any(one["feedback"].get(building.language) for one in parts):
        building.tell(_("“%(question)s”: QTI has no place for what is said of each answer; it stays for this academy."))


def _choices(building: Building, *, most: int) -> None:
    options = building.content["options"]
    building.body += [
        building.standing(building.content["stem"]),
        f'<qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="{most}">'
        f"{_simple_choices(building, options)}</qti-choice-interaction>",
    ]
    _feedback(building, options)


def _feedback(building: Building, parts: list[Part]) -> None:
    for one in parts:
        building.feedback(identifier_of(one["key"]), one["feedback"])


def _mark(building: Building, *, mapped: bool, cardinality: str) -> None:
    """A template says what something is worth, not what is said of it."""
    if not building.feedbacks:
        building.processing = marking.template("map_response" if mapped else "match_correct")
        return
    building.outcomes.append(f'<qti-outcome-declaration identifier="FEEDBACK" cardinality="{cardinality}" base-type="identifier"/>')
    rule = marking.score(marking.mapped("RESPONSE")) if mapped else marking.every([marking.matches("RESPONSE")])
    building.processing = marking.written_out(rule, marking.FEEDBACK)


def _simple_choices(building: Building, parts: list[Part]) -> str:
    return "".join(
        f'<qti-simple-choice identifier="{identifier_of(one["key"])}">{building.line(one["text"])}</qti-simple-choice>' for one in parts
    )


def _half(building: Building, identifier: str, part: Part, most: int) -> str:
    text = building.line(part["text"])
    return f'<qti-simple-associable-choice identifier="{identifier}" match-max="{most}">{text}</qti-simple-associable-choice>'


def _is_right(option: Part) -> bool:
    return bool(option["correct"]) if "correct" in option else option["weight"] >= 100


def _digits(value: Fraction) -> str:
    return format((Decimal(value.numerator) / Decimal(value.denominator)).normalize() + 0, "f")


WRITERS: dict[str, Callable[[Building], None]] = {
    "single": write_one,
    "best": write_one,
    "true_false": write_one,
    "multiple": write_several,
    "short": write_short,
    "number": write_number,
    "ordering": write_ordering,
    "matching": write_matching,
    "hotspot": write_hotspot,
    "free": write_free,
}
