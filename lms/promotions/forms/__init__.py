from lms.promotions.forms.candidates import ApplyForm, FixedForm, ObjectForm, ReviewForm, SuggestForm
from lms.promotions.forms.deciding import (
    AppointForm,
    AssignAppealForm,
    DecisionForm,
    FeedbackForm,
    MilestoneForm,
    ReasonForm,
    RecuseForm,
    SettleAppealForm,
    SettleRecusalForm,
)
from lms.promotions.forms.rounds import AmendForm, ExerciseForm, GroupsForm, MemberForm, NeedForm, RoundForm
from lms.promotions.forms.sheets import CorrectionForm, SheetForm

__all__ = [
    "AmendForm",
    "AppointForm",
    "ApplyForm",
    "AssignAppealForm",
    "CorrectionForm",
    "DecisionForm",
    "ExerciseForm",
    "FeedbackForm",
    "FixedForm",
    "GroupsForm",
    "MemberForm",
    "MilestoneForm",
    "NeedForm",
    "ObjectForm",
    "ReasonForm",
    "RecuseForm",
    "ReviewForm",
    "RoundForm",
    "SettleAppealForm",
    "SettleRecusalForm",
    "SheetForm",
    "SuggestForm",
]
