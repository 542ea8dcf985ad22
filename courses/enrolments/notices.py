from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("enrolled", title=_("You have something new to learn"), subject=Subject.LEARNING, delivery=Delivery.DIGEST)
register("enrolment_cancelled", title=_("You no longer have something to do"), subject=Subject.LEARNING, delivery=Delivery.DIGEST)
register("question_answered", title=_("Your question on a lesson has an answer"), subject=Subject.LEARNING, delivery=Delivery.DIGEST)
register("question_asked", title=_("Somebody asks about a lesson"), subject=Subject.WAITING, delivery=Delivery.SCREEN)
