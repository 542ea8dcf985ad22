"""Everything that changes a rubric: writing it, publishing it, and what is agreed on how it is read."""

from assessments.rubrics.actions.publishing import publish_rubric
from assessments.rubrics.actions.writing import (
    add_critical_error,
    add_note,
    archive_critical_error,
    archive_rubric,
    change_critical_error,
    duplicate_rubric,
    publish_draft,
    save_rubric,
)

__all__ = [
    "add_critical_error",
    "add_note",
    "archive_critical_error",
    "archive_rubric",
    "change_critical_error",
    "duplicate_rubric",
    "publish_draft",
    "publish_rubric",
    "save_rubric",
]
