from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Trigger(models.TextChoices):
    """Why a refresher comes to somebody."""

    PRODUCT_CHANGE = "product_change", _("A product or process changes")
    NOTICE = "notice", _("A new agreement")
    KPI = "kpi", _("A figure outside its band")
    QUALITY_ERROR = "quality_error", _("An error in a roleplay")
    QUIZ_MISS = "quiz_miss", _("Answers missed in a quiz")
    TIME_SINCE = "time_since", _("Time since the last time")
    ABSENCE_RETURN = "absence_return", _("Coming back after an absence")
    NEW_SERVICE = "new_service", _("A new service")
    EXPIRY = "expiry", _("What is proved runs out")
    REQUEST = "request", _("Somebody asks for it")


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("In force")
    RETIRED = "retired", _("No longer in force")


class State(models.TextChoices):
    """Where a refresher stands that a rule found for somebody."""

    PROPOSED = "proposed", _("Proposed")
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Taken back")
    DECLINED = "declined", _("Not given")


class Held(models.TextChoices):
    """Why somebody is not given a refresher now. Nothing here says who was away."""

    ALREADY = "already", _("Has it for this already")
    HAS_OPEN = "has_open", _("Has this module to do")
    DONE_SINCE = "done_since", _("Has done it since")
    COOLING = "cooling", _("Had it not long ago")
    FULL_WEEK = "full_week", _("Has two this week: it waits for the next")
    NOT_NOW = "not_now", _("Waits until they are at work")
    INSIDE = "inside", _("The figure is in its band")
    UNCLEAR = "unclear", _("Chance alone could do it")
    FEW_CASES = "few_cases", _("Too few cases to say")
    FEW_PERIODS = "few_periods", _("Too few periods to say")
    PROVED = "proved", _("Has proved that they understand it")
    ONCE = "once", _("Fewer times than the rule asks for")
    NO_EVIDENCE = "no_evidence", _("Has not shown it yet")


class RequestState(models.TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    GRANTED = "granted", pgettext_lazy("request", "Given")
    DECLINED = "declined", pgettext_lazy("request", "Not given")


OPEN_STATES = frozenset({State.PROPOSED, State.OPEN})
GIVEN_STATES = frozenset({State.OPEN, State.DONE})
SHAPES = {
    State.PROPOSED: "missing",
    State.OPEN: "progress",
    State.DONE: "met",
    State.WITHDRAWN: "expired",
    State.DECLINED: "expired",
}
STATUS_SHAPES = {VersionStatus.DRAFT: "progress", VersionStatus.LIVE: "met", VersionStatus.RETIRED: "expired"}
