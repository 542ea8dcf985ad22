from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register(
    "renewals.reminder",
    title=_("A certification is about to run out"),
    subject=Subject.CERTIFICATES,
    delivery=Delivery.DIGEST,
    dated=True,
    always=_("Without it you may not do some of your work: you should hear of it in time."),
)
