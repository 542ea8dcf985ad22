from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.people.enums import SEES_PEOPLE, Role


class GuidelineKind(models.TextChoices):
    """A criterion is what all of us do alike, signed by whoever leads; a notice says what has changed."""

    CRITERION = "criterion", _("Minimum criterion")
    NOTICE = "notice", _("Notice")


class GuidelineState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("guideline", "Draft")
    LIVE = "live", pgettext_lazy("guideline", "In force")
    WITHDRAWN = "withdrawn", pgettext_lazy("guideline", "Withdrawn")


class About(models.TextChoices):
    """What a notice is about."""

    PRODUCT = "product", pgettext_lazy("notice", "Product")
    TOOL = "tool", pgettext_lazy("notice", "Tool")
    PRICE = "price", pgettext_lazy("notice", "Price")
    PROCEDURE = "procedure", pgettext_lazy("notice", "Procedure")
    LAW = "law", pgettext_lazy("notice", "Law")
    OTHER = "other", pgettext_lazy("notice", "Something else")


WRITES = {
    GuidelineKind.CRITERION: frozenset({Role.TRAINER, Role.SUPERVISOR, Role.QUALITY, Role.ADMINISTRATOR}),
    GuidelineKind.NOTICE: frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.QUALITY, Role.ADMINISTRATOR}),
}
PUBLISHES = {
    GuidelineKind.CRITERION: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    GuidelineKind.NOTICE: WRITES[GuidelineKind.NOTICE],  # each for their own units: what is for a whole service is its supervisor's
}
SIGNS = frozenset({Role.COORDINATOR, Role.SUPERVISOR})
SEES_REGISTER = SEES_PEOPLE
REMINDS = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.QUALITY, Role.ADMINISTRATOR})
LIVE_AT_MOST = 4
QUESTIONS_FROM, QUESTIONS_TO = 2, 3
DUE_HOURS = 48
