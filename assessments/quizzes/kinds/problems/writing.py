"""What keeps a question that is answered by typing from being asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.quizzes.content import Content
from assessments.quizzes.kinds.problems.words import a_number, unwritten
from assessments.quizzes.scoring.numbers import as_decimal


def short_problems(content: Content) -> list:
    answers = content.get("answers") or ()
    if any(not one["text"].strip() for one in answers):
        return [_("Write every answer that counts, or take the empty one out.")]
    return _some_full(answers)


def number_problems(content: Content) -> list:
    answers = content.get("answers") or ()
    for one in answers:
        if not one.get("any") and not _is_number(one):
            return [_("Write each value and its tolerance as a number: 3.5.")]
    unit = content.get("unit") or {}
    if unit and not any(symbol.strip() for symbol in unit.get("symbols") or ()):
        return [_("Write how the unit is written: €, for example.")]
    return _some_full([one for one in answers if not one.get("any")])


def free_problems(content: Content) -> list:
    rubric = content.get("rubric") or ()
    found = [] if rubric else [_("Say what it is marked by: at least one criterion with its points.")]
    if not all(a_number(one.get("points")) and one["points"] > 0 for one in rubric):
        found.append(_("Each criterion has its points, more than none."))
    words = content.get("words") or {}
    if words and not 0 <= words.get("low", 0) <= words.get("high", 0):
        found.append(_("The fewest words are not more than the most."))
    return found + unwritten(content, rubric, said=_("Criterion %(number)s has no text in %(language)s."))


def _some_full(answers: Sequence[Mapping[str, Any]]) -> list:
    if not answers:
        return [_("Write at least one answer that counts.")]
    return [] if any(one.get("weight", 0) >= 100 for one in answers) else [_("Give one answer all the points: 100 %.")]


def _is_number(one: Mapping[str, Any]) -> bool:
    try:
        if "low" in one:
            return as_decimal(one["low"]) <= as_decimal(one["high"])
        as_decimal(one["value"])
        return as_decimal(one.get("tolerance") or "0") >= 0
    except (KeyError, ValueError):
        return False
