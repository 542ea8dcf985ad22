from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    name = "assessments.live"
    label = "live"
    verbose_name = _("Live roleplays")

    def ready(self) -> None:
        from assessments.live import receivers  # noqa: F401
