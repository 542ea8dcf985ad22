"""Answers that are put in pairs or in order.

https://docs.moodle.org/en/GIFT_format#Matching; order as the ordering type (in Moodle since 4.4) takes it from GIFT:
`{>COUNT SELECTION LAYOUT GRADING SHOWING NUMBERING`, then one item a line: https://docs.moodle.org/en/Ordering_question_type.
"""

from string import ascii_lowercase
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Note
from assessments.exchange.reading.formatted import NOTHING
from assessments.exchange.reading.gift.marks import show, verbatim, written
from assessments.exchange.reading.gift.question import Answered, Asked, Broken, parts_of
from assessments.exchange.reading.texts import as_typed

RULES = {
    "ALL_OR_NOTHING": "all",
    "ABSOLUTE_POSITION": "positions",
    "ABSOLUTE": "positions",
    "ABS": "positions",
    "RELATIVE_NEXT_EXCLUDE_LAST": "pairs",
}
_OTHER_RULES = (
    "RELATIVE_NEXT_INCLUDE_LAST", "RELATIVE_ONE_PREVIOUS_AND_NEXT", "RELATIVE_ALL_PREVIOUS_AND_NEXT", "RELATIVE_TO_CORRECT",
    "LONGEST_ORDERED_SUBSET", "LONGEST_CONTIGUOUS_SUBSET",
)  # fmt: skip
_ALL, _SOME = ("ALL", "EXACT"), ("RANDOM", "REL", "CONTIGUOUS", "CONTIG")
_LOOKS = ("HORIZONTAL", "HORI", "H", "VERTICAL", "VERT", "V", "SHOW", "HIDE", "TRUE", "FALSE", "YES", "NO", "0", "1")
_NUMBERINGS = ("none", "123", "abc", "ABCD", "iii", "IIII")


def read_matching(answers: str, asked: Asked) -> Answered:
    """Rows without a first half are there to mislead. Second halves with the same words are one target."""
    rows = [_row(one) for one in parts_of(answers, "=") if one.strip()]
    prompts = [(written(first, asked.format), second) for first, second in rows if first]
    if len(prompts) < 2:
        raise Broken(_("There are fewer than two pairs."), _("Write at least two: =first half -> second half."))
    seconds = list(dict.fromkeys([second for _first, second in prompts] + [second for first, second in rows if not first]))
    if len(seconds) > len(ascii_lowercase):
        raise Broken(_("There are %(count)s options."), _("Leave twenty or fewer."), count=len(seconds))
    keys = dict(zip(seconds, ascii_lowercase, strict=False))
    body: dict[str, Any] = {
        "prompts": [{"key": str(number), "text": first, "feedback": NOTHING} for number, (first, _second) in enumerate(prompts, 1)],
        # Moodle keeps them as plain text, whatever the format of the question.
        "targets": [{"key": key, "text": as_typed(second, "plain")} for second, key in keys.items()],
        "pairs": {str(number): keys[second] for number, (_first, second) in enumerate(prompts, 1)},
        "rule": "partial",
    }
    return Answered("matching", body)


def read_ordering(answers: str, asked: Asked) -> Answered:
    first, *lines = answers[1:].strip().split("\n")
    rule, shown_some, rest = _settings(first.split()[1:])
    texts = [line.strip() for line in [rest, *lines] if line.strip()]
    if not 2 <= len(texts) <= len(ascii_lowercase):
        raise Broken(_("Things to put in order: %(count)s."), _("Write from two to twenty, one a line."), count=len(texts))
    text_format = asked.format if asked.format in ("html", "markdown") else "moodle"
    items = [{"key": key, "text": as_typed(verbatim(text), text_format)} for key, text in zip(ascii_lowercase, texts, strict=False)]
    notes = []
    if shown_some and first.split()[0] != str(len(items)):
        notes.append(Note(_("Moodle asks for some of its items at a time; here all of them are put in order.")))
    if rule is None:
        notes.append(
            Note(
                _("Its way of giving points is not one of ours: neighbours that follow each other rightly count."),
                _("Choose how it counts."),
            )
        )
    return Answered("ordering", {"items": items, "rule": rule or "pairs"}, tuple(notes))


def _row(code: str) -> tuple[str, str]:
    first, arrow, second = code.partition("->")
    second = " ".join(show(second).split())
    if not arrow or not second:
        raise Broken(
            _("A pair has no second half: “%(text)s”."),
            _("Write it after an arrow: =first half -> second half."),
            text=show(code).strip()[:60],
        )
    return first.strip(), second


def _settings(words: list[str]) -> tuple[str | None, bool, str]:
    """The rule (None for one that we do not have), whether only some items are shown, and what is left: the first item."""
    rule: str | None = "pairs"
    some, at = False, 0
    for at, word in enumerate(words):  # noqa: B007
        if word in RULES:
            rule = RULES[word]
        elif word in _OTHER_RULES:
            rule = None
        elif word in _SOME or word == "RELATIVE":
            some = some or word != "RELATIVE"
        elif word not in _ALL + _LOOKS + _NUMBERINGS:
            return rule, some, " ".join(words[at:])
    return rule, some, ""
