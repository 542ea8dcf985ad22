from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("calibration.invited", title=_("A calibration waits for you"), subject=Subject.WAITING, delivery=Delivery.DIGEST, dated=True)
register("calibration.signed", title=_("A calibration has been signed"), subject=Subject.WAITING, delivery=Delivery.DIGEST)
register("calibration.reference", title=_("Somebody would keep a reply of yours"), subject=Subject.RESULTS, delivery=Delivery.DIGEST)
register(
    "calibration.licence",
    title=_("Your licence to score"),
    subject=Subject.WAITING,
    delivery=Delivery.DIGEST,
    dated=True,
    always=_("It says until when your scores count."),
)
