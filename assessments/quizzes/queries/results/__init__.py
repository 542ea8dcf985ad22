"""What came of an attempt, as its person reads it after the end."""

from assessments.quizzes.queries.results.reviewing import Link, Reviewed, question_reference
from assessments.quizzes.queries.results.screens import ResultScreen, result_screen, stairs

__all__ = ["Link", "ResultScreen", "Reviewed", "question_reference", "result_screen", "stairs"]
