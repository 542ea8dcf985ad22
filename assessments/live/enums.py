from django.db import models
from django.utils.translation import gettext_lazy as _


class BookingState(models.TextChoices):
    BOOKED = "booked", _("Booked")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Handed in")
    NO_SHOW = "no_show", _("It did not take place")
    CANCELLED = "cancelled", _("Cancelled")


STANDS = (BookingState.BOOKED, BookingState.RUNNING)


class Mark(models.TextChoices):
    """What a note is about, as one key says it."""

    NOTE = "note", _("Note")
    WORKED = "worked", _("It worked")
    CHANGE = "change", _("To change")
    SAID = "said", _("Said what must be said")
    CRITICAL = "critical", _("Perhaps a critical error")
