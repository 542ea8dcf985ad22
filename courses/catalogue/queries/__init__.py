"""What the player, the handbook and the trainer's screens ask of the catalogue."""

from courses.catalogue.queries.authoring import (
    SHOWN,
    approvals_waiting_for,
    drafts_of,
    not_yet_translated,
    open_reports,
    sayings_of,
    scheduled,
    waiting_for_me,
    waiting_for_others,
    waiting_in,
)
from courses.catalogue.queries.bodies import LessonBody, block_html, body_of, lesson_body
from courses.catalogue.queries.handbook import HandbookEntry, handbook, handbook_page
from courses.catalogue.queries.kept import catalogue_version, kept, kept_each, one_catalogue
from courses.catalogue.queries.outlines import (
    ModuleOutline,
    ProgrammeOutline,
    StepOutline,
    module_outline,
    programme_outline,
    step_outline,
)
from courses.catalogue.queries.reading import Reading, preview, reading

__all__ = [
    "SHOWN",
    "HandbookEntry",
    "LessonBody",
    "ModuleOutline",
    "ProgrammeOutline",
    "Reading",
    "StepOutline",
    "approvals_waiting_for",
    "block_html",
    "body_of",
    "catalogue_version",
    "drafts_of",
    "handbook",
    "handbook_page",
    "kept",
    "kept_each",
    "lesson_body",
    "module_outline",
    "not_yet_translated",
    "one_catalogue",
    "open_reports",
    "preview",
    "programme_outline",
    "reading",
    "sayings_of",
    "scheduled",
    "step_outline",
    "waiting_for_me",
    "waiting_for_others",
    "waiting_in",
]
