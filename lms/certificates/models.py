from datetime import date, timedelta

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from courses.catalogue.models import ModulePage, ProgrammePage
from courses.enrolments.models import Enrolment
from lms.certificates.enums import CertificateState
from lms.certificates.querysets import CertificateQuerySet
from lms.competencies.models import Competency
from lms.language.bilingual import Bilingual

EXPIRING_DAYS = 30
_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #00646a."))


class CertificateDesign(models.Model):
    """How a certificate looks: logo, words in each language, who signs, colours."""

    name = models.CharField(_("name"), max_length=120)
    issuer = models.CharField(_("issuer"), max_length=150)
    logo = models.ForeignKey(get_image_model_string(), on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo"))
    title_es = models.CharField(_("title in Spanish"), max_length=120, default="Certificado")
    title_en = models.CharField(_("title in English"), max_length=120, default="Certificate")
    text_es = models.TextField(_("text in Spanish"), default="ha completado")
    text_en = models.TextField(_("text in English"), default="has completed")
    signatory_1 = models.CharField(_("first signatory"), max_length=120, blank=True)
    signatory_1_post_es = models.CharField(_("their post in Spanish"), max_length=120, blank=True)
    signatory_1_post_en = models.CharField(_("their post in English"), max_length=120, blank=True)
    signatory_2 = models.CharField(_("second signatory"), max_length=120, blank=True)
    signatory_2_post_es = models.CharField(_("their post in Spanish"), max_length=120, blank=True)
    signatory_2_post_en = models.CharField(_("their post in English"), max_length=120, blank=True)
    ink = models.CharField(_("ink colour"), max_length=7, default="#12262b", validators=[_colour])
    accent = models.CharField(_("accent colour"), max_length=7, default="#00646a", validators=[_colour])

    title = Bilingual()
    text = Bilingual()

    class Meta:
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")

    def __str__(self) -> str:
        return self.name


class Certification(models.Model):
    """What a certificate certifies, how long it holds and, where it comes by itself, the training that earns it."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=180)
    name_en = models.CharField(_("name in English"), max_length=180, blank=True)
    validity_months = models.PositiveSmallIntegerField(_("valid for (months)"), null=True, blank=True, help_text=_("Empty means for ever."))
    renewal_es = models.TextField(_("how it is renewed, in Spanish"), blank=True)
    renewal_en = models.TextField(_("how it is renewed, in English"), blank=True)
    competencies = models.ManyToManyField(Competency, blank=True, related_name="certifications", verbose_name=_("competencies"))
    programme = models.ForeignKey(ProgrammePage, on_delete=models.PROTECT, null=True, blank=True, related_name="certifications", verbose_name=_("earned by the programme"))
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, null=True, blank=True, related_name="certifications", verbose_name=_("earned by the module"))
    design = models.ForeignKey(CertificateDesign, on_delete=models.PROTECT, related_name="certifications", verbose_name=_("design"))

    name = Bilingual()
    renewal = Bilingual()

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """A certificate as issued: its facts are frozen in the row and repeated by the PDF and by the public page."""

    code = models.CharField(_("verification code"), max_length=24, unique=True)
    serial = models.CharField(_("serial"), max_length=40, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("person"))
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("certification"))
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates", verbose_name=_("enrolment"))
    language = models.CharField(_("language"), max_length=2)
    facts = models.JSONField(_("facts"))
    issued_on = models.DateField(_("issued on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("issued by"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    pdf = models.FileField(_("PDF"), upload_to="certificates/", blank=True)
    pdf_made_at = models.DateTimeField(_("PDF made at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revoked by"))
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
            models.CheckConstraint(condition=Q(revoked_at__isnull=True) | ~Q(revoke_reason=""), name="revoked_with_a_reason"),
        ]
        indexes = [models.Index(fields=["valid_until"], name="certificates_by_expiry")]

    def __str__(self) -> str:
        return f"{self.serial} · {self.person}"

    def state_on(self, day: date) -> CertificateState:
        """What it is worth on a day: the last day of validity still counts."""
        if self.revoked_at is not None:
            return CertificateState.REVOKED
        if self.valid_until is None or day <= self.valid_until - timedelta(days=EXPIRING_DAYS):
            return CertificateState.VALID
        return CertificateState.EXPIRING if day <= self.valid_until else CertificateState.EXPIRED
