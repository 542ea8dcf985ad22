from lms.criteria.forms.answering import AnswerForm
from lms.criteria.forms.filtering import RegisterFilter
from lms.criteria.forms.writing import Sheet

__all__ = ["AnswerForm", "RegisterFilter", "Sheet"]
