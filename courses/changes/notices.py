from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("changes.read_again", title=_("Something you learned has changed"), subject=Subject.LEARNING, delivery=Delivery.DIGEST, dated=True)
register(
    "changes.answer_again",
    title=_("A question that you had learned has changed"),
    subject=Subject.LEARNING,
    delivery=Delivery.DIGEST,
    dated=True,
)
