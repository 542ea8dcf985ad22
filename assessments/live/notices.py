from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

WAITS = _("Somebody keeps that time for you.")

for _name, _title in (
    ("booked", _("A roleplay is booked")),
    ("moved", _("A roleplay is moved")),
    ("cancelled", _("A roleplay is cancelled")),
    ("absent", _("A roleplay did not take place")),
    ("given_back", _("A slot of yours is free again")),
    ("day", _("A roleplay tomorrow")),
    ("hour", _("A roleplay in an hour")),
):
    register(f"live.{_name}", title=_title, subject=Subject.WAITING, delivery=Delivery.URGENT, dated=True, always=WAITS)
register(
    "live.beside",
    title=_("You are the second assessor of a roleplay"),
    subject=Subject.WAITING,
    delivery=Delivery.URGENT,
    dated=True,
    always=WAITS,
)
register("live.alone", title=_("A second assessor cannot be there"), subject=Subject.WAITING, delivery=Delivery.DIGEST, dated=True)
register("live.now", title=_("A roleplay begins"), subject=Subject.WAITING, delivery=Delivery.SCREEN)
