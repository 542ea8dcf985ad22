from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    NONE = "", _("None")
    PHONE = "phone", _("Phone")
    CHAT = "chat", _("Chat")
    EMAIL = "email", _("E-mail")
    IN_PERSON = "in_person", _("In person")


class Standing(models.TextChoices):
    """What evidence says of one competency on a day. No evidence, expired and a low level are three different things."""

    CURRENT = "current", pgettext_lazy("standing", "Current")
    AGEING = "ageing", _("Ageing")
    EXPIRED = "expired", _("Expired")
    NONE = "none", _("No evidence")


class RuleStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("In force")
    RETIRED = "retired", _("No longer in force")


class QuestionOutcome(models.TextChoices):
    """How a person's question about evidence ended."""

    OPEN = "", _("Waiting for an answer")
    KEPT = "kept", _("It stays")
    VOIDED = "voided", _("It no longer counts")


# The shape of each standing: a filled, half, hatched or outlined step. Never colour alone.
SHAPES = {Standing.CURRENT: "met", Standing.AGEING: "progress", Standing.EXPIRED: "expired", Standing.NONE: "missing"}
