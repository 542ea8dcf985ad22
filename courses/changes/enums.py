from django.db import models
from django.utils.translation import gettext_lazy as _


class Difference(models.TextChoices):
    ADDED = "added", _("New")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Taken out")


class Kind(models.TextChoices):
    MINOR = "minor", _("Minor")
    READ = "read", _("Read again")
    INVALIDATES = "invalidates", _("Prove it again")


class Asks(models.TextChoices):
    """What another version of a question asks of people who have learned the one before."""

    MINOR = "minor", _("Minor")
    ANSWER = "answer", _("Answer it again")
    INVALIDATES = "invalidates", _("Prove it again")


class State(models.TextChoices):
    WAITING = "waiting", _("Goes live with its draft")
    LIVE = "live", _("In force")
    CLOSED = "closed", _("Closed")
    UNDONE = "undone", _("Taken back")
    DROPPED = "dropped", _("Never went live")


class TaskState(models.TextChoices):
    OPEN = "open", _("To read")
    DONE = "done", _("Read")
    SUPERSEDED = "superseded", _("Changed again before it was read")
    WITHDRAWN = "withdrawn", _("No longer asked")


SHAPES = {
    TaskState.OPEN: "missing",
    TaskState.DONE: "met",
    TaskState.SUPERSEDED: "expired",
    TaskState.WITHDRAWN: "expired",
}
STATE_SHAPES = {
    State.WAITING: "missing",
    State.LIVE: "progress",
    State.CLOSED: "met",
    State.UNDONE: "expired",
    State.DROPPED: "expired",
}
