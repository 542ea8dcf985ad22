from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScoresConfig(AppConfig):
    name = "assessments.scores"
    label = "scores"
    verbose_name = _("Scores of roleplays")

    def ready(self) -> None:
        from assessments.scores import receivers  # noqa: F401
