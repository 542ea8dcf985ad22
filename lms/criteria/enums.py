from django.db import models
from django.utils.translation import pgettext_lazy

from lms.people.enums import Role


class GuidelineState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("guideline", "Draft")
    LIVE = "live", pgettext_lazy("guideline", "In force")
    WITHDRAWN = "withdrawn", pgettext_lazy("guideline", "Withdrawn")


WRITES = frozenset({Role.SUPERVISOR, Role.QUALITY, Role.ADMINISTRATOR})
PUBLISHES = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
SIGNS = frozenset({Role.COORDINATOR, Role.SUPERVISOR})
LIVE_AT_MOST = 4
QUESTIONS_FROM, QUESTIONS_TO = 2, 3
