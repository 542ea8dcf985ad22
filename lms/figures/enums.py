from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    LOOKING = "looking", _("Being looked at")
    PREVIEW = "preview", _("Waiting for your word")
    RUNNING = "running", _("Being imported")
    DONE = "done", _("Imported")
    REFUSED = "refused", _("Not taken")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


class Origin(models.TextChoices):
    SCREEN = "screen", _("Uploaded")
    COMMAND = "command", _("By command")
    FOLDER = "folder", _("From the watched folder")
    API = "api", _("By the API")


# The shape that each state is drawn with.
SHAPES = {
    ImportState.LOOKING: "progress",
    ImportState.PREVIEW: "missing",
    ImportState.RUNNING: "progress",
    ImportState.DONE: "met",
    ImportState.REFUSED: "missing",
    ImportState.UNDOING: "progress",
    ImportState.UNDONE: "expired",
}

WORKING = frozenset({ImportState.LOOKING, ImportState.RUNNING, ImportState.UNDOING})
