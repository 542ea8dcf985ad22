from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("refreshers.answered", title=_("A refresher you asked for has an answer"), subject=Subject.LEARNING, delivery=Delivery.DIGEST)
