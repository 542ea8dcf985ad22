"""Questions of Moodle answered by choosing.

https://docs.moodle.org/en/Multiple_Choice_question_type and https://docs.moodle.org/en/True/False_question_type. Where several may be
chosen Moodle adds up what they are worth; “all or nothing” is https://moodle.org/plugins/qtype_multichoiceset.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.reading.formatted import NOTHING, key
from assessments.exchange.reading.moodle.question import Question, value_in, weight_of
from assessments.exchange.reading.refusing import Answered, broken
from assessments.quizzes.kinds import TRUE_FALSE
from assessments.quizzes.scoring.weights import share

Option = dict[str, Any]


def read_multichoice(question: Question) -> Answered:
    options = _options(question)
    one_only = question.value("single", "true").lower() not in ("false", "0")
    return one_of(options, question) if one_only else several_of(options, question)


def read_multichoiceset(question: Question) -> Answered:
    return Answered("multiple", {"options": [_marked(one) for one in _options(question)], "rule": "all"})


def read_true_false(question: Question) -> Answered:
    """Moodle before 1.9 wrote the words of its language: then true is the first, as `qformat_xml::import_truefalse` has it."""
    answers = question.all("answer")[:2]
    if len(answers) < 2:
        raise broken(_("It does not say whether it is true or false."), _("Give both answers, true and false."))
    words = [value_in(one).lower() for one in answers]
    by_word = dict(zip(words if set(words) == {"true", "false"} else ("true", "false"), answers, strict=True))
    options = [
        {
            "key": one["key"],
            "text": dict(one["text"]),
            "feedback": question.feedback(by_word[one["key"]]),
            "correct": weight_of(by_word[one["key"]]) > 0,
        }
        for one in TRUE_FALSE
    ]
    return Answered("true_false", {"options": options})


def one_of(options: Sequence[Option], question: Question) -> Answered:
    """One is chosen: the right one, or each for what it is worth."""
    if [one["weight"] for one in options if one["weight"] > 0] == [100]:
        if any(one["weight"] < 0 for one in options):
            question.tell(_("A wrong option took points away; here a question is never worth less than nothing."))
        return Answered("single", {"options": [_marked(one) for one in options]})
    if not any(one["weight"] > 0 for one in options):
        question.tell(_("No option is right."), _("Mark the right one in the editor."))
        return Answered("single", {"options": [_marked(one) for one in options]})
    if sum(1 for one in options if one["weight"] == 100) > 1:
        question.tell(
            _("Several options are right and one is chosen: any of them counts, as in Moodle."),
            _("For several to be chosen, make it “several right options”."),
        )
    return Answered("best", {"options": list(options)})


def several_of(options: Sequence[Option], question: Question) -> Answered:
    """By `penalty` where that is just what the fractions say, else by their sum."""
    right = [share(one["weight"]) for one in options if one["weight"] > 0]
    if not right:
        question.tell(_("No option is right."), _("Mark the right ones in the editor."))
        return Answered("multiple", {"options": [_marked(one) for one in options], "rule": "all"})
    if _is_penalty(options, len(right)):
        return Answered("multiple", {"options": [_marked(one) for one in options], "rule": "penalty"})
    if sum(right) != 1:
        question.tell(
            _("What is right adds up to %(sum)s %%, not to 100."),
            _("Change the weights, so that whoever chooses all that is right has every point."),
            sum=f"{float(sum(right)) * 100:.5g}",
        )
    weighed = [{**_marked(one), "weight": one["weight"]} for one in options]
    return Answered("multiple", {"options": weighed, "rule": "weights"})


def _is_penalty(options: Sequence[Option], right: int) -> bool:
    weights = [share(one["weight"]) for one in options]
    return min(weights) < 0 and all(abs(one) == Fraction(1, right) for one in weights)


def _options(question: Question) -> list[Option]:
    answers = [one for one in question.all("answer") if value_in(one) or one.find("file") is not None]
    if len(answers) < 2:
        raise broken(_("It has fewer than two options."), _("Write at least two."))
    return [
        {"key": key(place), "text": question.html(one), "feedback": question.feedback(one) or NOTHING, "weight": weight_of(one)}
        for place, one in enumerate(answers)
    ]


def _marked(option: Option) -> Option:
    return {"key": option["key"], "text": option["text"], "feedback": option["feedback"], "correct": option["weight"] > 0}
