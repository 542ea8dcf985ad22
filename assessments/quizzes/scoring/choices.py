"""Questions answered by choosing: options of a list, or places on an image."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.quizzes.scoring.weights import FULL, NOTHING, share, within_one

Content = Mapping[str, Any]


def right_keys(content: Content) -> frozenset[str]:
    """The keys that belong to the right answer: of options, or of the areas of an image."""
    return frozenset(one["key"] for one in _choices(content) if _is_right(one))


def one_right(content: Content, answer: Sequence[str]) -> Fraction:
    """All or nothing: exactly the right ones, in whatever order; half right is not right."""
    chosen = frozenset(answer)
    return FULL if chosen and chosen == right_keys(content) else NOTHING


def best_response(content: Content, answer: Sequence[str]) -> Fraction:
    """What the one option chosen is worth."""
    return within_one(_weights(content, answer[:1]))


def several(content: Content, answer: Sequence[str]) -> Fraction:
    """By the rule of the question: all, partial, penalty or weights. See docs/question-format.md."""
    rule = content.get("rule") or "all"
    if rule == "weights":
        return within_one(_weights(content, answer))
    right, chosen = right_keys(content), frozenset(answer)
    if rule == "all" or not right:
        return one_right(content, answer)
    if rule == "penalty":
        return within_one(Fraction(len(chosen & right) - len(chosen - right), len(right)))
    return Fraction(len(chosen & right), len(right)) if len(chosen) <= len(right) else NOTHING


def _weights(content: Content, answer: Sequence[str]) -> Fraction:
    worth = {one["key"]: share(one.get("weight", 0)) for one in _choices(content)}
    return sum((worth.get(key, NOTHING) for key in set(answer)), NOTHING)


def _choices(content: Content) -> Sequence[Mapping[str, Any]]:
    return content.get("areas") or content.get("options") or ()


def _is_right(choice: Mapping[str, Any]) -> bool:
    return bool(choice["correct"]) if "correct" in choice else choice.get("weight", 0) >= 100
