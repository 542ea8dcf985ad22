"""What the player, the handbook and the trainer's screens ask of the catalogue."""

from courses.catalogue.queries.bodies import LessonBody, body_of, lesson_body
from courses.catalogue.queries.handbook import HandbookEntry, handbook, handbook_page
from courses.catalogue.queries.kept import catalogue_version, one_catalogue
from courses.catalogue.queries.outlines import (
    ModuleOutline,
    ProgrammeOutline,
    StepOutline,
    module_outline,
    programme_outline,
    step_outline,
)

__all__ = [
    "HandbookEntry",
    "LessonBody",
    "ModuleOutline",
    "ProgrammeOutline",
    "StepOutline",
    "body_of",
    "catalogue_version",
    "handbook",
    "handbook_page",
    "lesson_body",
    "module_outline",
    "one_catalogue",
    "programme_outline",
    "step_outline",
]
