"""Answers that are chosen: multiple choice with its weights, and true or false.

https://docs.moodle.org/en/GIFT_format#Multiple_choice and #Percentage_Answer_Weights. With an = among them one is chosen, without any
several are, each for its weight: https://docs.moodle.org/en/Multiple_Choice_question_type.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_lowercase
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Note
from assessments.exchange.reading.formatted import NOTHING, Html
from assessments.exchange.reading.gift.marks import with_feedback, written
from assessments.exchange.reading.gift.question import Answered, Asked, Broken, is_own_true_false, true_or_false
from assessments.exchange.reading.numbers import percent
from assessments.quizzes.kinds import TRUE_FALSE

_CHOICE = re.compile(r"([~=])([^~=]*)")
_WEIGHT = re.compile(r"%-?\d{1,3}(?:[.,]\d*)?%")
_ROUNDED = Fraction(1, 10**4)  # how far per cent with five decimals may be from the whole that several of them make


@dataclass(frozen=True)
class Choice:
    text: Html
    feedback: Html
    weight: int | float
    is_equal: bool  # marked with =


def read_choices(answers: str, asked: Asked) -> Answered:
    """One right, one best, or several."""
    choices = _choices(answers, asked.format)
    if len(choices) < 2:
        raise Broken(_("There is only one option."), _("Write at least two: ~ before a wrong one, = before the right one."))
    if len(choices) > len(ascii_lowercase):
        raise Broken(_("There are %(count)s options."), _("Leave twenty or fewer."), count=len(choices))
    if not any(one.weight > 0 for one in choices):
        raise Broken(_("No option is right."), _("Write = in place of ~ before the right one."))
    return _one(choices) if any(one.is_equal for one in choices) else _several(choices)


def read_true_false(answers: str, asked: Asked) -> Answered:
    """What is said first is for whoever is wrong, then for whoever is right."""
    right = true_or_false(answers)
    said = [written(one, asked.format) for one in answers.split("#")[1:3]]
    when_wrong, when_right = [*said, NOTHING, NOTHING][:2]
    feedback = {right: when_right, not right: when_wrong}
    options = [
        {"key": one["key"], "text": dict(one["text"]), "feedback": feedback[response], "correct": response is right}
        for one, response in zip(TRUE_FALSE, (True, False), strict=True)
    ]
    notes = () if is_own_true_false(answers) else (Note(_("Read as true or false, though Moodle asks for T or F."), ""),)
    return Answered("true_false", {"options": options}, notes)


def weighed(code: str) -> tuple[int | float | None, str]:
    """The weight before an answer, None when none is written, and the answer. Raises `Broken` beyond −100 and 100."""
    code = code.strip()
    found = _WEIGHT.match(code)
    if not found:
        return None, code
    weight = found[0][1:-1]
    if abs(float(weight.replace(",", "."))) > 100:
        raise Broken(_("A weight of %(weight)s %% is more than a question is worth."), _("Weights go from −100 to 100."), weight=weight)
    return percent(weight), code[found.end() :]


def _choices(answers: str, text_format: str) -> list[Choice]:
    # Moodle takes what stands before the first sign as a wrong option.
    answers = answers if answers[:1] in "~=" else f"~{answers}"
    choices = []
    for sign, code in _CHOICE.findall(re.sub(r"~\s*=", "=", answers)):
        if code.strip():
            weight, code = weighed(code)
            text, feedback = with_feedback(code, text_format)
            default = 100 if sign == "=" else 0
            choices.append(Choice(written(text, text_format), feedback, default if weight is None else weight, sign == "="))
    return choices


def _one(choices: Sequence[Choice]) -> Answered:
    if [one.weight for one in choices if one.weight > 0] == [100]:
        options = [_option(key, one, correct=one.weight == 100) for key, one in _keyed(choices)]
        return Answered("single", {"options": options}, _penalties(choices))
    return Answered("best", {"options": [_option(key, one, weight=one.weight) for key, one in _keyed(choices)]}, _equals(choices))


def _penalties(choices: Sequence[Choice]) -> tuple[Note, ...]:
    if all(one.weight >= 0 for one in choices):
        return ()
    return (Note(_("A wrong option took points away; here a question is never worth less than nothing.")),)


def _equals(choices: Sequence[Choice]) -> tuple[Note, ...]:
    if sum(1 for one in choices if one.weight == 100) < 2:
        return ()
    return (
        Note(
            _("Several options are right and one is chosen: any of them counts, as in Moodle."),
            _("For several to be chosen, make it “several right options”, or write a weight before each."),
        ),
    )


def _several(choices: Sequence[Choice]) -> Answered:
    """Whoever chooses all that is right and only that has everything. By `penalty` where that is just what the weights say."""
    right = [Fraction(str(one.weight)) for one in choices if one.weight > 0]
    notes: tuple[Note, ...] = ()
    if abs(sum(right, Fraction(-100))) > _ROUNDED * len(right):
        notes = (
            Note(
                _("What is right adds up to %(sum)s %%, not to 100."),
                _("Change the weights, so that whoever chooses all that is right has every point."),
                {"sum": f"{float(sum(right)):g}"},
            ),
        )
    if _is_penalty(choices, len(right)):
        return Answered(
            "multiple", {"options": [_option(key, one, correct=one.weight > 0) for key, one in _keyed(choices)], "rule": "penalty"}
        )
    options = [_option(key, one, correct=one.weight > 0, weight=one.weight) for key, one in _keyed(choices)]
    return Answered("multiple", {"options": options, "rule": "weights"}, notes)


def _is_penalty(choices: Sequence[Choice], right: int) -> bool:
    part = Fraction(100, right)
    return any(one.weight < 0 for one in choices) and all(abs(abs(Fraction(str(one.weight))) - part) <= _ROUNDED / 10 for one in choices)


def _keyed(choices: Sequence[Choice]) -> list[tuple[str, Choice]]:
    return list(zip(ascii_lowercase, choices, strict=False))


def _option(key: str, choice: Choice, **worth: Any) -> dict[str, Any]:
    return {"key": key, "text": choice.text, "feedback": choice.feedback, **worth}
