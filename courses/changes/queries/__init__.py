"""What the screens of changes ask, and what Today tells of them."""

from courses.changes.queries.audience import Affected, affected, anyone_in, certifications_with, last_done, module_of, who_reads_again
from courses.changes.queries.versions import (
    as_published,
    changed_since_announced,
    changed_since_published,
    module_titles,
    published_before,
    question_names,
    waits_to_be_said,
)

__all__ = [
    "Affected",
    "affected",
    "anyone_in",
    "as_published",
    "certifications_with",
    "changed_since_announced",
    "changed_since_published",
    "last_done",
    "module_of",
    "module_titles",
    "published_before",
    "question_names",
    "waits_to_be_said",
    "who_reads_again",
]
