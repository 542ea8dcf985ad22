from lms.competencies.forms.evidence import EvidenceForm
from lms.competencies.forms.matrix import MatrixFilter
from lms.competencies.forms.questions import AnswerForm, QuestionFilter, ReasonForm

__all__ = ["AnswerForm", "EvidenceForm", "MatrixFilter", "QuestionFilter", "ReasonForm"]
