"""What stands between the braces, by kind: https://docs.moodle.org/en/GIFT_format.

What GIFT has no place for is told; a question that would mean something else without it raises `CannotHold`.
"""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Item, Note
from assessments.exchange.reading.markup import is_plain, looks_formatted, to_plain
from assessments.exchange.writing.gift.signs import escaped, one_line, percent, prefixed
from assessments.exchange.writing.telling import CannotHold, told
from assessments.quizzes.enums import QuestionKind

# The weights that Moodle takes (`question_bank::fraction_options_full`); it refuses a question with another one.
_GRADES = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0)
_GRADINGS = {"all": "ALL_OR_NOTHING", "positions": "ABSOLUTE_POSITION", "pairs": "RELATIVE_NEXT_EXCLUDE_LAST"}
_STAR = re.compile(r"\*")
_UNWRITTEN = _("“%(question)s” was left out: a part of it is not written in the language of the file.")


@dataclass
class Page:
    """One question on its way into the file, in one language; `notes` grows as it is written."""

    item: Item
    language: str
    text_format: str  # as GIFT names it
    notes: list[Note] = field(default_factory=list)

    @property
    def content(self) -> Mapping[str, Any]:
        return self.item.content or {}

    def text(self, texts: Mapping[str, str] | None) -> str:
        return prefixed((texts or {}).get(self.language, ""), self.text_format)

    def feedback(self, part: Mapping[str, Any]) -> str:
        said = self.text(part.get("feedback"))
        return f"#{said}" if said else ""

    def tell(self, message: str, mend: str = "", **values: str | int) -> None:
        self.notes.append(told(message, self.item, mend, **values))

    def weigh(self, weight: float) -> str:
        if not any(abs(abs(weight) - grade) < 0.0001 for grade in _GRADES):
            self.tell(_("“%(question)s”: Moodle may refuse a weight of %(weight)s %%."), weight=percent(weight))
        return percent(weight)


def single(page: Page) -> list[str]:
    return [f"{'=' if one['correct'] else '~'}{_option(page, one)}" for one in page.content["options"]]


def best(page: Page) -> list[str]:
    """The first of those that are worth everything has an =, without which several could be chosen."""
    options = page.content["options"]
    full = next((one for one in options if one["weight"] >= 100), None)
    if full is None:
        raise CannotHold(told(_("“%(question)s” was left out: none of its options is worth everything."), page.item))
    if sum(1 for one in options if one["weight"] > 0) == 1:
        page.tell(_("“%(question)s” comes back from GIFT as a question with one right option."))
    signs = ["=" if one is full else f"~%{page.weigh(one['weight'])}%" if one["weight"] else "~" for one in options]
    return [f"{sign}{_option(page, one)}" for sign, one in zip(signs, options, strict=True)]


def multiple(page: Page) -> list[str]:
    options, rule = page.content["options"], page.content.get("rule") or "all"
    right = sum(1 for one in options if one["correct"])
    if rule in ("all", "partial"):
        page.tell(_("“%(question)s”: GIFT can only count by weights, so each wrong option takes away what a right one gives."))
    weights = [one["weight"] if rule == "weights" else (100 if one["correct"] else -100) / max(right, 1) for one in options]
    return [f"~{f'%{page.weigh(weight)}%' if weight else ''}{_option(page, one)}" for weight, one in zip(weights, options, strict=True)]


def true_false(page: Page) -> list[str]:
    right = next(one for one in page.content["options"] if one["correct"])
    wrong = next(one for one in page.content["options"] if not one["correct"])
    when_wrong, when_right = page.feedback(wrong), page.feedback(right)
    said = f"{when_wrong or '#'}{when_right}" if when_right else when_wrong
    return [f"{'TRUE' if right['key'] == 'true' else 'FALSE'}{said}"]


def short(page: Page) -> list[str]:
    fold = page.content.get("fold") or {}
    if not (fold.get("case", True) and fold.get("accents", True)):
        page.tell(_("“%(question)s”: GIFT does not say whether capitals and accents count."))
    return [_typed(page, one) for one in page.content["answers"]]


def number(page: Page) -> list[str]:
    if page.content.get("unit"):
        page.tell(_("“%(question)s”: GIFT has no units; any number is taken without one."))
    # What is said of all other numbers comes last.
    return ["#", *(_value(page, one) for one in sorted(page.content["answers"], key=lambda one: bool(one.get("any"))))]


