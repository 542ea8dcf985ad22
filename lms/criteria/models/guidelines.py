from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from lms.criteria.enums import DUE_HOURS, About, GuidelineKind, GuidelineState
from lms.criteria.querysets import GuidelineQuerySet, VersionQuerySet
from lms.language.bilingual import Bilingual, pick
from lms.people.enums import Role


class Guideline(models.Model):
    """Something that people of a unit have to know: a criterion that all follow alike, or a notice of what has changed.

    What it says stands in its versions; one of them is in force. `urgent` and `ends_on` are those of the version in force.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="guidelines", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=10, choices=GuidelineKind.choices, default=GuidelineKind.CRITERION)
    state = models.CharField(_("state"), max_length=10, choices=GuidelineState.choices, default=GuidelineState.DRAFT)
    urgent = models.BooleanField(_("urgent"), default=False)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_why = models.TextField(_("why it was withdrawn"), blank=True)

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="guideline_is_withdrawn_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_criterion(self) -> bool:
        return self.kind == GuidelineKind.CRITERION

    def has_ended(self, on: date) -> bool:
        return self.ends_on is not None and self.ends_on < on


class Audience(models.Model):
    """A role that a guideline is for, in a unit and below it: as the version in force says, or the draft before the first."""

    guideline = models.ForeignKey(Guideline, on_delete=models.CASCADE, related_name="audience", verbose_name=_("guideline"))
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)

    class Meta:
        verbose_name = _("audience of a guideline")
        verbose_name_plural = _("audiences of guidelines")
        ordering = ["guideline", "role"]
        constraints = [models.UniqueConstraint(fields=["guideline", "unit", "role"], name="one_audience_per_guideline_unit_and_role")]

    def __str__(self) -> str:
        return self.get_role_display()


class GuidelineVersion(models.Model):
    """What a guideline says, in both languages. Once published it never changes: another version replaces it."""

    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="versions", verbose_name=_("guideline"))
    number = models.PositiveSmallIntegerField(_("number"))
    title_es = models.CharField(_("title in Spanish"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160)
    says_es = models.TextField(_("what we say in Spanish"), help_text=_("One point a line."))
    says_en = models.TextField(_("what we say in English"), help_text=_("One point a line."))
    why_es = models.TextField(_("why in Spanish"))
    why_en = models.TextField(_("why in English"))
    do_es = models.TextField(_("an example of doing it, in Spanish"), blank=True)
    do_en = models.TextField(_("an example of doing it, in English"), blank=True)
    dont_es = models.TextField(_("an example of not doing it, in Spanish"), blank=True)
    dont_en = models.TextField(_("an example of not doing it, in English"), blank=True)
    questions = models.JSONField(_("questions"), default=list)
    change_es = models.TextField(_("what changed, in Spanish"), blank=True)
    change_en = models.TextField(_("what changed, in English"), blank=True)
    asks = models.JSONField(_("questions that are asked again"), default=list)
    minor = models.BooleanField(_("only a slip put right"), default=False)
    about = models.CharField(_("about"), max_length=10, choices=About.choices, default=About.OTHER)
    urgent = models.BooleanField(_("urgent"), default=False)
    valid_from = models.DateField(_("holds from"), null=True, blank=True)
    valid_to = models.DateField(_("holds until"), null=True, blank=True)
    due_hours = models.PositiveSmallIntegerField(_("hours to prove it"), default=DUE_HOURS)
    # Whom it is for: codes of units (none: the whole unit of the guideline) and roles. What it rests on: [{"es", "en", "url"}].
    units = models.JSONField(_("units it is for"), default=list, blank=True)
    roles = models.JSONField(_("roles it is for"), default=list, blank=True)
    sources = models.JSONField(_("what it rests on"), default=list, blank=True)
    edited_at = models.DateTimeField(_("edited at"), default=timezone.now)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("edited by")
    )
    asked_at = models.DateTimeField(_("signatures asked for at"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )
    replaced_at = models.DateTimeField(_("replaced at"), null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    title, says, why, do, dont, change = (Bilingual() for _each in range(6))
    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a guideline")
        verbose_name_plural = _("versions of guidelines")
        ordering = ["guideline", "number"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "number"], name="one_guideline_version_per_number"),
            models.UniqueConstraint(
                fields=["guideline"],
                condition=Q(published_at__isnull=False, replaced_at__isnull=True),
                name="one_version_in_force_per_guideline",
            ),
            models.UniqueConstraint(
                fields=["guideline"], condition=Q(published_at__isnull=True), name="one_version_being_written_per_guideline"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, sha256="", replaced_at__isnull=True)
                | (Q(published_at__isnull=False, published_by__isnull=False) & ~Q(sha256="")),
                name="published_version_has_its_fingerprint",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="guideline_version_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guideline_id} · {self.number}"

    @property
    def points(self) -> list[str]:
        return [line.strip() for line in self.says.splitlines() if line.strip()]

    @cached_property
    def keys(self) -> list[str]:
        return [question["key"] for question in self.questions]

    @property
    def is_only_read(self) -> bool:
        """It asks no question: to have read it is enough."""
        return not self.questions

    @property
    def due_at(self) -> datetime | None:
        """Until when people prove it."""
        return self.published_at and self.published_at + timedelta(hours=self.due_hours)

    def is_late(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at < now

    @property
    def links(self) -> list[tuple[str, str]]:
        """What it rests on, in the language of the screen: (words, address)."""
        return [(pick(one) or one["url"], one["url"]) for one in self.sources]

    def question(self, key: str) -> dict:
        """One question in the language of the screen; `KeyError` when there is none."""
        found = {one["key"]: one for one in self.questions}[key]
        options = [{"key": one["key"], "text": pick(one["text"]), "correct": one["correct"]} for one in found["options"]]
        return {"key": key, "stem": pick(found["stem"]), "explanation": pick(found["explanation"]), "options": options}


class Signature(models.Model):
    """A coordinator or supervisor says: so we do it, all of us."""

    version = models.ForeignKey(GuidelineVersion, on_delete=models.CASCADE, related_name="signatures", verbose_name=_("version"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    signed_at = models.DateTimeField(_("signed at"), default=timezone.now)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signed_at"]
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="one_signature_per_version_and_person")]

    def __str__(self) -> str:
        return f"{self.person} · {self.version}"
