from lms.careers.forms.board import BoardFilter, SavedFilterForm
from lms.careers.forms.ladders import PublishForm, RungForm, requirement_form

__all__ = ["BoardFilter", "PublishForm", "RungForm", "SavedFilterForm", "requirement_form"]
