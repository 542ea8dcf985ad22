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
from assessments.quizzes.queries.own import own_attempt, unanswered
from assessments.quizzes.queries.plan import always_asked, quiz_to_start, sections_drawn
from assessments.quizzes.queries.results import ResultScreen, question_reference, result_screen, stairs
from assessments.quizzes.queries.standing import (
    Brief,
    Sheet,
    adjustment_of,
    all_right_in,
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
    "all_right_in",
    "always_asked",
    "attempts_at",
    "brief",
    "compare",
    "extra_attempts",
    "kept_answers",
    "matching_questions",
    "own_attempt",
    "preview_screen",
    "question_reference",
    "question_screen",
    "quiz_to_start",
    "require_quiz",
    "result_screen",
    "review_screen",
    "sections_drawn",
    "sheet",
    "stairs",
    "standing_of",
    "step_title",
    "unanswered",
]
