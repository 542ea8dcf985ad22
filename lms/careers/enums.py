from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("In force")
    RETIRED = "retired", _("No longer in force")


class RungKind(models.TextChoices):
    MAIN = "main", _("On the ladder")
    LATERAL = "lateral", _("To the side")


class RequirementKind(models.TextChoices):
    COMPETENCY = "competency", _("Competency")
    CERTIFICATE = "certificate", _("Certificate")
    METRIC = "metric", _("Sustained figure")
    ROLEPLAY = "roleplay", _("Assessed roleplay")
    LICENCE = "licence", _("Licence")
    TIME_IN_RUNG = "time_in_rung", _("Time in the rung before")
    TIME_IN_COMPANY = "time_in_company", _("Time in the company")


class EnteredBy(models.TextChoices):
    """Who writes down that somebody holds a licence of a kind; nobody does of themselves."""

    LEADERS = "leaders", _("Whoever trains or leads the person, and HR")
    HR = "hr", _("HR and administrators")


class Comparison(models.TextChoices):
    AT_LEAST = ">=", _("at least")
    AT_MOST = "<=", _("at most")
    BAND = "band", _("within")


class Result(models.TextChoices):
    """How one requirement stands for one person. Each has its word and its shape."""

    MET = "met", _("Met")
    IN_PROGRESS = "in_progress", _("In progress")
    MISSING = "missing", _("Missing")
    EXPIRED = "expired", _("Expired")


class ReadinessState(models.TextChoices):
    """In the order of the people HR speaks to first; nobody is sorted by a percentage within one."""

    READY = "ready", _("Ready")
    NEARLY = "nearly", _("Nearly")
    MISSING_EVIDENCE = "missing_evidence", _("Evidence missing")
    ON_THE_WAY = "on_the_way", _("On the way")


class PostingKind(models.TextChoices):
    HELD = "held", _("Holds it")
    ACTING_UP = "acting_up", _("Acting up")


# The shape of each result on a staircase.
SHAPES = {Result.MET: "met", Result.IN_PROGRESS: "progress", Result.MISSING: "missing", Result.EXPIRED: "expired"}

# The shape of each state on HR's board: what is missing or expired is hatched, what is further away is only a line.
STATE_SHAPES = {
    ReadinessState.READY: "met",
    ReadinessState.NEARLY: "progress",
    ReadinessState.MISSING_EVIDENCE: "expired",
    ReadinessState.ON_THE_WAY: "missing",
}
