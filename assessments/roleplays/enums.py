from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    VOICE = "voice", _("Phone")
    CHAT = "chat", _("Chat")
    EMAIL = "email", _("E-mail")
    IN_PERSON = "in_person", _("In person")


class ScenarioState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("Live")
    ARCHIVED = "archived", _("Archived")


class Mode(models.TextChoices):
    """How a performance came to be."""

    ALONE = "alone", _("Alone, by choices")
    WRITTEN = "written", _("Written")
    RECORDED = "recorded", _("Recorded")
    LIVE = "live", _("With an assessor")


class PerformanceState(models.TextChoices):
    OPEN = "open", _("Under way")
    FINISHED = "finished", _("Finished")
    GIVEN_UP = "given_up", _("Left before the end")


class Outcome(models.TextChoices):
    """How a conversation ended."""

    GOOD = "good", _("It went well")
    PARTIAL = "partial", _("In part")
    POOR = "poor", _("Not yet")
