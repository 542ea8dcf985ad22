"""What is put right after people have answered: an item that was wrong, and what that changed for each of them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.enums import CorrectionKind
from assessments.quizzes.models.attempts import Attempt
from assessments.quizzes.models.bank import QuestionVersion


class Correction(models.Model):
    """A decision on one version of a question: it counts for nobody, or it is scored by another key. The latest one holds.

    The version itself stays as it was served.
    """

    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("version"))
    kind = models.CharField(_("what is done"), max_length=6, choices=CorrectionKind.choices)
    content = models.JSONField(_("content to score by"), default=dict, blank=True)
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    class Meta:
        verbose_name = _("correction of a question")
        verbose_name_plural = _("corrections of questions")
        ordering = ["-decided_at", "-id"]

    def __str__(self) -> str:
        return f"{self.version} · {self.get_kind_display()}"


class ResultChange(models.Model):
    """The trail of a result that a correction changed: what it was, what it became."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="changes", verbose_name=_("attempt"))
    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="changes", verbose_name=_("correction"))
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    class Meta:
        verbose_name = _("changed result")
        verbose_name_plural = _("changed results")
        ordering = ["-changed_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["attempt", "correction"], name="one_change_per_attempt_and_correction")]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.correction_id}"
