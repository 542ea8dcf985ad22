"""The kind of what nobody has given one."""

from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("told", title=_("Something concerns you"), subject=Subject.OTHER, delivery=Delivery.DIGEST)
register("digest", title=_("The mail at the beginning of your shift"), subject=Subject.OTHER, delivery=Delivery.DIGEST)
