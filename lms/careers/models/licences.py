from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.careers.enums import EnteredBy
from lms.careers.querysets import LicenceKindQuerySet, LicenceQuerySet
from lms.language.bilingual import Bilingual


def private() -> Storage:
    """Where no address of the web leads: a view reads it for whoever may."""
    return storages["private"]


class LicenceKind(models.Model):
    """A kind of licence that a ladder may ask for, as a driving licence is one: named in both languages. Archived, never deleted.

    Ladders and people's licences know it by its code, so that one which was asked for before it was described stays what it is.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    about_es = models.TextField(_("what it lets one do, in Spanish"), blank=True)
    about_en = models.TextField(_("what it lets one do, in English"), blank=True)
    validity_months = models.PositiveSmallIntegerField(_("holds for (months)"), null=True, blank=True)
    entered_by = models.CharField(_("written down by"), max_length=8, choices=EnteredBy.choices, default=EnteredBy.HR)
    asks_document = models.BooleanField(_("with its document"), default=False)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)

    name = Bilingual()
    about = Bilingual()
    objects = LicenceKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of licence")
        verbose_name_plural = _("kinds of licences")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(name_es="") & ~Q(name_en=""), name="a_kind_of_licence_has_both_names"),
            models.CheckConstraint(
                condition=Q(validity_months__isnull=True) | Q(validity_months__gte=1), name="a_kind_of_licence_holds_for_a_while"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Licence(models.Model):
    """What a named person says that another may do, from a day: a licence brought to HR, or the sign-off of a gate with its reason.

    It may run out; it is withdrawn with a reason, never deleted.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="career_licences", verbose_name=_("person"))
    code = models.SlugField(_("licence"), max_length=60)
    given_on = models.DateField(_("given on"))
    until = models.DateField(_("until"), null=True, blank=True)
    words = models.TextField(_("what it rests on"))
    document = models.FileField(_("document"), upload_to="licences/", storage=private, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("given by"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_for = models.TextField(_("why it was withdrawn"), blank=True)

    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["-given_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code", "given_on"], condition=Q(withdrawn_at__isnull=True), name="one_licence_of_a_kind_a_day"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_licence_says_what_it_rests_on"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("given_on")), name="licence_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.code} · {self.given_on}"


class LicenceOpening(models.Model):
    """Somebody opened the document of a licence, when. The person whose it is reads this."""

    licence = models.ForeignKey(Licence, on_delete=models.CASCADE, related_name="openings", verbose_name=_("licence"))
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by"))
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)

    class Meta:
        verbose_name = _("opening of a document")
        verbose_name_plural = _("openings of documents")
        ordering = ["-opened_at", "-id"]

    def __str__(self) -> str:
        return f"{self.licence_id} · {self.reader_id} · {self.opened_at:%Y-%m-%d %H:%M}"
