"""A file of questions on its way into the bank, and what became of each of its items."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.exchange.enums import Outcome, RunState
from assessments.quizzes.models import Question
from lms.competencies.models import Competency


class ImportRun(models.Model):
    """One file that was sent. It is kept, so that what came in can be compared with what was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(_("file"), upload_to="imports/")
    name = models.CharField(_("name"), max_length=200)
    format = models.CharField(_("format"), max_length=10, blank=True)
    language = models.CharField(_("language"), max_length=2, default="es")
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("competency")
    )
    tags = models.JSONField(_("tags"), default=list, blank=True)
    columns = models.JSONField(_("columns"), default=dict, blank=True)  # {our field: their header}
    state = models.CharField(_("state"), max_length=10, choices=RunState.choices, default=RunState.READING)
    notes = models.JSONField(_("notes"), default=list, blank=True)
    # [{"title", "minutes", "shuffled", "sections": [{"title", "items": [numbers], "draws"}], "quiz": page id once it is made}]
    tests = models.JSONField(_("tests"), default=list, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("sent by"))
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of questions")
        verbose_name_plural = _("imports of questions")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_at_work(self) -> bool:
        return self.state in (RunState.READING, RunState.IMPORTING, RunState.UNDOING)


class ImportItem(models.Model):
    """One item of the file, by its place in it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items", verbose_name=_("import"))
    number = models.PositiveIntegerField(_("number"))
    line = models.PositiveIntegerField(_("line"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    text = models.CharField(_("text"), max_length=300, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    notes = models.JSONField(_("notes"), default=list, blank=True)
    question = models.ForeignKey(
        Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_items", verbose_name=_("question")
    )

    class Meta:
        verbose_name = _("item of an import")
        verbose_name_plural = _("items of an import")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_item_per_number")]

    def __str__(self) -> str:
        return f"{self.number} · {self.text}"
