from lms.careers.forms.board import BoardFilter, SavedFilterForm
from lms.careers.forms.ladders import PublishForm, RungForm, requirement_form
from lms.careers.forms.postings import CorrectPostingForm, EndPostingForm, PostingForm

__all__ = [
    "BoardFilter",
    "CorrectPostingForm",
    "EndPostingForm",
    "PostingForm",
    "PublishForm",
    "RungForm",
    "SavedFilterForm",
    "requirement_form",
]
