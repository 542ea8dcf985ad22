"""What learners and authors send."""

from assessments.quizzes.forms.authoring import FindQuestionForm, QuestionForm, QuickQuestionForm
from assessments.quizzes.forms.learner import AnswersForm, GrantForm, ReportForm

__all__ = ["AnswersForm", "FindQuestionForm", "GrantForm", "QuestionForm", "QuickQuestionForm", "ReportForm"]
