from lms.criteria.forms.answering import AnswerForm
from lms.criteria.forms.filtering import ProofFilter, RegisterFilter
from lms.criteria.forms.writing import Sheet

__all__ = ["AnswerForm", "ProofFilter", "RegisterFilter", "Sheet"]
