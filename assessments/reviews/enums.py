from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(models.TextChoices):
    QUIZ = "quiz", _("In a quiz")
    CARD = "card", _("In a sitting")


class Feeling(models.IntegerChoices):
    """What a person says of their answer before they know whether it is right. The numbers are those of `scheduling.Felt`."""

    GUESSING = 2, pgettext_lazy("how sure", "I am guessing")
    SURE = 4, pgettext_lazy("how sure", "I am very sure")


class Remembered(models.IntegerChoices):
    """The numbers are those of `scheduling.Recall`."""

    FORGOTTEN = 1, _("Not yet")
    HARD = 2, _("Right, by guessing")
    GOOD = 3, _("Right")
    EASY = 4, _("Right, and very sure")
