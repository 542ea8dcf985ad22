"""What Moodle has for each kind of question. What it cannot say is told; it is kept beside the question for this academy."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.reading.moodle.typed import NO_UNIT_SHOWN
from assessments.exchange.reading.numbers import plain_number
from assessments.exchange.writing.moodle.question import Building, in_xml

# The grades of an answer that Moodle knows: `question_bank::fraction_options_full()`.
GRADES = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0,
)  # fmt: skip
_GRADING = {"all": "ALL_OR_NOTHING", "positions": "ABSOLUTE_POSITION", "pairs": "RELATIVE_NEXT_EXCLUDE_LAST"}
_SHAPES = {"rect": "rectangle", "circle": "circle", "poly": "polygon"}
Part = Mapping[str, Any]


def write_one(building: Building) -> None:
    weights = [one["weight"] if "weight" in one else 100 if one["correct"] else 0 for one in building.content["options"]]
    _choices(building, weights, single=True)


def write_several(building: Building) -> None:
    """Moodle adds up what is chosen: the rules of ours are told by weights that come nearest."""
    options, rule = building.content["options"], building.content.get("rule") or "all"
    right = sum(1 for one in options if one["correct"])
    if rule == "weights":
        weights = [one.get("weight", 0) for one in options]
    else:
        part = plain_number(Decimal(100) / max(right, 1))
        weights = [part if one["correct"] else (-100 if rule == "all" else -part) for one in options]
    if rule in ("all", "partial"):
        building.tell(
            _("“%(question)s”: in Moodle part of what is right earns part of the points, and what is wrong takes some away."),
            _("Look over its marks in Moodle."),
        )
    _choices(building, weights, single=False)


def write_true_false(building: Building) -> None:
    for one in building.content["options"]:
        worth = 100 if one["correct"] else 0
        feedback = building.feedback(one["feedback"])
        building.add(f'    <answer fraction="{worth}" format="moodle_auto_format"><text>{one["key"]}</text>{feedback}</answer>')


def write_short(building: Building) -> None:
    fold = building.content.get("fold") or {}
    building.simple("usecase", 0 if fold.get("case", True) else 1)
    if fold.get("accents", True) or not fold.get("case", True):
        building.tell(
            _("“%(question)s”: Moodle takes accents as they are written."),
            _("Add answers without their accents in Moodle."),
        )
    for one in building.content["answers"]:
        _typed(building, star_written(one), one)


def write_number(building: Building) -> None:
    for one in building.content["answers"]:
        value, tolerance = value_written(one)
        _typed(building, value, one, f"<tolerance>{tolerance}</tolerance>")
    unit = building.content.get("unit")
    if not unit:
        building.simple("showunits", NO_UNIT_SHOWN)
        return
    symbols = "".join(f"<unit><multiplier>1</multiplier><unit_name>{in_xml(one)}</unit_name></unit>" for one in unit["symbols"])
    building.add(f"    <units>{symbols}</units>")
    building.simple("unitgradingtype", 1 if unit["required"] else 0)
    building.simple("unitpenalty", 1)
    building.simple("showunits", 0)


def write_ordering(building: Building) -> None:
    building.simple("layouttype", "VERTICAL")
    building.simple("selecttype", "ALL")
    building.simple("selectcount", 0)
    building.simple("gradingtype", _GRADING[building.content.get("rule") or "all"])
    for place, one in enumerate(building.content["items"], 1):
        building.holder("answer", one["text"], attributes=f' fraction="{place}"')


def write_matching(building: Building) -> None:
    content = building.content
    if (content.get("rule") or "all") == "all":
        building.tell(_("“%(question)s”: in Moodle each pair that is right earns its part of the points."))
    if any(any(one["feedback"].values()) for one in content["prompts"]):
        building.tell(_("“%(question)s”: Moodle says nothing of each pair; what is said of them stays for this academy."))
    targets = {one["key"]: one["text"] for one in content["targets"]}
    building.simple("shuffleanswers", "true")
    for one in content["prompts"]:
        _half(building, one["text"], targets.get(content["pairs"].get(one["key"], ""), {}))
    asked_for = set(content["pairs"].values())
    for name, text in targets.items():
        if name not in asked_for:
            _half(building, {}, text)


def write_markers(building: Building) -> None:
    content = building.content
    right = [one for one in content["areas"] if one["correct"]]
    building.tell(_("“%(question)s”: Moodle marks only the right places of an image; the others and their names stay for this academy."))
    building.file(content["image"]["media"])
    building.add(f"    <drag><no>1</no><text>●</text><noofdrags>{len(right)}</noofdrags></drag>")
    for number, one in enumerate(right, 1):
        building.add(
            f"    <drop><no>{number}</no><shape>{_SHAPES[one['shape']]}</shape><coords>{_coords(one)}</coords><choice>1</choice></drop>"
        )


def write_free(building: Building) -> None:
    content = building.content
    building.simple("responseformat", "editor")
    building.simple("responserequired", 1)
    words = content.get("words") or {}
    building.simple("minwordlimit", words.get("low", 0))
    building.simple("maxwordlimit", words.get("high", 0))
    building.simple("attachments", 0)
    info = {code: building.markup_of(content["model"], code) + _rubric(building, code) for code in building.languages}
    building.raw("graderinfo", building.in_spans(info))


def star_written(answer: Part) -> str:
    r"""A star that is a star has a backslash."""
    text: str = answer["text"]
    return text if answer.get("pattern") else text.replace("*", "\\*")


def value_written(answer: Part) -> tuple[str, str]:
    """A value and how far from it still counts: the middle of what has two ends."""
    if answer.get("any"):
        return "*", "0"
    if "low" not in answer:
        return answer["value"], answer.get("tolerance") or "0"
    low, high = Fraction(answer["low"]), Fraction(answer["high"])
    return _decimal((low + high) / 2), _decimal((high - low) / 2)


def tell_grades(building: Building, weights: list[float]) -> None:
    odd = [one for one in weights if not any(abs(abs(one) - grade) < 0.0001 for grade in GRADES)]
    if odd:
        building.tell(
            _("“%(question)s”: Moodle does not know the grade %(grade)s %%."),
            _("When importing choose “nearest grade if not listed”."),
            grade=f"{odd[0]:g}",
        )


def _choices(building: Building, weights: list[float], *, single: bool) -> None:
    building.simple("single", "true" if single else "false")
    building.simple("shuffleanswers", "true")
    building.simple("answernumbering", "abc")
    tell_grades(building, weights)
    for one, weight in zip(building.content["options"], weights, strict=True):
        building.holder("answer", one["text"], inside=building.feedback(one["feedback"]), attributes=f' fraction="{weight}"')


def _typed(building: Building, text: str, answer: Part, inside: str = "") -> None:
    inside = f"<text>{in_xml(text)}</text>{inside}{building.feedback(answer['feedback'])}"
    building.add(f'    <answer fraction="{answer["weight"]}" format="moodle_auto_format">{inside}</answer>')


def _half(building: Building, prompt: Mapping[str, str], target: Mapping[str, str]) -> None:
    """The answers of a matching have no format in Moodle, and filters go over them all the same."""
    inside = f"<answer><text>{in_xml(building.inline(target))}</text></answer>"
    building.holder("subquestion", prompt, inside=inside)


def _rubric(building: Building, language: str) -> str:
    criteria = building.content["rubric"]
    points = "".join(f"<li>{building.inline_of(one['text'], language)} ({one['points']:g} p)</li>" for one in criteria)
    return f"<ul>{points}</ul>" if points else ""


def _coords(area: Part) -> str:
    numbers = area["coords"]
    if area["shape"] == "rect":
        left, top, right, bottom = numbers
        return f"{left},{top};{right - left},{bottom - top}"
    if area["shape"] == "circle":
        return f"{numbers[0]},{numbers[1]};{numbers[2]}"
    return ";".join(f"{x},{y}" for x, y in zip(numbers[::2], numbers[1::2], strict=False))


def _decimal(value: Fraction) -> str:
    return format((Decimal(value.numerator) / Decimal(value.denominator)).normalize() + 0, "f")


WRITERS: dict[str, tuple[str, Callable[[Building], None]]] = {
    "single": ("multichoice", write_one),
    "best": ("multichoice", write_one),
    "multiple": ("multichoice", write_several),
    "true_false": ("truefalse", write_true_false),
    "short": ("shortanswer", write_short),
    "number": ("numerical", write_number),
    "ordering": ("ordering", write_ordering),
    "matching": ("matching", write_matching),
    "hotspot": ("ddmarker", write_markers),
    "free": ("essay", write_free),
}
