from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.models import Question, QuestionVersion
from courses.changes.enums import Asks
from courses.changes.querysets import QuestionChangeQuerySet
from lms.certificates.models import Certification
from lms.language.bilingual import Bilingual


class QuestionChange(models.Model):
    """Another version of a question that people have learned, and what its author says that it asks. While nobody has said anything
    (`said_at` is empty) it asks nothing."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="changes", verbose_name=_("question"))
    before = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="+", verbose_name=_("version before"))
    after = models.OneToOneField(QuestionVersion, on_delete=models.CASCADE, related_name="change", verbose_name=_("version after"))
    kind = models.CharField(_("what it asks"), max_length=12, choices=Asks.choices, default=Asks.MINOR)
    reason_es = models.CharField(_("what people read, in Spanish"), max_length=300, blank=True)
    reason_en = models.CharField(_("what people read, in English"), max_length=300, blank=True)
    certifications = models.ManyToManyField(Certification, blank=True, related_name="+", verbose_name=_("certifications to prove again"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("said by")
    )
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    said_at = models.DateTimeField(_("said at"), null=True, blank=True)
    asked = models.PositiveIntegerField(_("people asked"), default=0)

    reason = Bilingual()
    objects = QuestionChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a question")
        verbose_name_plural = _("changes of questions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=Q(said_at__isnull=True), name="one_change_of_a_question_unsaid"),
            models.CheckConstraint(condition=Q(kind="minor") | Q(said_at__isnull=False), name="what_a_question_asks_was_said"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} · {self.kind}"
