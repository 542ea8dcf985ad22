"""Booked roleplays: a centre with two assessors and two trainees, slots of theirs, and what is booked in them."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

from tests import roleplays, scores, world

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday, 11:00 in Madrid
_numbers = count(1)


def scenario(code: str = roleplays.TENNIS, *, rubric=None, **fields):
    """One that can be acted and scored."""
    made = roleplays.scenario(code, slug=f"live-{next(_numbers)}", **fields)
    version = rubric or scores.rubric()
    made.rubric = version.rubric
    made.save()
    made.current_version.rubric_version = version
    made.current_version.save()
    return made


class Floor:
    """Nuria and Marta assess in the unit; Ibrahim and Lena work there, and Carmen leads them. `scenario` can be acted."""

    def __init__(self):
        world.evidence_kinds()
        self.unit = world.unit()
        self.nuria = world.member("assessor", self.unit, first_name="Nuria")
        self.marta = world.member("assessor", self.unit, first_name="Marta")
        self.ibrahim = world.member("trainee", self.unit, first_name="Ibrahim")
        self.lena = world.member("trainee", self.unit, first_name="Lena")
        self.carmen = world.member("coordinator", self.unit, first_name="Carmen")
        self.scenario = scenario()

    def slot(self, who=None, *, hours: float = 48, minutes: int = 30, now=NOW, **fields):
        from assessments.live.actions import offer

        values = {"place": "Sala 2", "minutes": minutes} | fields
        return offer(actor=who or self.nuria, moments=[now + timedelta(hours=hours)], now=now, **values)[0]

    def booking(self, who=None, *, slot=None, now=NOW, **fields):
        from assessments.live.actions import book

        person = who or self.ibrahim
        return book(slot=slot or self.slot(now=now), person=person, scenario=self.scenario, actor=person, now=now, **fields)

    def running(self, **fields):
        from assessments.live.actions import begin

        booking = self.booking(**fields)
        return begin(booking=booking, actor=booking.slot.assessor, now=booking.slot.begins_at)

    def handed_in(self):
        from assessments.live.actions import end

        booking = self.running()
        return end(booking=booking, actor=booking.slot.assessor, now=booking.slot.begins_at + timedelta(minutes=12))


def note(booking, text: str = "Nombra las tres esperas", *, second: int = 65, **fields):
    from assessments.live.actions import save_note

    values = {"token": uuid4(), "now": booking.slot.begins_at + timedelta(minutes=10)} | fields
    return save_note(booking=booking, actor=booking.slot.assessor, text=text, second=second, **values)[0]
