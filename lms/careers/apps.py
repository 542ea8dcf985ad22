from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareersConfig(AppConfig):
    name = "lms.careers"
    label = "careers"
    verbose_name = _("Career ladders")

    def ready(self) -> None:
        from lms.careers import receivers  # noqa: F401
        from lms.careers.narrowing import BY_RUNG
        from lms.competencies import narrowing

        narrowing.register(BY_RUNG)
