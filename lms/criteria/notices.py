from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("criteria.published", title=_("Something new was agreed"), subject=Subject.LEARNING, delivery=Delivery.SCREEN)
register("criteria.sign", title=_("An agreement waits for your signature"), subject=Subject.WAITING, delivery=Delivery.DIGEST)
LEFT = _("Something agreed is still to read or to prove")
register("criteria.reminder", title=LEFT, subject=Subject.LEARNING, delivery=Delivery.DIGEST, dated=True)
