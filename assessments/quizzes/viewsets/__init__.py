"""The bank of questions in the CMS: its list, its forms, the chooser inside a quiz, what is done to many, its health."""

from assessments.quizzes.viewsets.answering import advice, matching, pictures
from assessments.quizzes.viewsets.bulk import BULK_ACTIONS
from assessments.quizzes.viewsets.menu import ITEMS
from assessments.quizzes.viewsets.questions import QuestionViewSet
from assessments.quizzes.viewsets.screens import BankHealthView, preview_question

__all__ = ["BULK_ACTIONS", "ITEMS", "BankHealthView", "QuestionViewSet", "advice", "matching", "pictures", "preview_question"]
