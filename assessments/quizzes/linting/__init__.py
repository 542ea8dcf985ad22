"""What makes a question easy to guess, hard to read or of little use. Rules without a database: content in, findings out.

A finding is an opinion with a reason: it never keeps a question from being published (`kinds.problems` does).
"""

from collections.abc import Callable, Iterator

from assessments.quizzes.linting.choices import repeated_options, right_is_longest, unequal_options
from assessments.quizzes.linting.findings import Finding
from assessments.quizzes.linting.languages import missing_language
from assessments.quizzes.linting.reasons import REASONS, Rule
from assessments.quizzes.linting.teaching import without_explanation, without_feedback
from assessments.quizzes.linting.texts import Content
from assessments.quizzes.linting.wording import all_or_none, named_by_place, negative_stem

__all__ = ["REASONS", "Finding", "Rule", "lint", "warns"]

CHECKS: tuple[Callable[[str, Content], Iterator[Finding]], ...] = (
    negative_stem,
    all_or_none,
    named_by_place,
    right_is_longest,
    repeated_options,
    unequal_options,
    without_explanation,
    without_feedback,
    missing_language,
)


def lint(kind: str, content: Content) -> tuple[Finding, ...]:
    """What could be better in one question, what matters most first. The content may be half written."""
    found = [finding for check in CHECKS for finding in check(kind, content)]
    return tuple(sorted(found, key=lambda finding: not finding.reason.is_warning))


def warns(kind: str, content: Content) -> bool:
    """Whether anything was found that weighs more than a hint."""
    return any(finding.reason.is_warning for finding in lint(kind, content))