def matching(page: Page) -> list[str]:
    content = page.content
    if content.get("rule") != "partial":
        page.tell(_("“%(question)s”: GIFT counts each pair by itself, not all or nothing."))
    if any((one.get("feedback") or {}).get(page.language) for one in content["prompts"]):
        page.tell(_("“%(question)s”: GIFT has no place for what is said of each pair."))
    targets = {one["key"]: _target(page, one["text"]) for one in content["targets"]}
    rows = [f"={_without_arrow(page, page.text(one['text']))} -> {targets[content['pairs'][one['key']]]}" for one in content["prompts"]]
    asked = set(content["pairs"].values())
    return [*rows, *(f"= -> {target}" for key, target in targets.items() if key not in asked)]


def ordering(page: Page) -> list[str]:
    """Moodle takes the lines of this kind as they are, without escapes, and a general feedback would be one of them."""
    content = page.content
    if (content.get("explanation") or {}).get(page.language):
        page.tell(_("“%(question)s”: GIFT has no place for the explanation of a question of order."))
    items = [_item(page, one["text"][page.language]) for one in content["items"]]
    return [f">{len(items)} ALL VERTICAL {_GRADINGS[content.get('rule') or 'all']} SHOW", *items]


def free(page: Page) -> list[str]:
    content = page.content
    if content.get("rubric") or content.get("words") or (content.get("model") or {}).get(page.language):
        page.tell(_("“%(question)s”: GIFT has no place for its criteria, its model answer and its length."))
    return []


def _option(page: Page, option: Mapping[str, Any]) -> str:
    return f"{_needed(page, page.text(option['text']))}{page.feedback(option)}"


def _typed(page: Page, answer: Mapping[str, Any]) -> str:
    text = one_line(answer["text"])
    text = text if answer.get("pattern") else _STAR.sub(r"\\*", text)
    if "->" in text:
        raise CannotHold(told(_("“%(question)s” was left out: in GIFT an arrow in an answer makes it a question of pairs."), page.item))
    weight = answer["weight"]
    weighed = f"%{page.weigh(weight)}%" if weight != 100 or text.startswith("%") else ""
    # Moodle takes the format away from before an answer, whatever comes of it.
    named = "[plain]" if text.startswith("[") else ""
    return f"={weighed}{named}{escaped(text)}{_without_arrow(page, page.feedback(answer))}"


def _value(page: Page, answer: Mapping[str, Any]) -> str:
    weight, feedback = answer["weight"], page.feedback(answer)
    if answer.get("any") and not weight:
        return f"~{feedback or '#'}"
    weighed = f"%{page.weigh(weight)}%" if weight != 100 else ""
    if answer.get("any"):
        return f"={weighed}*{feedback}"
    value = f"{answer['low']}..{answer['high']}" if "low" in answer else f"{answer['value']}:{answer.get('tolerance') or 0}"
    return f"={weighed}{value}{feedback}"


def _target(page: Page, texts: Mapping[str, str]) -> str:
    """Moodle keeps second halves as plain text."""
    text = texts.get(page.language, "")
    if page.content.get("format") == "html":
        if not is_plain(text):
            page.tell(_("“%(question)s”: GIFT has no format for the second half of a pair."))
        text = to_plain(text)
    return _needed(page, escaped(one_line(text)))


def _item(page: Page, text: str) -> str:
    text = one_line(text)
    if page.content.get("format") != "html" and looks_formatted(text):
        text = html.escape(text, quote=False)
    if page.content.get("format") == "html":
        text = text.replace("{", "&#123;").replace("}", "&#125;")
    if "####" in text or "{" in text or "}" in text or text.startswith("//"):
        raise CannotHold(
            told(_("“%(question)s” was left out: GIFT would take a part of what is put in order for something else."), page.item)
        )
    return _needed(page, text)


def _without_arrow(page: Page, text: str) -> str:
    if "->" in text:
        page.tell(_("“%(question)s”: an arrow was written as →, because -> parts pairs in GIFT."))
    return text.replace("->", "→")


def _needed(page: Page, text: str) -> str:
    if not text:
        raise CannotHold(told(_UNWRITTEN, page.item))
    return text


WRITERS: Mapping[str, Callable[[Page], Sequence[str]]] = {
    QuestionKind.SINGLE: single,
    QuestionKind.MULTIPLE: multiple,
    QuestionKind.TRUE_FALSE: true_false,
    QuestionKind.BEST: best,
    QuestionKind.SHORT: short,
    QuestionKind.NUMBER: number,
    QuestionKind.MATCHING: matching,
    QuestionKind.ORDERING: ordering,
    QuestionKind.FREE: free,
}
