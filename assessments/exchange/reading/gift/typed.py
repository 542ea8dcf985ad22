"""Answers that are typed: a few words, a number, a text for a person to mark.

https://docs.moodle.org/en/GIFT_format#Short_Answer, #Numerical and #Essay; stars in
https://docs.moodle.org/en/Short-Answer_question_type#Wildcard_usage.
"""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Note
from assessments.exchange.reading.formatted import NOTHING
from assessments.exchange.reading.gift.choices import weighed
from assessments.exchange.reading.gift.marks import as_it_stands, with_feedback
from assessments.exchange.reading.gift.question import Answered, Asked, Broken, parts_of
from assessments.exchange.reading.numbers import written as decimal
from assessments.exchange.reading.texts import star_text


def read_short(answers: str, asked: Asked) -> Answered:
    found = [_short(one, asked) for one in parts_of(answers, "=") if one.strip()]
    if not found:
        raise Broken(_("There is no answer between the braces."), _("Write = before each answer that counts."))
    return Answered("short", {"answers": found, "fold": {"case": True, "accents": True}})


def read_number(answers: str, asked: Asked) -> Answered:
    values, sign, otherwise = answers[1:].partition("~")
    found = [_number(one, asked) for one in parts_of(values, "=") if one.strip()]
    if not any(not one.get("any") for one in found):
        raise Broken(_("There is no number between the braces."), _("Write it after the sign: {#3.5} or {#3.5:0.1}."))
    if sign:
        found.append({"any": True, "weight": 0, "feedback": with_feedback(otherwise, asked.format)[1]})
    notes = (
        (Note(_("A comma was read as the decimal point.")),) if any("," in one.partition("#")[0] for one in parts_of(values, "=")) else ()
    )
    return Answered("number", {"answers": found, "unit": None}, notes)


def read_essay(_answers: str, _asked: Asked) -> Answered:
    note = Note(_("GIFT does not say what a written answer is marked by."), _("Add at least one criterion with its points."))
    return Answered("free", {"rubric": [], "model": NOTHING, "words": None}, (note,))


def _short(code: str, asked: Asked) -> dict[str, Any]:
    weight, code = weighed(code)
    answer, feedback = with_feedback(code, asked.format)
    text, pattern = star_text(" ".join(as_it_stands(answer, asked.format)[0].split()))
    if not text:
        raise Broken(_("One of the answers is empty."), _("Write it after its =, or take the = out."))
    return {"text": text, "weight": 100 if weight is None else weight, "feedback": feedback, "pattern": pattern}


def _number(code: str, asked: Asked) -> dict[str, Any]:
    weight, code = weighed(code)
    value, feedback = with_feedback(code, asked.format)
    return {**_value(value), "weight": 100 if weight is None else weight, "feedback": feedback}


def _value(code: str) -> dict[str, Any]:
    if code in ("*", ""):
        return {"any": True}
    if ".." in code:
        low, high = sorted((_decimal(one, code) for one in code.split("..", 1)), key=Decimal)
        return {"low": low, "high": high}
    value, _sign, tolerance = code.partition(":")
    return {"value": _decimal(value, code), "tolerance": _decimal(tolerance, code).lstrip("-") if tolerance.strip() else "0"}


def _decimal(text: str, code: str) -> str:
    try:
        value: str = decimal(text)
    except ValueError:
        raise Broken(
            _("“%(text)s” is not a number."), _("Write it with a point and nothing else: 3.5, 3.5:0.1 or 3..4."), text=code[:60]
        ) from None
    return value
