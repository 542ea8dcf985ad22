from django.db import models
from django.utils.translation import gettext_lazy as _


class Face(models.TextChoices):
    """A first screen. Its value is the address's `?as=`, and its label the word on the switch."""

    TEACHING = "teaching", _("My cohorts")
    LEADING = "leading", _("My team")
    PEOPLE = "people", _("People (HR)")
    RUNNING = "running", _("Administration")
    QUALITY = "quality", _("Quality")
    COUNCIL = "council", _("Works council")
    LEARNING = "learning", _("My training")


class Found(models.TextChoices):
    """What a search keeps."""

    ALL = "", _("Everything")
    LESSONS = "lessons", _("Lessons")
    HANDBOOK = "handbook", _("Handbook")
