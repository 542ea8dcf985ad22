from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("One right option")
    MULTIPLE = "multiple", _("Several right options")
    TRUE_FALSE = "true_false", _("True or false")
    BEST = "best", _("Best response")
    SHORT = "short", _("Short text")
    NUMBER = "number", _("Number")
    ORDERING = "ordering", _("Put in order")
    MATCHING = "matching", _("Match in pairs")
    GAPS = "gaps", _("Gaps in a text")
    HOTSPOT = "hotspot", _("Point on an image")
    FREE = "free", _("Free text, marked by a person")


class TextFormat(models.TextChoices):
    PLAIN = "plain", _("Plain text")
    HTML = "html", _("Formatted text")


class QuestionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    LIVE = "live", _("Live")
    RETIRED = "retired", _("Retired")


class AttemptState(models.TextChoices):
    OPEN = "open", _("Open")
    MARKING = "marking", _("Being marked")
    SUBMITTED = "submitted", _("Submitted")


class EndedBy(models.TextChoices):
    PERSON = "person", _("the person")
    DEADLINE = "deadline", _("the end of the time")
    SYSTEM = "system", _("the end of the enrolment")


class CorrectionKind(models.TextChoices):
    VOID = "void", _("It counts for nobody")
    REKEY = "rekey", _("It is scored by another key")
    KEEP = "keep", _("It is scored as it was asked")


class Layout(models.TextChoices):
    ONE = "one", _("One question a screen")
    ALL = "all", _("All questions on one screen")


class Reveal(models.TextChoices):
    """What people see of their answers after handing in, and when."""

    AT_ONCE = "at_once", _("Answers and reasons, at once")
    AFTER_LAST = "after_last", _("Answers and reasons, after passing or the last attempt")
    AFTER_CLOSING = "after_close", _("Answers and reasons, once the quiz has closed")
    COMPETENCIES = "competency", _("The result by competency only")
