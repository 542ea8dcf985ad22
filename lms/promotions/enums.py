from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.people.enums import Role


class RoundState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("promotion round", "Draft")
    OPEN = "open", pgettext_lazy("promotion round", "Open")
    ASSESSING = "assessing", pgettext_lazy("promotion round", "Being assessed")
    DECIDED = "decided", pgettext_lazy("promotion round", "Decided")
    CLOSED = "closed", pgettext_lazy("promotion round", "Closed")


class ScoredBy(models.TextChoices):
    PANEL = "panel", _("The panel, from 1 to 5")
    RECORD = "record", _("People (HR), from the record")


class CountsFor(models.TextChoices):
    """What article 24 of the Workers' Statute asks a promotion to consider."""

    MERITS = "merits", _("Merits")
    TRAINING = "training", pgettext_lazy("what a promotion considers", "Training")
    SENIORITY = "seniority", _("Seniority")


class Part(models.TextChoices):
    CHAIR = "chair", _("Chair")
    ASSESSOR = "assessor", pgettext_lazy("part in a panel", "Assessor")
    SUBSTITUTE = "substitute", _("Replacement")


class ApplicationState(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested, waits for a yes")
    SUBMITTED = "submitted", _("Handed in")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DECLINED = "declined", _("Suggestion declined")


class Eligibility(models.TextChoices):
    PENDING = "pending", _("Not checked yet")
    ELIGIBLE = "eligible", _("Meets the requirements")
    FIXABLE = "fixable", _("Something to put right")
    NOT_ELIGIBLE = "not_eligible", _("Does not meet the requirements yet")


class RecusalOrigin(models.TextChoices):
    MEMBER = "member", _("Said by the member")
    CANDIDATE = "candidate", _("Asked for by the candidate")
    HR = "hr", _("Decided by People (HR)")


class Outcome(models.TextChoices):
    SELECTED = "selected", _("Selected")
    RESERVE = "reserve", _("In reserve")
    NOT_SELECTED = "not_selected", _("Not this time")
    NOT_ELIGIBLE = "not_eligible", _("Does not meet the requirements yet")


class AppealOutcome(models.TextChoices):
    CONFIRMED = "confirmed", _("The process was right: the decision stays")
    CHANGED = "changed", _("The process got something wrong: the decision changes")


class LetterKind(models.TextChoices):
    LETTER = "letter", _("Letter")
    PLAN = "plan", _("Development plan")


class Dimension(models.TextChoices):
    SEX = "sex", pgettext_lazy("group", "Sex")
    HOURS = "hours", _("Contract hours")
    LINE = "line", pgettext_lazy("group", "Line")


class Sex(models.TextChoices):
    WOMAN = "woman", _("women")
    MAN = "man", _("men")
    OTHER = "other", pgettext_lazy("sex", "another, or not said")


class Hours(models.TextChoices):
    FULL = "full", _("full time")
    PART = "part", _("part time")


class Line(models.TextChoices):
    SPANISH = "es", pgettext_lazy("line", "Spanish")
    ENGLISH = "en", pgettext_lazy("line", "English")


class Opened(models.TextChoices):
    """What of a file somebody opened."""

    APPLICATION = "application", _("An application")
    LETTER = "letter", _("A letter or plan")
    FILE = "file", _("The promotion file")
    APPEAL = "appeal", _("An appeal")


class RoundProblem(models.TextChoices):
    """What is missing before a call may open."""

    LANGUAGES = "languages", _("A text is missing in one of the two languages.")
    EXERCISES = "exercises", _("There is no exercise yet.")
    WEIGHTS = "weights", _("The weights of the exercises do not add up to 100.")
    PARTS = "parts", _("The parts of an exercise do not add up to its weight.")
    CONSIDERS = "considers", _("Training, merits and seniority must each weigh something (art. 24 ET).")
    ANCHORS = "anchors", _("The scale needs words for 1, 3 and 5.")
    DATES_MISSING = "dates_missing", _("A date is missing.")
    DATES_ORDER = "dates_order", _("The dates are not in order.")
    CHAIR = "chair", _("The panel needs one chair.")
    ASSESSORS = "assessors", _("The panel needs at least two assessors.")
    SEES_NAMES = "sees_names", _("Somebody who manages this call would see names: they may chair the panel, not score.")
    CONTACT = "contact", _("Nobody who does not score is named to ask for adjustments.")
    REPRESENTATIVES = "representatives", _("The day on which the workers’ representatives were informed is missing.")


class AssessingProblem(models.TextChoices):
    """What is missing before the panel may begin."""

    STILL_OPEN = "still_open", _("People may still apply.")
    UNCHECKED = "unchecked", _("An application has not been checked, or still has days to be put right.")
    NOBODY = "nobody", _("No application meets the requirements.")
    CONFLICT = "conflict", _("Somebody of the panel coordinates a candidate and has not been replaced for them.")
    FEW_ASSESSORS = "few_assessors", _("A candidate has fewer than two assessors.")
    RECUSAL_OPEN = "recusal_open", _("A recusal waits for an answer.")


MANAGES = frozenset({Role.HR, Role.ADMINISTRATOR})
# Who works here and may apply. Whether the rung is one they could take is shown to them, and checked by a person.
APPLIES = frozenset({Role.AGENT, Role.TRAINER, Role.QUALITY, Role.COORDINATOR, Role.SUPERVISOR})
SUGGESTS = frozenset({Role.COORDINATOR, Role.SUPERVISOR})
REVIEWS_APPEALS = frozenset({Role.HR, Role.SUPERVISOR, Role.QUALITY, Role.ADMINISTRATOR})
PUBLISHED = (RoundState.OPEN, RoundState.ASSESSING, RoundState.DECIDED, RoundState.CLOSED)
ANNOUNCED = (RoundState.DECIDED, RoundState.CLOSED)
SCALE = (1, 2, 3, 4, 5)
ANCHORED = (1, 3, 5)
ASSESSORS_NEEDED = 2
FIX_DAYS = 3
MILESTONE_DAYS = (30, 60, 90)
# The days of a call in the order in which they must come.
DATES = ("opens_on", "closes_on", "assessment_from", "assessment_to", "panel_on", "decision_on", "feedback_by", "appeal_until")
# The shape of each state, as on a staircase.
ROUND_SHAPES = {
    RoundState.DRAFT: "missing",
    RoundState.OPEN: "progress",
    RoundState.ASSESSING: "progress",
    RoundState.DECIDED: "met",
    RoundState.CLOSED: "met",
}
ELIGIBILITY_SHAPES = {
    Eligibility.PENDING: "missing",
    Eligibility.ELIGIBLE: "met",
    Eligibility.FIXABLE: "progress",
    Eligibility.NOT_ELIGIBLE: "missing",
}
OUTCOME_SHAPES = {
    Outcome.SELECTED: "met",
    Outcome.RESERVE: "progress",
    Outcome.NOT_SELECTED: "missing",
    Outcome.NOT_ELIGIBLE: "missing",
}
