from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.careers.models import Rung
from lms.language.bilingual import Bilingual
from lms.people.models import Unit
from lms.promotions.enums import ANNOUNCED, ROUND_SHAPES, CountsFor, Opened, Part, RoundState, ScoredBy
from lms.promotions.querysets import PanelMemberQuerySet, RoundQuerySet


class PromotionRound(models.Model):
    """A call for posts on a rung. What was published does not change: an amendment, dated, follows it."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title_es = models.CharField(_("title in Spanish"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    target_rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="promotion_rounds", verbose_name=_("rung offered"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="promotion_rounds", verbose_name=_("unit"))
    posts = models.PositiveSmallIntegerField(_("posts"), default=1, validators=[MinValueValidator(1)])
    legal_basis_es = models.TextField(_("legal basis in Spanish"), blank=True)
    legal_basis_en = models.TextField(_("legal basis in English"), blank=True)
    anchor_1_es = models.CharField(_("what a 1 is, in Spanish"), max_length=200, blank=True)
    anchor_1_en = models.CharField(_("what a 1 is, in English"), max_length=200, blank=True)
    anchor_3_es = models.CharField(_("what a 3 is, in Spanish"), max_length=200, blank=True)
    anchor_3_en = models.CharField(_("what a 3 is, in English"), max_length=200, blank=True)
    anchor_5_es = models.CharField(_("what a 5 is, in Spanish"), max_length=200, blank=True)
    anchor_5_en = models.CharField(_("what a 5 is, in English"), max_length=200, blank=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("last day to apply"), null=True, blank=True)
    assessment_from = models.DateField(_("exercises from"), null=True, blank=True)
    assessment_to = models.DateField(_("exercises to"), null=True, blank=True)
    panel_on = models.DateField(_("panel meets on"), null=True, blank=True)
    decision_on = models.DateField(_("decision on"), null=True, blank=True)
    feedback_by = models.DateField(_("everybody has their feedback by"), null=True, blank=True)
    appeal_until = models.DateField(_("reviews may be asked for until"), null=True, blank=True)
    appeal_days = models.PositiveSmallIntegerField(_("days to ask for a review, at least"), default=10)
    adjustments_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whom to ask for adjustments"),
    )
    representatives_informed_on = models.DateField(_("workers’ representatives informed on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RoundState.choices, default=RoundState.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by"))
    created_at = models.DateTimeField(_("made at"), default=timezone.now)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    assessing_at = models.DateTimeField(_("handed to the panel at"), null=True, blank=True)
    # From here on the panel sees names.
    scored_at = models.DateTimeField(_("scoring closed at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decisions given at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    tally = models.ForeignKey(
        "promotions.Tally", on_delete=models.SET_NULL, null=True, blank=True, related_name="rounds", verbose_name=_("counted in")
    )

    title = Bilingual()
    legal_basis = Bilingual()
    anchor_1 = Bilingual()
    anchor_3 = Bilingual()
    anchor_5 = Bilingual()

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("promotion round")
        verbose_name_plural = _("promotion rounds")
        ordering = ["-opens_on", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(posts__gte=1), name="a_round_has_a_post"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(opens_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="a_round_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def shape(self) -> str:
        return ROUND_SHAPES[RoundState(self.state)]

    @property
    def announced(self) -> bool:
        return self.state in ANNOUNCED

    @property
    def shows_names(self) -> bool:
        """Whether the panel may know who is behind a code: once nobody scores any more."""
        return self.scored_at is not None

    def accepts_applications(self, today: date) -> bool:
        return self.state == RoundState.OPEN and self.opens_on <= today <= self.closes_on

    @property
    def appeals_end_on(self) -> date:
        """The last day to ask for a review: the published one, or so many days after the decisions if that is later."""
        at_least = timezone.localdate(self.decided_at) + timedelta(days=self.appeal_days) if self.decided_at else self.appeal_until
        return max(self.appeal_until, at_least)


class Exercise(models.Model):
    """Something that weighs in a call. One with parts is scored by its parts."""

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="exercises", verbose_name=_("call"))
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts", verbose_name=_("part of"))
    code = models.SlugField(_("code"), max_length=40)
    name_es = models.CharField(_("name in Spanish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    looks_at_es = models.CharField(_("what it looks at, in Spanish"), max_length=300, blank=True)
    looks_at_en = models.CharField(_("what it looks at, in English"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), validators=[MinValueValidator(1), MaxValueValidator(100)])
    scored_by = models.CharField(_("scored by"), max_length=8, choices=ScoredBy.choices, default=ScoredBy.PANEL)
    counts_for = models.CharField(_("counts for"), max_length=10, choices=CountsFor.choices, default=CountsFor.MERITS)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Bilingual()
    looks_at = Bilingual()

    class Meta:
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        ordering = ["round", "sort_order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="one_exercise_per_code"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="an_exercise_weighs_1_to_100"),
        ]

    def __str__(self) -> str:
        return self.name


class PublishedRules(models.Model):
    """The rules as people read them from a day on: the first when the call opened, each later one with its reason. Never changed."""

    round = models.ForeignKey(PromotionRound, on_delete=models.PROTECT, related_name="published", verbose_name=_("call"))
    number = models.PositiveSmallIntegerField(_("number"))
    content = models.TextField(_("content"))
    sha256 = models.CharField(_("hash"), max_length=64)
    why_es = models.TextField(_("what changes and why, in Spanish"), blank=True)
    why_en = models.TextField(_("what changes and why, in English"), blank=True)
    changes = models.JSONField(_("changes"), default=list)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("published by"))

    why = Bilingual()

    class Meta:
        verbose_name = _("published rules")
        verbose_name_plural = _("published rules")
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_publication_per_number"),
            models.CheckConstraint(condition=Q(number=1) | (~Q(why_es="") & ~Q(why_en="")), name="an_amendment_says_why_in_both_languages"),
        ]

    def __str__(self) -> str:
        return f"{self.round.code} {self.number}"


class PanelMember(models.Model):
    """Somebody of a call's panel. A replacement scores only the candidates for whom they stand in."""

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="panel", verbose_name=_("call"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_places", verbose_name=_("person"))
    part = models.CharField(_("part"), max_length=10, choices=Part.choices)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("named by"))
    added_at = models.DateTimeField(_("named at"), default=timezone.now)

    objects = PanelMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a panel")
        verbose_name_plural = _("members of panels")
        ordering = ["round", "part", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_part_per_person_and_round"),
            models.UniqueConstraint(fields=["round"], condition=Q(part="chair"), name="one_chair_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} · {self.get_part_display()}"

    @property
    def scores(self) -> bool:
        return self.part != Part.CHAIR


class AccessRecord(models.Model):
    """Who opened somebody's file, and when."""

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="accesses", verbose_name=_("call"))
    application = models.ForeignKey(
        "promotions.Application", on_delete=models.CASCADE, null=True, blank=True, related_name="accesses", verbose_name=_("application")
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))
    what = models.CharField(_("what"), max_length=12)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("opening of a file")
        verbose_name_plural = _("openings of files")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["round", "-at"], name="accesses_by_round")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"

    @property
    def words(self) -> str:
        return str(Opened(self.what).label)


class PromotionFile(models.Model):
    """The whole file of a call as one PDF, with the list of what is in it and its hashes."""

    round = models.ForeignKey(PromotionRound, on_delete=models.PROTECT, related_name="files", verbose_name=_("call"))
    file = models.FileField(_("file"), upload_to="promotions/files/")
    sha256 = models.CharField(_("hash"), max_length=64)
    manifest = models.JSONField(_("contents"), default=list)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked for by"))

    class Meta:
        verbose_name = _("promotion file")
        verbose_name_plural = _("promotion files")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.round_id} {self.made_at:%Y-%m-%d}"
