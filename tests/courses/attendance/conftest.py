from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tests import world

NINE, ONE, FOUR = time(9), time(13), time(16)


def at(day: date, clock: time = time(18)) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


@pytest.fixture(autouse=True)
def in_english():
    """The words these tests compare with are the English ones."""
    with translation.override("en"):
        yield


@dataclass
class Class:
    """A cohort of a service with its trainer and three people."""

    service: Any
    trainer: Any
    cohort: Any
    ana: Any
    ben: Any
    eva: Any

    @property
    def everybody(self) -> list:
        return [self.ana, self.ben, self.eva]

    def session(self, days_ago: int = 1, *, starts_at: time = NINE, ends_at: time = ONE, **fields):
        from courses.attendance.models import ClassSession

        on = timezone.localdate() - timedelta(days=days_ago)
        return ClassSession.objects.create(
            cohort=self.cohort, on=on, starts_at=starts_at, ends_at=ends_at, **{"topic": "Fibra", "trainer": self.trainer} | fields
        )

    def entries(self, **presences) -> list:
        from courses.attendance.actions import Entry

        return [Entry(one.pk, presences.get(one.person.first_name.lower(), "present")) for one in self.everybody]

    def signed(self, days_ago: int = 1, *, starts_at: time = NINE, ends_at: time = ONE, **presences):
        from courses.attendance.actions import take_register

        session = self.session(days_ago, starts_at=starts_at, ends_at=ends_at)
        return take_register(session=session, entries=self.entries(**presences), revision=0, actor=self.trainer, sign=True)


@pytest.fixture
def group(db) -> Class:
    from courses.enrolments.models import Cohort

    service = world.unit(kind="service", name="Marenta")
    trainer = world.member("trainer", service, first_name="Carmen", last_name="Ibarra")
    modules = [world.lesson().get_parent().specific for _day in range(3)]
    programme = world.programme(modules, unlock_rule="on_day", least_attendance=90)
    began = timezone.localdate() - timedelta(days=20)
    cohort = Cohort.objects.create(name="Noviembre", programme=programme, starts_on=began, unit=service, trainer=trainer, room="Sala 2")
    people = [
        world.enrolment(world.member("trainee", service, first_name=name, last_name=surname), programme, starts_on=began, cohort=cohort)
        for name, surname in (("Ana", "Alba"), ("Ben", "Bosch"), ("Eva", "Egea"))
    ]
    return Class(service, trainer, cohort, *people)
