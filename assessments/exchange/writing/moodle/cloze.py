"""A text with gaps as Moodle embeds answers: https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type.

The signs that part answers are written as entities, which Moodle decodes everywhere; of backslashes it forgets some.
"""

import html
from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.writing.moodle.kinds import star_written, tell_grades, value_written
from assessments.exchange.writing.moodle.question import Building
from assessments.quizzes.content import split_at_gaps

_SIGNS = {"~": "&#126;", "}": "&#125;", "#": "&#35;", "\\": "&#92;"}
Gap = Mapping[str, Any]


def write_gaps(building: Building) -> None:
    """Each gap of a text counts once in Moodle, so the text is in one language."""
    content, language = building.content, building.languages[0]
    if len(building.languages) > 1:
        building.tell(_("“%(question)s”: Moodle has its gaps in one language; the other stays for this academy."))
    if (content.get("rule") or "all") == "all":
        building.tell(_("“%(question)s”: in Moodle each gap that is right earns its part of the points."))
    building.languages = [language]
    points = _points(content["gaps"])
    gaps = {gap["key"]: f"{{{points[gap['key']]}:{_gap(building, gap)}}}" for gap in content["gaps"]}
    stem = building.markup_of(content["stem"], language)
    stem = building.in_spans({language: stem if not stem or "<p>" in stem else f"<p>{stem}</p>"}, marked=True)
    pieces = split_at_gaps(building.markup_of(content["text"], language))
    text = "".join(gaps.get(piece, "") if at % 2 else piece for at, piece in enumerate(pieces))
    building.raw("questiontext", f"{stem}{text}")


def _points(gaps: list[Gap]) -> dict[str, int]:
    """Whole numbers in the same proportion: Moodle takes no others."""
    exact = {gap["key"]: Fraction(str(gap.get("points", 1))) for gap in gaps}
    times = lcm(*(one.denominator for one in exact.values())) if exact else 1
    return {key: int(one * times) or 1 for key, one in exact.items()}


def _gap(building: Building, gap: Gap) -> str:
    parts = gap["options"] if gap["kind"] == "choice" else gap["answers"]
    tell_grades(building, [one["weight"] for one in parts])
    if gap["kind"] == "choice":
        return "MULTICHOICE:" + "~".join(_alternative(building, one, building.inline(one["text"])) for one in parts)
    if gap["kind"] == "number":
        if gap.get("unit"):
            building.tell(_("“%(question)s”: a gap of Moodle takes a number without its unit."))
        return "NUMERICAL:" + "~".join(_alternative(building, one, _value(one)) for one in parts)
    exact = not (gap.get("fold") or {}).get("case", True)
    name = "SHORTANSWER_C:" if exact else "SHORTANSWER:"
    return name + "~".join(_alternative(building, one, html.escape(star_written(one), quote=False), typed=True) for one in parts)


def _value(answer: Gap) -> str:
    value, tolerance = value_written(answer)
    return value if tolerance == "0" else f"{value}:{tolerance}"


def _alternative(building: Building, one: Gap, text: str, *, typed: bool = False) -> str:
    worth = "=" if one["weight"] == 100 else f"%{one['weight']}%"
    feedback = building.inline(one["feedback"])
    text = _written(text).replace("&#92;*", "\\*") if typed else _written(text)
    return f"{worth}{text}" + (f"#{_written(feedback)}" if feedback else "")


def _written(text: str) -> str:
    return "".join(_SIGNS.get(sign, sign) for sign in text)
