from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "assessments.exchange"
    verbose_name = _("questions from and to elsewhere")

    def ready(self) -> None:
        from assessments.exchange import tasks  # noqa: F401
