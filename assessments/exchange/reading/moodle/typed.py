r"""Questions of Moodle answered by typing.

https://docs.moodle.org/en/Short-Answer_question_type (a star stands for anything, `\*` is a star; the first answer that fits counts),
https://docs.moodle.org/en/Numerical_question_type and https://docs.moodle.org/en/Essay_question_type.
"""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.reading.moodle.question import Question, value_in, weight_of
from assessments.exchange.reading.numbers import is_number, written
from assessments.exchange.reading.refusing import Answered, broken
from assessments.exchange.reading.rubrics import model_and_rubric
from assessments.exchange.reading.texts import star_text

NO_UNIT_SHOWN = "3"  # qtype_numerical::UNITNONE


def read_short(question: Question) -> Answered:
    answers = []
    for one in question.all("answer"):
        text, pattern = star_text(" ".join(value_in(one).split()))
        if text:
            answers.append({"text": text, "weight": weight_of(one), "feedback": question.feedback(one), "pattern": pattern})
    if not answers:
        raise broken(_("It has no answer that counts."), _("Write at least one."))
    # Whoever asks for capitals asks for every sign as it is.
    folds = question.value("usecase", "0") in ("0", "false")
    return Answered("short", {"answers": answers, "fold": {"case": folds, "accents": folds}})


def read_number(question: Question) -> Answered:
    answers = [_number(one, question) for one in question.all("answer")]
    if not any(not one.get("any") for one in answers):
        raise broken(_("It has no number that counts."), _("Write at least one value."))
    return Answered("number", {"answers": answers, "unit": _unit(question)})


def read_essay(question: Question) -> Answered:
    """What is written for whoever marks is the model; a list of points at its end is what the text is marked by."""
    model, rubric = model_and_rubric(question.field("graderinfo"))
    question.points = sum((Decimal(str(one["points"])) for one in rubric), Decimal(0))
    if not rubric:
        question.tell(_("The file does not say what the text is marked by."), _("Add at least one criterion with its points."))
    if question.value("attachments", "0") != "0" or question.value("responseformat") == "noinline":
        question.tell(_("It asks for files to be handed in, which has no place here."), _("Ask for text."))
    if question.field("responsetemplate"):
        question.tell(_("The text that people begin with was left out."), _("Put it into the question."))
    return Answered("free", {"rubric": rubric, "model": model, "words": _words(question)})


def value_and_tolerance(value: str, tolerance: str) -> dict[str, Any]:
    """Raises `Refused`."""
    if value in ("*", ""):
        return {"any": True}
    try:
        return {"value": written(value), "tolerance": written(tolerance).lstrip("-") if tolerance.strip() else "0"}
    except ValueError:
        raise broken(
            _("“%(text)s” is no number."),
            _("Write digits, with a point for decimals."),
            text=(tolerance if is_number(value) else value)[:40],
        ) from None


def _number(answer: Element, question: Question) -> dict[str, Any]:
    tolerance = value_in(answer.find("tolerance"), "0")
    text = value_in(answer) if answer.find("text") is not None else (answer.text or "").strip()
    return {**value_and_tolerance(text, tolerance), "weight": weight_of(answer), "feedback": question.feedback(answer)}


def _unit(question: Question) -> dict[str, Any] | None:
    units = [(value_in(one.find("unit_name")), value_in(one.find("multiplier"), "1")) for one in question.element.iterfind("units/unit")]
    symbols = [name for name, times in units if name and is_number(times) and Decimal(written(times)) == 1]
    left = [name for name, _times in units if name and name not in symbols]
    if left:
        question.tell(_("Units that are so many times another one were left out: %(names)s"), names=", ".join(left)[:200])
    if not symbols or question.value("showunits") == NO_UNIT_SHOWN:
        return None
    return {"symbols": symbols, "required": question.value("unitgradingtype", "0") != "0"}


def _words(question: Question) -> dict[str, int] | None:
    low, high = (question.value(name, "0") for name in ("minwordlimit", "maxwordlimit"))
    if not (low.isdecimal() and high.isdecimal() and int(high)):
        if low.isdecimal() and int(low):
            question.tell(_("It asks for %(count)s words at least, but for no most."), _("Say how many words at most."), count=int(low))
        return None
    return {"low": int(low), "high": int(high)}
