from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangesConfig(AppConfig):
    name = "courses.changes"
    label = "changes"
    verbose_name = _("Content that changed")

    def ready(self) -> None:
        from courses.changes import receivers  # noqa: F401
