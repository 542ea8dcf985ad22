"""The questions of an attempt as they are asked: never a key, never a reason."""

from assessments.quizzes.queries.asking.items import Item
from assessments.quizzes.queries.asking.parts import Option
from assessments.quizzes.queries.asking.screens import Mark, QuestionScreen, preview_screen, question_screen, review_screen, step_title

__all__ = ["Item", "Mark", "Option", "QuestionScreen", "preview_screen", "question_screen", "review_screen", "step_title"]
