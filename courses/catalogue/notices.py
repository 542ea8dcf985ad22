from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("approval_asked", title=_("A page waits for your approval"), subject=Subject.WAITING, delivery=Delivery.DIGEST)
register("approval_given", title=_("A page of yours was approved"), subject=Subject.CONTENT, delivery=Delivery.DIGEST)
register("changes_asked", title=_("Changes are asked for in a page of yours"), subject=Subject.CONTENT, delivery=Delivery.DIGEST)
register("report_closed", title=_("What you reported on a page was looked at"), subject=Subject.CONTENT, delivery=Delivery.DIGEST)
