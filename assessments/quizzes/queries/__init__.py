"""The answers to the screens of a quiz: before it, while it is taken, after it; and what authors ask of the bank."""

from assessments.quizzes.queries.asking import (
    Item,
    Mark,
    Option,
    QuestionScreen,
    preview_screen,
    question_screen,
    review_screen,
    step_title,
)
from assessments.quizzes.queries.bank import matching_questions
from assessments.quizzes.queries.keeping import Compared, all_items, compare, kept_answers
from assessments.quizzes.queries.results import ResultScreen, question_reference, result_screen, stairs
from assessments.quizzes.queries.standing import (
    Brief,
    Sheet,
    adjustment_of,
    attempts_at,
    brief,
    extra_attempts,
    require_quiz,
    sheet,
    standing_of,
)

__all__ = [
    "Brief",
    "Compared",
    "Item",
    "Mark",
    "Option",
    "QuestionScreen",
    "ResultScreen",
    "Sheet",
    "adjustment_of",
    "all_items",
    "attempts_at",
    "brief",
    "compare",
    "extra_attempts",
    "kept_answers",
    "matching_questions",
    "preview_screen",
    "question_reference",
    "question_screen",
    "require_quiz",
    "result_screen",
    "review_screen",
    "sheet",
    "stairs",
    "standing_of",
    "step_title",
]
