from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RunningConfig(AppConfig):
    name = "lms.running"
    label = "running"
    verbose_name = _("Running")

    def ready(self) -> None:
        from lms.running import connections  # noqa: F401
