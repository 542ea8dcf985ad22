from django.db import models
from django.utils.translation import gettext_lazy as _


class ErrorKind(models.TextChoices):
    """Whom a critical error hurts."""

    CUSTOMER = "customer", _("Customer")
    BUSINESS = "business", _("Business")
    COMPLIANCE = "compliance", _("Compliance")
