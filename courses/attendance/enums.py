from django.db import models
from django.utils.translation import pgettext_lazy


class SessionState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("a session", "Planned")
    HELD = "held", pgettext_lazy("a session", "Signed")
    CANCELLED = "cancelled", pgettext_lazy("a session", "Cancelled")


class Presence(models.TextChoices):
    PRESENT = "present", pgettext_lazy("in class", "There")
    ABSENT = "absent", pgettext_lazy("in class", "Not there")
    LEAVE = "leave", pgettext_lazy("in class", "On leave")
