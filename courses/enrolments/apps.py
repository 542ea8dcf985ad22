from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrolmentsConfig(AppConfig):
    name = "courses.enrolments"
    label = "enrolments"
    verbose_name = _("Enrolments")

    def ready(self) -> None:
        from courses.enrolments import receivers  # noqa: F401
        from courses.enrolments.queries.holidays import rests_of
        from lms.notifications import resting

        resting.register(rests_of)
