"""The private address of somebody's calendar."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    return secrets.token_urlsafe(32)


class CalendarKey(models.Model):
    """Whoever has the key reads the calendar: another one makes the old address worthless."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_key", verbose_name=_("person"))
    key = models.CharField(_("key"), max_length=64, unique=True, default=new_key, editable=False)

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")

    def __str__(self) -> str:
        return str(self.person)
