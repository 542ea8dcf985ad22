from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    READING = "reading", _("Being read")
    READY = "ready", _("To look over")
    IMPORTING = "importing", _("Coming in")
    DONE = "done", _("In the bank")
    FAILED = "failed", _("Cannot be read")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


class Outcome(models.TextChoices):
    NEW = "new", _("New")
    DUPLICATE = "duplicate", _("There already")
    UNSUPPORTED = "unsupported", _("Not a kind of ours")
    BROKEN = "broken", _("Cannot be read")
    IMPORTED = "imported", _("In the bank")
    UNDONE = "undone", _("Taken back")
    LEFT = "left", _("Left where it is")
