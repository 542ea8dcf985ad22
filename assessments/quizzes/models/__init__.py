"""The bank, the quizzes that ask it, the attempts people make, and what is put right afterwards."""

from assessments.quizzes.models.adjustments import TimeAdjustment
from assessments.quizzes.models.attempts import Attempt, ExtraAttempt, Response
from assessments.quizzes.models.bank import Question, QuestionMedia, QuestionTag, QuestionVersion, TaggedQuestion
from assessments.quizzes.models.corrections import Correction, ResultChange
from assessments.quizzes.models.marks import Mark
from assessments.quizzes.models.quizzes import QuizDraw, QuizPage, QuizQuestion

__all__ = [
    "Attempt",
    "Correction",
    "ExtraAttempt",
    "Mark",
    "Question",
    "QuestionMedia",
    "QuestionTag",
    "QuestionVersion",
    "QuizDraw",
    "QuizPage",
    "QuizQuestion",
    "Response",
    "ResultChange",
    "TaggedQuestion",
    "TimeAdjustment",
]
