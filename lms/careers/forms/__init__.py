from lms.careers.forms.board import BoardFilter, SavedFilterForm

__all__ = ["BoardFilter", "SavedFilterForm"]
