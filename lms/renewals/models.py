"""How long a certification holds and how it is renewed, and each person's validity cycles. A cycle never goes back."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import ModulePage, ProgrammePage
from courses.enrolments.models import Enrolment
from lms.certificates.models import Certificate, Certification
from lms.renewals.cycle import Cycle
from lms.renewals.enums import SHAPES, Path, PeriodState
from lms.renewals.panels import RuleForm
from lms.renewals.querysets import PeriodQuerySet


class RenewalRule(models.Model):
    """Whose end is watched, and what renews it. What has been earned keeps the days it was given."""

    certification = models.OneToOneField(
        Certification, on_delete=models.PROTECT, related_name="renewal_rule", verbose_name=_("certification")
    )
    module = models.ForeignKey(
        ModulePage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renews",
        verbose_name=_("renewed by the module"),
        help_text=_("Given to each person when their window opens. Empty: renewed by hand."),
    )
    programme = models.ForeignKey(
        ProgrammePage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renews",
        verbose_name=_("renewed by the programme"),
        help_text=_("Instead of a module: the whole of it is done again, in an enrolment of its own."),
    )
    days = models.PositiveSmallIntegerField(
        _("valid for (days)"), null=True, blank=True, help_text=_("Instead of the months of the certification.")
    )
    fixed_month = models.PositiveSmallIntegerField(
        _("always ends in month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    fixed_day = models.PositiveSmallIntegerField(
        _("on day"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    minimum_months = models.PositiveSmallIntegerField(
        _("holds at least (months)"), default=0, help_text=_("With a fixed end: earned later than this before it, it ends a year later.")
    )
    window_days = models.PositiveSmallIntegerField(_("may be renewed from (days before its end)"), default=60)
    due_days = models.PositiveSmallIntegerField(_("is due (days before its end)"), default=30)
    grace_days = models.PositiveSmallIntegerField(_("days of grace after its end"), default=0)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("who answers for it")
    )
    oldest_months = models.PositiveSmallIntegerField(
        _("recognises what is at most (months) old"), null=True, blank=True, help_text=_("Empty: nothing earned before counts.")
    )

    base_form_class = RuleForm

    class Meta:
        verbose_name = _("rule of renewal")
        verbose_name_plural = _("rules of renewal")
        ordering = ["certification__code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fixed_month__isnull=True, fixed_day__isnull=True) | Q(fixed_month__isnull=False, fixed_day__isnull=False),
                name="a_fixed_end_is_a_month_and_a_day",
            ),
            models.CheckConstraint(condition=Q(module__isnull=True) | Q(programme__isnull=True), name="renewed_by_a_module_or_a_programme"),
        ]

    def __str__(self) -> str:
        return str(self.certification)

    def clean(self) -> None:
        if self.module_id and self.programme_id:
            raise ValidationError({"programme": _("Choose what renews it: a module or a programme, not both.")})
        if bool(self.fixed_month) != bool(self.fixed_day):
            raise ValidationError({"fixed_day": _("A fixed end needs both a month and a day.")})
        if self.due_days > self.window_days:
            raise ValidationError(
                {"due_days": _("It cannot be due before it may be renewed: make these days fewer, or the window longer.")}
            )

    @property
    def gives_something(self) -> bool:
        """Whether a renewal is given by itself when its window opens."""
        return bool(self.module_id or self.programme_id)

    @property
    def cycle(self) -> Cycle:
        return Cycle(
            months=None if self.days else self.certification.validity_months,
            days=self.days,
            fixed=(self.fixed_month, self.fixed_day) if self.fixed_month and self.fixed_day else None,
            minimum_months=self.minimum_months,
            window_days=self.window_days,
            due_days=self.due_days,
            grace_days=self.grace_days,
        )


class CertificationPeriod(models.Model):
    """One validity cycle of a person. A renewal is another row that points to this one, with an enrolment of its own."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certification_periods", verbose_name=_("person")
    )
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="periods", verbose_name=_("certification"))
    number = models.PositiveSmallIntegerField(_("number"))
    path = models.CharField(_("path"), max_length=8, choices=Path.choices, default=Path.FIRST)
    state = models.CharField(_("state"), max_length=12, choices=PeriodState.choices, default=PeriodState.ASSIGNED)
    state_since = models.DateField(_("since"))
    assigned_on = models.DateField(_("given on"))
    due_on = models.DateField(_("by"), null=True, blank=True)
    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="certification_period", verbose_name=_("enrolment")
    )
    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="period", verbose_name=_("certificate")
    )
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next", verbose_name=_("the one before")
    )
    certified_on = models.DateField(_("earned on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    opens_on = models.DateField(_("may be renewed from"), null=True, blank=True)
    due_from = models.DateField(_("due from"), null=True, blank=True)
    grace_until = models.DateField(_("grace until"), null=True, blank=True)
    # Days before the end of the last reminder given.
    reminded = models.PositiveSmallIntegerField(_("last reminder (days before the end)"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of a certification")
        verbose_name_plural = _("periods of certifications")
        ordering = ["person__last_name", "person__first_name", "certification__code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "certification", "number"], name="one_certification_period_per_number"),
            models.UniqueConstraint(
                fields=["person", "certification"],
                condition=Q(state__in=["assigned", "in_progress"]),
                name="one_certification_period_under_way",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "valid_until"], name="periods_by_state_and_end"),
            models.Index(fields=["valid_until"], name="periods_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.certification} · {self.number}"

    @property
    def shape(self) -> str:
        return SHAPES[PeriodState(self.state)]
