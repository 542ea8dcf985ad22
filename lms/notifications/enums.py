from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.TextChoices):
    """How a kind of notification reaches people. All of them are on the screen."""

    URGENT = "urgent", _("A mail at once, within your shift")
    DIGEST = "digest", _("In the mail at the beginning of your shift")
    SCREEN = "screen", _("On the screen only")


class Subject(models.TextChoices):
    """What a kind of notification is about: how the screens put kinds together."""

    LEARNING = "learning", _("Your training")
    RESULTS = "results", _("Your results")
    CERTIFICATES = "certificates", _("Certificates and renewals")
    CAREER = "career", _("Your ladder and the calls")
    WAITING = "waiting", _("What waits for you")
    CONTENT = "content", _("What you write")
    OTHER = "other", _("Everything else")
