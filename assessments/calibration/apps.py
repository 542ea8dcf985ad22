from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalibrationConfig(AppConfig):
    name = "assessments.calibration"
    label = "calibration"
    verbose_name = _("Calibration")

    def ready(self) -> None:
        from assessments.calibration import receivers  # noqa: F401
