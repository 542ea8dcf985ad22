"""Everything that changes the catalogue outside Wagtail's own editor."""

from courses.catalogue.actions.approval import approve_module, drafts_in, return_module, submit_module
from courses.catalogue.actions.authoring import set_up_authoring
from courses.catalogue.actions.reports import close_report, report_error
from courses.catalogue.actions.telling import tell_approvers, tell_author
from courses.catalogue.actions.version import bump_catalogue_version

__all__ = [
    "approve_module",
    "bump_catalogue_version",
    "close_report",
    "drafts_in",
    "report_error",
    "return_module",
    "set_up_authoring",
    "submit_module",
    "tell_approvers",
    "tell_author",
]
