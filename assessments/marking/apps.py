from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MarkingConfig(AppConfig):
    name = "assessments.marking"
    verbose_name = _("marking and corrections")

    def ready(self) -> None:
        from assessments.marking import tasks  # noqa: F401
