from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    PREVIEW = "preview", _("Waiting for your word")
    DONE = "done", _("Imported")
    UNDONE = "undone", _("Undone")


# The shape that each state is drawn with.
SHAPES = {ImportState.PREVIEW: "missing", ImportState.DONE: "met", ImportState.UNDONE: "expired"}
