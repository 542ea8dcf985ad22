from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import ModulePage
from lms.language.bilingual import Bilingual
from lms.refreshers.enums import RequestState
from lms.refreshers.querysets import ChangeQuerySet, RequestQuerySet


class RefresherRequest(models.Model):
    """Somebody asks for a refresher, for themselves or for who they lead, in words; and is answered in words."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="refresher_requests", verbose_name=_("for whom")
    )
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+", verbose_name=_("module"))
    words = models.TextField(_("what for"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=RequestState.choices, default=RequestState.WAITING)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a refresher")
        verbose_name_plural = _("requests for refreshers")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "module"], condition=Q(state="waiting"), name="one_waiting_request_a_person_and_module"
            ),
            models.CheckConstraint(condition=Q(state="waiting") | Q(answered_at__isnull=False), name="an_answered_request_has_its_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.module_id}"


class ProductChange(models.Model):
    """A product or a process changes on a day for the people of a unit."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    title_es = models.CharField(_("what changes, in Spanish"), max_length=120)
    title_en = models.CharField(_("what changes, in English"), max_length=120)
    effective_on = models.DateField(_("changes on"))
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("for the people of"))
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("announced by"))
    announced_at = models.DateTimeField(_("announced at"), default=timezone.now)

    title = Bilingual()
    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a product")
        verbose_name_plural = _("changes of products")
        ordering = ["-effective_on", "code"]

    def __str__(self) -> str:
        return self.title
