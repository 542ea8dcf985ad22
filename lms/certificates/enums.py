from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateState(models.TextChoices):
    VALID = "valid", _("Valid")
    EXPIRING = "expiring", _("Expiring soon")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")


# The shape that each state is drawn with: filled, half, hatched and outlined steps.
SHAPES = {
    CertificateState.VALID: "met",
    CertificateState.EXPIRING: "progress",
    CertificateState.EXPIRED: "expired",
    CertificateState.REVOKED: "missing",
}
