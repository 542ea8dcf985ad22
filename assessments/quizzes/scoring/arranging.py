"""Questions answered by putting things in order or in pairs."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from assessments.quizzes.scoring.weights import FULL, NOTHING

Content = Mapping[str, Any]


def in_order(content: Content, answer: Sequence[str]) -> Fraction:
    """By the rule of the question: all, positions or pairs. An order that is not complete is worth nothing."""
    right = [one["key"] for one in content["items"]]
    if len(answer) != len(right) or set(answer) != set(right):
        return NOTHING
    rule = content.get("rule") or "all"
    if rule == "positions":
        return Fraction(sum(1 for given, wanted in zip(answer, right, strict=True) if given == wanted), len(right))
    if rule == "pairs" and len(right) > 1:
        wanted_pairs = set(pairwise(right))
        return Fraction(sum(1 for pair in pairwise(answer) if pair in wanted_pairs), len(right) - 1)
    return FULL if list(answer) == right else NOTHING


def in_pairs(content: Content, answer: Sequence[str]) -> Fraction:
    """By the rule of the question: all or partial. Targets with the same words are the same target."""
    wanted = content["pairs"]
    if not wanted:
        return NOTHING
    given = given_pairs(answer)
    words = {one["key"]: _words(one) for one in content["targets"]}
    right = sum(1 for prompt, target in wanted.items() if prompt in given and _same(given[prompt], target, words))
    if content.get("rule") == "partial":
        return Fraction(right, len(wanted))
    return FULL if right == len(wanted) else NOTHING


def given_pairs(answer: Sequence[str]) -> dict[str, str]:
    """{"p1": "t2"} of ["p1:t2"]."""
    return dict(one.split(":", 1) for one in answer if ":" in one)


def _same(given: str, wanted: str, words: Mapping[str, tuple[tuple[str, str], ...]]) -> bool:
    return given == wanted or (given in words and words.get(wanted) == words[given])


def _words(target: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((target.get("text") or {}).items()))
