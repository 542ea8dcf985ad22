from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.careers.enums import PostingKind, ReadinessState
from lms.careers.models.ladders import LadderVersion, Rung
from lms.careers.querysets import PostingQuerySet, PostingsThatStand, ReadinessQuerySet


class Posting(models.Model):
    """A person on a rung from a day, and maybe to a day: held, or acted up to. Ended, never deleted.

    One that was wrong is withdrawn with its reason, and another stands in its place; whoever asks for postings gets those that stand.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings", verbose_name=_("person"))
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="postings", verbose_name=_("rung"))
    kind = models.CharField(_("kind"), max_length=10, choices=PostingKind.choices, default=PostingKind.HELD)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("corrects"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_for = models.TextField(_("why it was wrong"), blank=True)

    objects = PostingsThatStand()
    everywhere = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["person", "-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="posting_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind="held", ends_on__isnull=True, withdrawn_at__isnull=True),
                name="one_open_posting_held_per_person",
            ),
            models.UniqueConstraint(
                fields=["person", "rung", "kind", "starts_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_posting_per_rung_and_start",
            ),
        ]
        indexes = [models.Index(fields=["rung", "kind", "ends_on"], name="postings_by_rung")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.rung.code} · {self.starts_on}"


class Readiness(models.Model):
    """How one person stands before one rung: a result for each requirement, kept up to date with each change.

    `results` holds, in the order of the version's requirements of that rung, a list each: why, as a code (lms.careers.readiness.Why,
    from which the result follows); what they have (a level, a mean, months) or null; the last day of it or null; how many cases a mean
    rests on or null. What is null at the end is left out. `unmet` has the bit of each requirement that is not met,
    by its place in that order. `percent` is context: nothing is sorted by it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readiness", verbose_name=_("person"))
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="readiness", verbose_name=_("rung aimed at"))
    # The rung held when it was computed: the board asks for whom a rung is the next one.
    held = models.ForeignKey(
        Rung, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("rung held")
    )
    version = models.ForeignKey(LadderVersion, on_delete=models.PROTECT, related_name="readiness", verbose_name=_("version"))
    state = models.CharField(_("state"), max_length=16, choices=ReadinessState.choices)
    percent = models.DecimalField(_("percent"), max_digits=4, decimal_places=1, null=True, blank=True)
    met = models.PositiveSmallIntegerField(_("met"), default=0)
    total = models.PositiveSmallIntegerField(_("of"), default=0)
    unmet = models.BigIntegerField(_("not met"), default=0)
    results = models.JSONField(_("results"), default=list)
    # The next day on which it changes by itself: something expires, or a time has been served.
    changes_on = models.DateField(_("changes on"), null=True, blank=True)
    state_since = models.DateField(_("in this state since"), default=timezone.localdate)
    computed_at = models.DateTimeField(_("computed at"), default=timezone.now)

    objects = ReadinessQuerySet.as_manager()

    class Meta:
        verbose_name = _("readiness")
        verbose_name_plural = _("readiness")
        ordering = ["rung", "person"]
        constraints = [models.UniqueConstraint(fields=["person", "rung"], name="one_readiness_per_person_and_rung")]
        indexes = [
            models.Index(fields=["rung", "held", "state", "person"], name="readiness_by_rung_and_state"),
            models.Index(fields=["changes_on"], name="readiness_by_next_change"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.rung_id}: {self.state}"


class ReadinessCount(models.Model):
    """How many people stood in each state before a rung on a day: what the pipeline over time is drawn from."""

    rung = models.ForeignKey(Rung, on_delete=models.CASCADE, related_name="counts", verbose_name=_("rung"))
    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, related_name="+", verbose_name=_("unit"))
    counted_on = models.DateField(_("on"))
    state = models.CharField(_("state"), max_length=16, choices=ReadinessState.choices)
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("count of readiness")
        verbose_name_plural = _("counts of readiness")
        ordering = ["rung", "counted_on", "state"]
        constraints = [
            models.UniqueConstraint(fields=["rung", "unit", "counted_on", "state"], name="one_count_per_rung_unit_day_and_state")
        ]

    def __str__(self) -> str:
        return f"{self.rung_id} {self.counted_on} {self.state}: {self.people}"


class SavedFilter(models.Model):
    """A question that somebody asks of the readiness screen again and again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("filter"), max_length=500)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_saved_filter_per_name")]

    def __str__(self) -> str:
        return self.name
