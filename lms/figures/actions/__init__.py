"""Bringing figures in, and taking a whole file out again."""

from lms.figures.actions.importing import bring_in, import_path, look_at
from lms.figures.actions.undoing import undo_import
from lms.figures.actions.uploads import confirm_import, discard_import, upload

__all__ = ["bring_in", "confirm_import", "discard_import", "import_path", "look_at", "undo_import", "upload"]
