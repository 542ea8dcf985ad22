from django.db import models
from django.utils.translation import gettext_lazy as _


class ScoreState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Handed in")


class Due(models.TextChoices):
    """Why a performance is read by one assessor or by two."""

    ONE = "one", _("One assessor")
    LOT = "lot", _("Two assessors, by lot")
    GATE = "gate", _("Two assessors: it opens a gate")
    PROMOTION = "promotion", _("Two assessors: a promotion depends on it")
    PAIR = "pair", _("Two assessors: both were there")
    DISPUTE = "dispute", _("Two assessors: it is disputed")


class Verdict(models.TextChoices):
    DISTINCTION = "distinction", _("Passed with distinction")
    PASSED = "passed", _("Passed")
    NOT_YET = "not_yet", _("Not yet")


class AppealOutcome(models.TextChoices):
    CHANGED = "changed", _("The score changes")
    STANDS = "stands", _("The score stands")
