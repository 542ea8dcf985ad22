from lms.competencies.forms.evidence import EvidenceForm
from lms.competencies.forms.matrix import MatrixFilter
from lms.competencies.forms.questions import AnswerForm, QuestionFilter, ReasonForm
from lms.competencies.forms.rules import PublishForm, RuleForm

__all__ = ["AnswerForm", "EvidenceForm", "MatrixFilter", "PublishForm", "QuestionFilter", "ReasonForm", "RuleForm"]
