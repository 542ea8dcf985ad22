from lms.refreshers.forms.asking import AnswerForm, ChangeForm, RequestForm, WordsForm
from lms.refreshers.forms.rules import DraftForm, NewRuleForm

__all__ = ["AnswerForm", "ChangeForm", "DraftForm", "NewRuleForm", "RequestForm", "WordsForm"]
