from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RefreshersConfig(AppConfig):
    name = "lms.refreshers"
    label = "refreshers"
    verbose_name = _("Refreshers")

    def ready(self) -> None:
        from lms.refreshers import receivers, tasks  # noqa: F401
