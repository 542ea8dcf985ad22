from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.models import Attempt, Question, QuestionVersion
from assessments.reviews.enums import Feeling, Remembered, Source
from assessments.reviews.models.parameters import Parameters
from assessments.reviews.querysets import ReviewCardQuerySet, ReviewLogQuerySet
from assessments.reviews.scheduling import Known


class ReviewCard(models.Model):
    """One question that one person has learned, and what is believed of their memory of it: worked out from its log, and never more.

    It is its person's alone.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+", verbose_name=_("question"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    due_on = models.DateField(_("due on"))
    last_on = models.DateField(_("last answered on"))
    stability = models.FloatField(_("stability (days)"))
    difficulty = models.FloatField(_("difficulty"))
    reviews = models.PositiveIntegerField(_("answers"), default=1)
    # What the beliefs were worked out with; none: the published weights.
    parameters = models.ForeignKey(
        Parameters, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("weights of a centre")
    )

    objects = ReviewCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("review card")
        verbose_name_plural = _("review cards")
        ordering = ["person", "due_on"]
        constraints = [models.UniqueConstraint(fields=["person", "question"], name="one_card_per_person_and_question")]
        indexes = [models.Index(fields=["person", "due_on"], name="cards_by_person_and_day")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.question_id}"

    @property
    def known(self) -> Known:
        return Known(self.stability, self.difficulty, self.last_on, self.due_on)

    @known.setter
    def known(self, known: Known) -> None:
        self.stability, self.difficulty, self.last_on, self.due_on = known.stability, known.difficulty, known.last_on, known.due_on


class ReviewLog(models.Model):
    """One answer to a card, in a quiz or in a sitting. Written once, never changed."""

    card = models.ForeignKey(ReviewCard, on_delete=models.CASCADE, related_name="log", verbose_name=_("card"))
    number = models.PositiveIntegerField(_("number"))
    source = models.CharField(_("where"), max_length=4, choices=Source.choices)
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("version"))
    # The attempt of a quiz that it was answered in; there the answer itself is kept.
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("attempt"))
    answer = models.JSONField(_("answer"), default=list, blank=True)
    right = models.BooleanField(_("right"))
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=4)
    felt = models.PositiveSmallIntegerField(_("how sure"), choices=Feeling.choices, null=True, blank=True)
    recall = models.PositiveSmallIntegerField(_("how it came back"), choices=Remembered.choices)
    at = models.DateTimeField(_("at"))
    day = models.DateField(_("day"))

    objects = ReviewLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a card")
        verbose_name_plural = _("answers to cards")
        ordering = ["card", "number"]
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="one_review_per_number"),
            models.UniqueConstraint(fields=["card", "attempt"], condition=Q(attempt__isnull=False), name="one_review_per_attempt"),
            models.CheckConstraint(
                condition=Q(source="quiz", attempt__isnull=False) | Q(source="card", attempt__isnull=True),
                name="a_review_knows_its_attempt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} · {self.number}"
