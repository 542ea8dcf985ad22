from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("evidence_written", title=_("Somebody wrote down what they saw of you"), subject=Subject.RESULTS, delivery=Delivery.SCREEN)
register("evidence_answered", title=_("Your question about evidence has an answer"), subject=Subject.RESULTS, delivery=Delivery.DIGEST)
register(
    "evidence_voided",
    title=_("A piece of evidence about you no longer counts"),
    subject=Subject.RESULTS,
    delivery=Delivery.DIGEST,
    always=_("It may change a level of yours, and you can question it."),
)
register(
    "evidence_questioned",
    title=_("Somebody questions a piece of evidence"),
    subject=Subject.WAITING,
    delivery=Delivery.DIGEST,
    always=_("There is a day by which the person must have your answer."),
)
