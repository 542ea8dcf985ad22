from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionState(models.TextChoices):
    SCORING = "scoring", _("Everybody scores alone")
    TALKING = "talking", _("You talk about it")
    SIGNED = "signed", _("Agreed and signed")


class AnchorKind(models.TextChoices):
    """What a reference performance shows."""

    GOOD = "good", _("Very good")
    BORDERLINE = "borderline", _("Borderline")
    UNEVEN = "uneven", _("Uneven")
    CRITICAL = "critical", _("With a critical error")


class Word(models.TextChoices):
    """What a person says of their words being a reference. Of what has none of its own the voice is asked about, by recordings."""

    ASKED = "asked", _("Waits for the person’s answer")
    AGREED = "agreed", _("Kept as a reference")
    DECLINED = "declined", _("The person said no")
    WITHDRAWN = "withdrawn", _("Taken back")
