from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register(
    "careers.acting_up",
    title=_("Somebody has been acting up for long"),
    subject=Subject.WAITING,
    delivery=Delivery.URGENT,
    always=_("The law gives the person a right from a day on."),
)
