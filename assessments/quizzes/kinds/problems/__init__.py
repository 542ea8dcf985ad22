"""Everything that keeps a question from being asked, in words; empty when it is ready."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from assessments.quizzes.content import Content
from assessments.quizzes.enums import QuestionKind
from assessments.quizzes.kinds.problems.arranging import matching_problems, ordering_problems
from assessments.quizzes.kinds.problems.choosing import (
    MAX_OPTIONS,
    MIN_OPTIONS,
    TRUE_FALSE,
    best_problems,
    multiple_problems,
    options_of,
    pointing_problems,
    single_problems,
    true_false_problems,
)
from assessments.quizzes.kinds.problems.gaps import gaps_problems
from assessments.quizzes.kinds.problems.writing import free_problems, number_problems, short_problems
from lms.language.bilingual import LANGUAGES

__all__ = ["MAX_OPTIONS", "MIN_OPTIONS", "TRUE_FALSE", "options_of", "problems_of"]

PROBLEMS: dict[str, Callable[[Content], list]] = {
    QuestionKind.SINGLE: single_problems,
    QuestionKind.MULTIPLE: multiple_problems,
    QuestionKind.TRUE_FALSE: true_false_problems,
    QuestionKind.BEST: best_problems,
    QuestionKind.SHORT: short_problems,
    QuestionKind.NUMBER: number_problems,
    QuestionKind.ORDERING: ordering_problems,
    QuestionKind.MATCHING: matching_problems,
    QuestionKind.GAPS: gaps_problems,
    QuestionKind.HOTSPOT: pointing_problems,
    QuestionKind.FREE: free_problems,
}


def problems_of(kind: str, content: Content) -> list:
    """In words that can be translated when they are shown."""
    stem = content.get("stem") or {}
    found = [] if any(stem.get(code) for code in LANGUAGES) else [_("Write the question in Spanish or in English.")]
    return found + PROBLEMS[kind](content)
