"""Live roleplays of the owner with the assessor."""

from datetime import timedelta
from functools import cached_property

from django.utils import timezone


class Met:
    """Live roleplays of the owner with the assessor: one booked, one under way, and free times."""

    @cached_property
    def acted_scenario(self):
        from tests import live

        return live.scenario()

    @cached_property
    def free_slot(self):
        return self._slot(hours=72)

    @cached_property
    def paired_slot(self):
        """Where the assessor is the second."""
        return self._slot(hours=99, by="trainer", second=self.people["assessor"])

    @cached_property
    def slot_to_book(self):
        """Free, and of the trainer; for whoever books it."""
        return self._slot(hours=75)

    @cached_property
    def booking(self):
        from assessments.live.actions import book

        person = self.people["owner"]
        return book(slot=self._slot(hours=48), person=person, scenario=self.acted_scenario, actor=person)

    @cached_property
    def running_booking(self):
        from assessments.live.actions import start_now

        return start_now(assessor=self.people["assessor"], person=self.people["owner"], scenario=self.acted_scenario)

    @cached_property
    def calendar_key(self):
        from assessments.live.actions import calendar_key

        for who in self.people.values():
            calendar_key(person=who)
        return calendar_key(person=self.people["owner"])

    def _slot(self, *, hours: int, by: str = "assessor", **fields):
        from assessments.live.actions import offer

        moment = timezone.now().replace(microsecond=0) + timedelta(hours=hours)
        return offer(actor=self.people[by], moments=[moment], minutes=30, place="Sala 2", **fields)[0]
