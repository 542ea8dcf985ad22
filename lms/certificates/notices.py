from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

register("certificates.issued", title=_("A certificate is ready"), subject=Subject.CERTIFICATES, delivery=Delivery.DIGEST)
register(
    "certificates.revoked",
    title=_("A certificate has been revoked"),
    subject=Subject.CERTIFICATES,
    delivery=Delivery.URGENT,
    always=_("It changes what you may do at work, and the time to ask for a review begins."),
)
