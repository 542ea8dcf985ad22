from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    BAND = "band", _("Within a band")


class Scope(models.TextChoices):
    PERSON = "person", _("Of the person")
    TEAM = "team", _("Of the team they lead")
