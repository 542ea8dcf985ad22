from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordingState(models.TextChoices):
    UPLOADING = "uploading", _("Being sent")
    KEPT = "kept", _("Kept")
    GONE = "gone", _("No longer kept")


class AnchorKind(models.TextChoices):
    """What a reference recording is an example of."""

    VERY_GOOD = "very_good", _("Very good")
    BORDERLINE = "borderline", _("Borderline")
    UNEVEN = "uneven", _("Uneven")
    CRITICAL = "critical", _("With a critical error")


class AnchorState(models.TextChoices):
    ASKED = "asked", _("Waits for the person’s answer")
    AGREED = "agreed", _("Kept as a reference")
    DECLINED = "declined", _("The person said no")
    WITHDRAWN = "withdrawn", _("Taken back")
