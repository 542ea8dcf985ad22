from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodState(models.TextChoices):
    """Where a person's validity cycle stands. Only the calendar and what the person does move it."""

    ASSIGNED = "assigned", _("Not begun")
    IN_PROGRESS = "in_progress", _("In progress")
    CERTIFIED = "certified", _("Certified")
    WINDOW_OPEN = "window_open", _("May be renewed")
    DUE = "due", _("Renewal due")
    GRACE = "grace", _("In the days of grace")
    EXPIRED = "expired", _("Expired")
    RENEWED = "renewed", _("Renewed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Path(models.TextChoices):
    FIRST = "first", _("First time")
    RENEWAL = "renewal", _("Renewal")


HOLDS = frozenset({PeriodState.CERTIFIED, PeriodState.WINDOW_OPEN, PeriodState.DUE})
RUNNING = frozenset({PeriodState.ASSIGNED, PeriodState.IN_PROGRESS})
OVER = frozenset({PeriodState.RENEWED, PeriodState.WITHDRAWN})
SHAPES = {
    PeriodState.ASSIGNED: "missing",
    PeriodState.IN_PROGRESS: "progress",
    PeriodState.CERTIFIED: "met",
    PeriodState.WINDOW_OPEN: "progress",
    PeriodState.DUE: "progress",
    PeriodState.GRACE: "expired",
    PeriodState.EXPIRED: "expired",
    PeriodState.RENEWED: "met",
    PeriodState.WITHDRAWN: "missing",
}
