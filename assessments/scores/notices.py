from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("scores.given", title=_("A roleplay to score"), subject=Subject.WAITING, delivery=Delivery.DIGEST)
register("scores.sound", title=_("A recording of what you score"), subject=Subject.WAITING, delivery=Delivery.DIGEST)
register(
    "scores.appeal",
    title=_("A score to look at again"),
    subject=Subject.WAITING,
    delivery=Delivery.DIGEST,
    always=_("There is a day by which the person must have your answer."),
)
register("scores.result", title=_("Your roleplay has been read"), subject=Subject.RESULTS, delivery=Delivery.DIGEST)
register(
    "scores.appeal_decided",
    title=_("Your score was looked at again"),
    subject=Subject.RESULTS,
    delivery=Delivery.DIGEST,
    always=_("You asked for it, and it is the answer."),
)
