from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("attendance.moved", title=_("A session of yours has changed"), subject=Subject.LEARNING, delivery=Delivery.DIGEST, dated=True)
register("attendance.cancelled", title=_("A session of yours is cancelled"), subject=Subject.LEARNING, delivery=Delivery.DIGEST, dated=True)
register("attendance.corrected", title=_("Your attendance was put right"), subject=Subject.LEARNING, delivery=Delivery.DIGEST)
register("attendance.asked", title=_("Somebody asks about their attendance"), subject=Subject.WAITING, delivery=Delivery.SCREEN)
register(
    "attendance.unsigned", title=_("A register waits for your signature"), subject=Subject.WAITING, delivery=Delivery.DIGEST, dated=True
)
register("attendance.answered", title=_("Your question on attendance has an answer"), subject=Subject.LEARNING, delivery=Delivery.DIGEST)
