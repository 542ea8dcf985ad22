r"""Texts of Moodle with answers embedded in them.

`{2:SHORTANSWER:=right#feedback~%50%half~*#wrong}`, https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type: points, type, and
alternatives, in which `} # ~ / " \` have a backslash before them. As `question/type/multianswer/questiontype.php` reads them.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.reading.formatted import MOST_PARTS, NOTHING, Html, key
from assessments.exchange.reading.moodle.choices import several_of
from assessments.exchange.reading.moodle.gaps import in_one, with_gaps
from assessments.exchange.reading.moodle.question import Question, too_many
from assessments.exchange.reading.moodle.typed import value_and_tolerance
from assessments.exchange.reading.numbers import percent
from assessments.exchange.reading.refusing import Answered, broken
from assessments.exchange.reading.texts import star_text

_START = re.compile(
    r"\{(\d{0,3}):\s*(MULTICHOICE|MC|MULTIRESPONSE|MR|SHORTANSWER|SA|MW|NUMERICAL|NM)(?:_?(V|H|S|VS|HS|C))?:", re.IGNORECASE
)
_KINDS = {"MULTICHOICE": "choice", "MC": "choice", "MULTIRESPONSE": "several", "MR": "several", "NUMERICAL": "number", "NM": "number"}
_WEIGHT = re.compile(r"\s*(?:<br ?/?>\s*)*(?:(=)|%(-?\d{1,3}(?:[.,]\d*)?)%)?")
_ESCAPED = re.compile(r"\\([}#~/\"\\{=%:])")
_ESCAPE_OR_END = re.compile(r"\\.|\}", re.DOTALL)
_ENTITY = re.compile(r"&amp;(#?[A-Za-z0-9]{1,8};)")
_TAG = re.compile(r"<[^<>]*>")
_LOOKS_LIKE_A_GAP = re.compile(r"\[\[([A-Za-z0-9_-]+)\]\]")
_NUMBER_AND_TOLERANCE = re.compile(r"([^:]*)(?::(.*))?", re.DOTALL)


YES_AND_NO = {"es": ("Sí", "No"), "en": ("Yes", "No")}


@dataclass(frozen=True)
class Alternative:
    weight: int | float
    text: str  # HTML
    feedback: Html


def read_cloze(question: Question) -> Answered:
    # Editors write the & of an entity as one; Moodle takes that back.
    markup = _ENTITY.sub(r"&\1", question.field("questiontext").markup)
    markup = in_one(markup, question, lambda part: bool(_START.search(part)))
    if alone := _several_alone(markup, question):
        return alone
    gaps: list[dict[str, Any]] = []
    text, end = "", 0
    if (count := len(_START.findall(markup))) > MOST_PARTS:
        raise too_many(count)
    while start := _START.search(markup, end):
        body, after = _body(markup, start.end())
        text += _LOOKS_LIKE_A_GAP.sub(r"[\1]", markup[end : start.start()])
        if each := _each_by_itself(start, body, len(gaps), question):
            text += "; ".join(f"{words} [[{gap['key']}]]" for words, gap in each)
            gaps += [gap for _words, gap in each]
        else:
            text += f"[[{len(gaps) + 1}]]"
            gaps.append(_gap(str(len(gaps) + 1), start, body, question))
        end = after
    if len(gaps) > MOST_PARTS:
        raise too_many(len(gaps))
    question.points = Decimal(int(sum(gap["points"] for gap in gaps)))
    _share(gaps)
    return with_gaps(text + _LOOKS_LIKE_A_GAP.sub(r"[\1]", markup[end:]), gaps)


def _several_alone(markup: str, question: Question) -> Answered | None:
    """A text whose one gap takes several answers is a question with several right options; what stands around the gap is its stem."""
    start = _START.search(markup)
    if not start or _KINDS.get(start[2].upper()) != "several" or len(_START.findall(markup)) > 1:
        return None
    body, after = _body(markup, start.end())
    alternatives = list(_alternatives(body))
    right = [one.weight for one in alternatives if one.weight > 0]
    if len(right) < 2:
        return None
    question.points = Decimal(int(start[1] or 1) or 1)
    # An = before each that is right: they share the points.
    part = percent(f"{100 / len(right):.5f}") if set(right) == {100} else None
    options = [
        {"key": key(place), "text": Html(one.text), "weight": part if part and one.weight > 0 else one.weight, "feedback": one.feedback}
        for place, one in enumerate(alternatives)
    ]
    answered = several_of(options, question)
    return Answered(answered.kind, {"stem": Html(f"{markup[: start.start()]} {markup[after:]}"), **answered.body})


def _each_by_itself(start: re.Match[str], body: str, before: int, question: Question) -> list[tuple[str, dict[str, Any]]]:
    """A gap in which several answers are chosen, as a yes or no after each of its answers; nothing where one of them is right.

    Each counts the same part of its points, where Moodle adds the parts of those that are chosen.
    """
    alternatives = list(_alternatives(body)) if _KINDS.get(start[2].upper()) == "several" else []
    if sum(1 for one in alternatives if one.weight > 0) < 2:
        return []
    question.tell(
        _("Several answers are chosen in one of its gaps: here each is asked by itself, yes or no, and each counts the same."),
        _("Look over how it is marked."),
    )
    points = Fraction(int(start[1] or 1) or 1, len(alternatives))
    yes, no = YES_AND_NO[question.language]
    found = []
    for number, one in enumerate(alternatives, before + 1):
        right = one.weight > 0
        options = [
            {"key": "a", "text": Html(yes), "weight": 100 if right else 0, "feedback": one.feedback},
            {"key": "b", "text": Html(no), "weight": 0 if right else 100, "feedback": NOTHING},
        ]
        found.append(
            (_LOOKS_LIKE_A_GAP.sub(r"[\1]", one.text), {"key": str(number), "kind": "choice", "points": points, "options": options})
        )
    return found


def _share(gaps: list[dict[str, Any]]) -> None:
    """Whole points for each gap, in the same proportions."""
    whole = lcm(*(Fraction(gap["points"]).denominator for gap in gaps)) if gaps else 1
    for gap in gaps:
        gap["points"] = int(gap["points"] * whole)


def _body(markup: str, at: int) -> tuple[str, int]:
    """What stands up to the brace that ends the gap, and where that is over. Raises `Refused` when there is none."""
    for sign in _ESCAPE_OR_END.finditer(markup, at):
        if sign[0] == "}":
            return markup[at : sign.start()], sign.end()
    raise broken(_("A gap of its text does not end: there is a { but no }."), _("Write } after its last answer."))


def _gap(number: str, start: re.Match[str], body: str, question: Question) -> dict[str, Any]:
    kind = _KINDS.get(start[2].upper(), "typed")
    alternatives = list(_alternatives(body))
    if not alternatives:
        raise broken(_("Gap %(number)s has no answer."), _("Write at least one."), number=number)
    points = int(start[1] or 1) or 1
    asks = {"choice": _choice, "several": _choice, "number": _number, "typed": _typed}[kind]
    held = asks(alternatives, number, (start[3] or "").upper() == "C", question)
    return {"key": number, "kind": "choice" if kind == "several" else kind, "points": points, **held}


def _choice(alternatives: list[Alternative], _number: str, _case: bool, _question: Question) -> dict[str, Any]:
    return {
        "options": [
            {"key": key(place), "text": Html(one.text), "weight": one.weight, "feedback": one.feedback}
            for place, one in enumerate(alternatives)
        ]
    }


def _typed(alternatives: list[Alternative], _number: str, case: bool, _question: Question) -> dict[str, Any]:
    answers = []
    for one in alternatives:
        text, pattern = star_text(_plain(one.text))
        answers.append({"text": text, "weight": one.weight, "feedback": one.feedback, "pattern": pattern})
    return {"answers": answers, "fold": {"case": not case, "accents": not case}}


def _number(alternatives: list[Alternative], _gap_number: str, _case: bool, _question: Question) -> dict[str, Any]:
    answers = []
    for one in alternatives:
        value, tolerance = _NUMBER_AND_TOLERANCE.fullmatch(_plain(one.text)).groups()  # type: ignore[union-attr]
        answers.append({**value_and_tolerance(value, tolerance or ""), "weight": one.weight, "feedback": one.feedback})
    return {"answers": answers, "unit": None}


def _alternatives(body: str) -> Iterator[Alternative]:
    for one in _split(body, "~"):
        worth = _WEIGHT.match(one)
        answer, *feedback = _split(one[worth.end() :], "#", most=1)  # type: ignore[union-attr]
        if answer.strip():
            weight = 100 if worth[1] else percent(worth[2]) if worth[2] else 0  # type: ignore[index]
            yield Alternative(weight, _bare(answer), Html(_bare(feedback[0]) if feedback else ""))


def _split(text: str, sign: str, *, most: int = 0) -> list[str]:
    """At a sign without a backslash before it; the # of an entity (`&#1085;`, `&amp;#1085;`) parts nothing."""
    before = r"(?<!\\)(?<!&)(?<!&amp;)" if sign == "#" else r"(?<!\\)"
    return re.split(before + sign, text, maxsplit=most)


def _bare(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())
