from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    name = "lms.figures"
    label = "figures"
    verbose_name = _("Import of figures")

    def ready(self) -> None:
        from lms.figures import tasks, wording  # noqa: F401
