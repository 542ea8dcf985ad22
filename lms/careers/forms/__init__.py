from lms.careers.forms.board import BoardFilter, SavedFilterForm
from lms.careers.forms.ladders import PublishForm, RungForm, requirement_form
from lms.careers.forms.licences import GiveLicenceForm, LicenceKindForm, WithdrawLicenceForm
from lms.careers.forms.postings import CorrectPostingForm, EndPostingForm, PostingForm

__all__ = [
    "BoardFilter",
    "CorrectPostingForm",
    "EndPostingForm",
    "GiveLicenceForm",
    "LicenceKindForm",
    "PostingForm",
    "PublishForm",
    "RungForm",
    "SavedFilterForm",
    "WithdrawLicenceForm",
    "requirement_form",
]
