from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("recordings.reference", title=_("Somebody would keep a recording of yours"), subject=Subject.RESULTS, delivery=Delivery.DIGEST)
register("recordings.added", title=_("A recording of yours was added"), subject=Subject.RESULTS, delivery=Delivery.DIGEST)
