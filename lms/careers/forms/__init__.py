from lms.careers.forms.board import BoardFilter, SavedFilterForm
from lms.careers.forms.ladders import PublishForm, RungForm, requirement_form
from lms.careers.forms.licences import GiveLicenceForm, WithdrawLicenceForm
from lms.careers.forms.postings import CorrectPostingForm, EndPostingForm, PostingForm

__all__ = [
    "BoardFilter",
    "CorrectPostingForm",
    "EndPostingForm",
    "GiveLicenceForm",
    "PostingForm",
    "PublishForm",
    "RungForm",
    "SavedFilterForm",
    "WithdrawLicenceForm",
    "requirement_form",
]
