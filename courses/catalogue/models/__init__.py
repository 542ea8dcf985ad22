"""What is taught: programmes, the modules they list, and the steps under a module.

The page a programme names is the original; its steps, their order and rules are read from the original's tree, and each
is shown in the reader's language where a live translation exists.
"""

from courses.catalogue.models.approval import ModuleApprovalTask
from courses.catalogue.models.handbook import HandbookPage
from courses.catalogue.models.pages import TITLE_HELP, CataloguePage, HomePage, ModulePage, ProgrammeModule, ProgrammePage, words_of
from courses.catalogue.models.records import CatalogueVersion, ContentReport
from courses.catalogue.models.steps import LessonPage, StepPage

__all__ = [
    "TITLE_HELP",
    "CataloguePage",
    "CatalogueVersion",
    "ContentReport",
    "HandbookPage",
    "HomePage",
    "LessonPage",
    "ModuleApprovalTask",
    "ModulePage",
    "ProgrammeModule",
    "ProgrammePage",
    "StepPage",
    "words_of",
]
