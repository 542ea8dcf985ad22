from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("quizzes.marked", title=_("Your written answers were read"), subject=Subject.RESULTS, delivery=Delivery.DIGEST)
register(
    "quizzes.corrected",
    title=_("A result of yours was put right"),
    subject=Subject.RESULTS,
    delivery=Delivery.DIGEST,
    always=_("A result of yours is not what you were told."),
)
register("quizzes.brought_in", title=_("Answers kept on a device were brought in"), subject=Subject.RESULTS, delivery=Delivery.DIGEST)
register("quizzes.review", title=_("A question waits for your review, or came back"), subject=Subject.CONTENT, delivery=Delivery.DIGEST)
