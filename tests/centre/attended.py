"""What the owner's class is in."""

from datetime import time, timedelta
from functools import cached_property

from django.utils import timezone


class Attended:
    """What the owner's class is in."""

    def _session(self, days_ago: int):
        from courses.attendance.models import ClassSession

        on = timezone.localdate() - timedelta(days=days_ago)
        values = {"starts_at": time(9), "ends_at": time(13), "topic": "Fibra", "trainer": self.people["trainer"]}
        return ClassSession.objects.create(cohort=self.enrolment.cohort, on=on, **values)

    def _signed(self, days_ago: int, presence: str):
        from courses.attendance.actions import Entry, take_register

        session = self._session(days_ago)
        entries = [Entry(self.enrolment.pk, presence)]
        take_register(session=session, entries=entries, revision=0, actor=self.people["trainer"], sign=True)
        return session.marks.get()

    @cached_property
    def class_session(self):
        """Of yesterday, and without a signature."""
        return self._session(1)

    @cached_property
    def missed_mark(self):
        return self._signed(2, "absent")

    @cached_property
    def made_up_mark(self):
        from courses.attendance.actions import make_up

        mark = self._signed(3, "absent")
        return make_up(mark=mark, on=timezone.localdate(), words="Con Carmen, en la sala", actor=self.people["trainer"])

    @cached_property
    def attendance_question(self):
        from courses.attendance.actions import ask_about

        return ask_about(mark=self._signed(4, "absent"), text="Estuve", person=self.people["owner"])
