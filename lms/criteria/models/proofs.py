from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.criteria.models.guidelines import GuidelineVersion


class ProofAnswer(models.Model):
    """One answer to a question of a version, right or not yet. Never changed: the next answer is another row."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    version = models.ForeignKey(GuidelineVersion, on_delete=models.PROTECT, related_name="answers", verbose_name=_("version"))
    question = models.CharField(_("question"), max_length=40)
    option = models.CharField(_("option"), max_length=10)
    right = models.BooleanField(_("right"))
    # Counts the answers on the reader's page, so that one sent twice is one.
    counter = models.PositiveIntegerField(_("number of the answer"))
    answered_at = models.DateTimeField(_("answered at"), default=timezone.now)

    class Meta:
        verbose_name = _("answer about a guideline")
        verbose_name_plural = _("answers about guidelines")
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "version", "question", "counter"], name="one_proof_answer_per_counter"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.question} · {self.counter}"


class Proof(models.Model):
    """Somebody has shown that they understand a version, or has read one that asks no question. Only ever added."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    version = models.ForeignKey(GuidelineVersion, on_delete=models.PROTECT, related_name="proofs", verbose_name=_("version"))
    proved_at = models.DateTimeField(_("proved at"), default=timezone.now)

    class Meta:
        verbose_name = _("proof of understanding")
        verbose_name_plural = _("proofs of understanding")
        ordering = ["proved_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="one_proof_per_person_and_version")]
        indexes = [
            models.Index(fields=["-proved_at", "-id"], name="proofs_newest_first"),
            models.Index(fields=["version", "-proved_at", "-id"], name="proofs_of_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.version}"
