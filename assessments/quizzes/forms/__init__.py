"""What learners and authors send."""

from assessments.quizzes.forms.authoring import QuestionForm
from assessments.quizzes.forms.chooser import FindQuestionForm, QuickQuestionForm
from assessments.quizzes.forms.learner import AnswersForm, GrantForm, ReportForm
from assessments.quizzes.forms.rescue import BringInForm, RescueForm
from assessments.quizzes.forms.staff import RoomCodeForm, TimeForm

__all__ = [
    "AnswersForm",
    "BringInForm",
    "FindQuestionForm",
    "GrantForm",
    "QuestionForm",
    "QuickQuestionForm",
    "ReportForm",
    "RescueForm",
    "RoomCodeForm",
    "TimeForm",
]
