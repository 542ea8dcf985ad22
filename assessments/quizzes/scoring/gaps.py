"""A text with gaps: each gap is a small question of its own."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.quizzes.scoring.arranging import given_pairs
from assessments.quizzes.scoring.choices import best_response
from assessments.quizzes.scoring.numbers import number
from assessments.quizzes.scoring.texts import short_text
from assessments.quizzes.scoring.weights import FULL, NOTHING

Content = Mapping[str, Any]
_SCORERS = {"choice": best_response, "typed": short_text, "number": number}


def in_gaps(content: Content, answer: Sequence[str]) -> Fraction:
    """By the rule of the question: all, or partial (each gap by its points)."""
    given = given_pairs(answer)
    possible = sum((gap_points(gap) for gap in content["gaps"]), NOTHING)
    if not possible:
        return NOTHING
    earned = sum((gap_points(gap) * of_gap(gap, given.get(gap["key"], "")) for gap in content["gaps"]), NOTHING)
    if content.get("rule") == "partial":
        return earned / possible
    return FULL if earned == possible else NOTHING


def of_gap(gap: Mapping[str, Any], given: str) -> Fraction:
    """From 0 to 1 of one gap."""
    return _SCORERS[gap["kind"]](gap, [given]) if given else NOTHING


def gap_points(gap: Mapping[str, Any]) -> Fraction:
    return Fraction(str(gap.get("points", 1)))
