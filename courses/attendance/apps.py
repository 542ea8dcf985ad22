from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttendanceConfig(AppConfig):
    name = "courses.attendance"
    label = "attendance"
    verbose_name = _("Attendance")

    def ready(self) -> None:
        from courses.attendance.queries import goals_of
        from courses.enrolments import goals

        goals.register(goals_of)
