from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RenewalsConfig(AppConfig):
    name = "lms.renewals"
    label = "renewals"
    verbose_name = _("Renewals")

    def ready(self) -> None:
        from lms.renewals import receivers  # noqa: F401
