"""What each kind of question can be asked and answered. A new kind is one entry here and one scorer in `scoring.py`."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.quizzes.enums import QuestionKind
from assessments.quizzes.exceptions import InvalidAnswer
from lms.language.bilingual import LANGUAGES

MIN_OPTIONS, MAX_OPTIONS = 2, 8
TRUE_FALSE = (
    {"key": "true", "text": {"es": "Verdadero", "en": "True"}},
    {"key": "false", "text": {"es": "Falso", "en": "False"}},
)


@dataclass(frozen=True)
class Kind:
    """`several`: more than one option may be chosen; `problems(options)`: what an author must still mend, in words."""

    several: bool
    problems: Callable[[Sequence[dict]], list]


def read_answer(kind: str, raw: Any, served: Collection[str]) -> list[str]:
    """The answer as it is kept: keys that were served, each once, in a fixed order. Raises `InvalidAnswer`."""
    if not isinstance(raw, list) or not all(isinstance(key, str) for key in raw):
        raise InvalidAnswer("An answer is a list of option keys")
    chosen = set(raw)
    if not chosen <= set(served):
        raise InvalidAnswer("An option that was not served")
    if len(chosen) > 1 and not KINDS[kind].several:
        raise InvalidAnswer("One option only")
    return sorted(chosen)


def problems_of(kind: str, stem: dict[str, str], options: Sequence[dict]) -> list:
    """Everything that keeps a question from being asked, in words; empty when it is ready."""
    found = [] if any(stem.get(code) for code in LANGUAGES) else [_("Write the question in Spanish or in English.")]
    # The two options of "true or false" are there in every language, whether the statement is or not.
    in_words = [] if kind == QuestionKind.TRUE_FALSE else _language_problems(stem, options)
    return found + KINDS[kind].problems(options) + in_words


def untranslated(stem: dict[str, str]) -> list[str]:
    """The languages that the question does not have yet. That is allowed: people read it in the other one."""
    return [code for code in LANGUAGES if not stem.get(code)]


def _language_problems(stem: dict[str, str], options: Sequence[dict]) -> list:
    names = {"es": _("Spanish"), "en": _("English")}
    found = []
    for code in LANGUAGES:
        empty = [number for number, option in enumerate(options, 1) if not option["text"].get(code)]
        if stem.get(code) and empty:
            found.append(_("Option %(number)s has no text in %(language)s.") % {"number": empty[0], "language": names[code]})
        if not stem.get(code) and len(empty) < len(options) and any(stem.get(other) for other in LANGUAGES):
            found.append(_("There are options in %(language)s but no question in it.") % {"language": names[code]})
    return found


def _count_problems(options: Sequence[dict]) -> list:
    if not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
        return [_("A question has from two to eight options.")]
    return []


def _one_right(options: Sequence[dict]) -> list:
    right = sum(1 for option in options if option["correct"])
    if right == 0:
        return [_("Mark the option that is right.")]
    return [_("Only one option may be right, or choose “several right options”.")] if right > 1 else []


def _some_right_some_wrong(options: Sequence[dict]) -> list:
    right = sum(1 for option in options if option["correct"])
    if right == 0:
        return [_("Mark at least one option as right.")]
    return [_("Leave at least one option that is not right.")] if right == len(options) else []


KINDS: dict[str, Kind] = {
    QuestionKind.SINGLE: Kind(several=False, problems=lambda options: _count_problems(options) + _one_right(options)),
    QuestionKind.MULTIPLE: Kind(several=True, problems=lambda options: _count_problems(options) + _some_right_some_wrong(options)),
    QuestionKind.TRUE_FALSE: Kind(several=False, problems=_one_right),
}
