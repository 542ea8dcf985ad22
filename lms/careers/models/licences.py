from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.careers.querysets import LicenceQuerySet


class Licence(models.Model):
    """What a named person says that another may do, from a day: a licence brought to HR, or the sign-off of a gate with its reason.

    It may run out; it is withdrawn with a reason, never deleted.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="career_licences", verbose_name=_("person"))
    code = models.SlugField(_("licence"), max_length=60)
    given_on = models.DateField(_("given on"))
    until = models.DateField(_("until"), null=True, blank=True)
    words = models.TextField(_("what it rests on"))
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
