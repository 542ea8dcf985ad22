from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "assessments.reviews"
    label = "reviews"
    verbose_name = _("Three minutes a day")

    def ready(self) -> None:
        from assessments.reviews import receivers, tasks  # noqa: F401
