from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import PreviewableMixin

from courses.catalogue.models import ModulePage, ProgrammePage
from courses.enrolments.models import Enrolment
from lms.certificates.colours import is_colour, readable_on_white
from lms.certificates.enums import SHAPES, CertificateState
from lms.certificates.querysets import CertificateQuerySet
from lms.certificates.validity import state_of
from lms.competencies.models import Competency
from lms.language.bilingual import Bilingual, pick

PDF_PATIENCE = timedelta(minutes=1)


class CertificateDesign(PreviewableMixin, models.Model):
    """How a certificate looks: logo, words in each language, who signs, colours. A change moves no certificate already issued."""

    name = models.CharField(_("name"), max_length=120)
    issuer = models.CharField(_("issuer"), max_length=150)
    logo = models.ForeignKey(
        get_image_model_string(), on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    title_es = models.CharField(_("title in Spanish"), max_length=120, default="Certificado")
    title_en = models.CharField(_("title in English"), max_length=120, default="Certificate")
    text_es = models.CharField(
        _("text in Spanish"),
        max_length=160,
        default="Se otorga a",
        help_text=_("Stands between the name of the certificate and the person's."),
    )
    text_en = models.CharField(_("text in English"), max_length=160, default="Awarded to")
    signatory_1 = models.CharField(_("first signatory"), max_length=120, blank=True)
    signatory_1_post_es = models.CharField(_("their post in Spanish"), max_length=120, blank=True)
    signatory_1_post_en = models.CharField(_("their post in English"), max_length=120, blank=True)
    signatory_2 = models.CharField(_("second signatory"), max_length=120, blank=True)
    signatory_2_post_es = models.CharField(_("their post in Spanish"), max_length=120, blank=True)
    signatory_2_post_en = models.CharField(_("their post in English"), max_length=120, blank=True)
    ink = models.CharField(_("ink colour"), max_length=7, default="#12262b", validators=[is_colour, readable_on_white])
    accent = models.CharField(_("accent colour"), max_length=7, default="#00646a", validators=[is_colour, readable_on_white])

    title = Bilingual()
    text = Bilingual()

    class Meta:
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_preview_template(self, request, mode_name):
        return "certificates/preview.html"

    def get_preview_context(self, request, mode_name):
        from lms.certificates.paper import on_paper
        from lms.certificates.sheet import sample_sheet

        return on_paper(sample_sheet(design=self))


class Certification(PreviewableMixin, models.Model):
    """What a certificate certifies, how long it holds and, where it comes by itself, the training that earns it."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=180)
    name_en = models.CharField(_("name in English"), max_length=180, blank=True)
    validity_months = models.PositiveSmallIntegerField(
        _("valid for (months)"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty means for ever.")
    )
    renewal_es = models.TextField(_("how it is renewed, in Spanish"), blank=True)
    renewal_en = models.TextField(_("how it is renewed, in English"), blank=True)
    competencies = models.ManyToManyField(Competency, blank=True, related_name="certifications", verbose_name=_("competencies"))
    programme = models.ForeignKey(
        ProgrammePage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certifications",
        verbose_name=_("earned by the programme"),
    )
    module = models.ForeignKey(
        ModulePage, on_delete=models.PROTECT, null=True, blank=True, related_name="certifications", verbose_name=_("earned by the module")
    )
    design = models.ForeignKey(CertificateDesign, on_delete=models.PROTECT, related_name="certifications", verbose_name=_("design"))

    name = Bilingual()
    renewal = Bilingual()

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(programme__isnull=True) | Q(module__isnull=True), name="earned_by_a_programme_or_a_module")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.programme_id and self.module_id:
            raise ValidationError({"module": _("Choose what earns it: a programme or a module, not both.")})

    def get_preview_template(self, request, mode_name):
        return "certificates/preview.html"

    def get_preview_context(self, request, mode_name):
        from lms.certificates.paper import on_paper
        from lms.certificates.sheet import sample_sheet

        return on_paper(sample_sheet(certification=self))


class SerialCount(models.Model):
    """How many certificates a year has issued: the next serial is one more, without gaps."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("count of serials")
        verbose_name_plural = _("counts of serials")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Certificate(models.Model):
    """A certificate as issued: its facts are frozen in the row and repeated by the PDF and by the public page."""

    code = models.CharField(_("verification code"), max_length=24, unique=True)
    serial = models.CharField(_("serial"), max_length=40, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("person"))
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("certification"))
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates", verbose_name=_("enrolment")
    )
    language = models.CharField(_("language"), max_length=2)
    facts = models.JSONField(_("facts"))
    issued_on = models.DateField(_("issued on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("issued by")
    )
    issue_reason = models.TextField(_("reason to issue it by hand"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    pdf = models.FileField(_("PDF"), upload_to="certificates/", blank=True)
    pdf_made_at = models.DateTimeField(_("PDF made at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revoked by")
    )
    revoke_reason = models.TextField(_("reason"), blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["certification", "enrolment"], condition=Q(enrolment__isnull=False), name="one_certificate_per_enrolment"
            ),
            models.UniqueConstraint(
                fields=["certification", "person", "issued_on"],
                condition=Q(enrolment__isnull=True, revoked_at__isnull=True),
                name="one_certificate_by_hand_a_day",
            ),
            models.CheckConstraint(condition=Q(revoked_at__isnull=True) | ~Q(revoke_reason=""), name="revoked_with_a_reason"),
        ]
        indexes = [
            models.Index(fields=["valid_until"], name="certificates_by_expiry"),
            models.Index(fields=["-issued_on", "-id"], name="certificates_by_issue"),
        ]

    def __str__(self) -> str:
        return f"{self.serial} · {self.person}"

    def state_on(self, day: date) -> CertificateState:
        """What it is worth on a day: the last day of validity still counts."""
        return state_of(day, self.valid_until, revoked=self.revoked_at is not None)

    @property
    def state(self) -> CertificateState:
        return self.state_on(timezone.localdate())

    @property
    def shape(self) -> str:
        return SHAPES[self.state]

    @property
    def pdf_ready(self) -> bool:
        """Whether to offer the PDF. One that is late is drawn while its reader waits, rather than not at all."""
        return bool(self.pdf) or timezone.now() - self.created_at > PDF_PATIENCE

    @property
    def name(self) -> str:
        """The certification's name as it was when this was issued, in the reader's language."""
        return pick(self.facts["certification"])

    @property
    def renewal(self) -> str:
        return pick(self.facts["renewal"])

    @property
    def holder(self) -> str:
        return self.facts["holder"]
