from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CriteriaConfig(AppConfig):
    name = "lms.criteria"
    label = "criteria"
    verbose_name = _("What we agreed")

    def ready(self) -> None:
        from lms.criteria import receivers  # noqa: F401
