"""One question of a GIFT file: its name, its text, its answers, and which kind it is by them.

The order in which Moodle decides is kept: https://docs.moodle.org/en/GIFT_format and `question/format/gift/format.php`.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Note
from assessments.exchange.reading.formatted import NOTHING, Html
from assessments.exchange.reading.gift.marks import as_it_stands, hide_in_tags, show, written
from assessments.exchange.reading.texts import as_typed

GAP = "_____"
_RESPONSES = {"t": True, "true": True, "v": True, "verdadero": True, "f": False, "false": False, "falso": False}
_ORDERING = re.compile(r">\s*\d")
_OWN_TRUE_FALSE = ("T", "TRUE", "F", "FALSE")


class Broken(Exception):
    """A question that cannot be read. Carries the note that says why."""

    def __init__(self, message: str, mend: str, **values: str | int):
        super().__init__(message)
        self.note = Note(message, mend, values)


@dataclass(frozen=True)
class Asked:
    """What stands around the answers; `answers` has its escaped signs hidden, and is None where there are no braces."""

    title: str
    stem: Html
    format: str  # of its texts, where they do not name their own
    explanation: Html
    answers: str | None


@dataclass(frozen=True)
class Answered:
    """What the answers come to: what the kind adds to a content, with texts as `Html`."""

    kind: str
    body: dict[str, Any]
    notes: tuple[Note, ...] = ()


def read_around(code: str) -> Asked:
    """Raises `Broken` when braces do not pair."""
    title, code = name_of(code)
    before, answers, after = _parted(code)
    if answers is None:
        return Asked(title, *_stem(before), NOTHING, None)
    answers = answers.strip()
    if not _ORDERING.match(answers):
        answers = hide_in_tags(answers)
    # Where text goes on after the braces, a gap stands in their place.
    stem, text_format = _stem(f"{before}{GAP}{after}" if after.strip() else before)
    answers, sign, feedback = answers.rpartition("####")
    explanation = written(feedback, text_format) if sign else NOTHING
    return Asked(title, stem, text_format, explanation, answers.strip() if sign else feedback)


def _stem(code: str) -> tuple[Html, str]:
    text, text_format = as_it_stands(code)
    return as_typed(text, text_format), text_format


def kind_of(answers: str) -> str:
    """Moodle's name for what is between the braces."""
    if not answers:
        return "essay"
    if answers.startswith("#"):
        return "numerical"
    if _ORDERING.match(answers):
        return "ordering"
    if "~" in answers:
        return "multichoice"
    if true_or_false(answers) is not None:
        return "truefalse"
    return "match" if _pairs(answers) else "shortanswer"


def true_or_false(answers: str) -> bool | None:
    """None for anything else. Moodle takes capitals only; nothing else is meant by small letters, or the Spanish, without a sign."""
    return _RESPONSES.get(answers.partition("#")[0].strip().lower())


def is_own_true_false(answers: str) -> bool:
    return answers.partition("#")[0].strip() in _OWN_TRUE_FALSE


def parts_of(answers: str, signs: str) -> list[str]:
    """What stands between the signs, without what is empty before the first."""
    parts = re.split(f"[{signs}]", answers)
    return parts[1:] if not parts[0].strip() else parts


def _pairs(answers: str) -> bool:
    """Whether an arrow stands in an answer itself, not only in what is said of it."""
    return "=" in answers and any("->" in part.partition("#")[0] for part in parts_of(answers, "="))


def name_of(code: str) -> tuple[str, str]:
    """The name between :: and ::, and what comes after it."""
    if code.startswith("::"):
        name, sign, rest = code[2:].partition("::")
        if sign:
            return " ".join(show(name).split()), rest.strip()
    return "", code


def _parted(code: str) -> tuple[str, str | None, str]:
    opens, closes = code.find("{"), code.find("}")
    if opens < 0 and closes < 0:
        return code, None, ""
    if closes < 0:
        raise Broken(_("Its answers do not end: there is a { but no }."), _("Write } after the last answer."))
    if opens < 0 or closes < opens:
        raise Broken(_("Its answers do not begin: there is a } with no { before it."), _("Write { before the first answer."))
    before, answers, after = code[:opens], code[opens + 1 : closes], code[closes + 1 :]
    if "{" in answers + after or "}" in after:
        raise Broken(
            _("It has more braces than the two around its answers."),
            _("Part questions with an empty line, and write \\{ and \\} for braces that belong to a text."),
        )
    return before, answers, after
