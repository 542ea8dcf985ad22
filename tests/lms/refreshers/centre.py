"""A team, a module that refreshes, and rules in force for them."""

from datetime import date, timedelta
from functools import cached_property

from tests import world

DAY = date(2026, 11, 18)  # a Wednesday


class Team:
    def __init__(self) -> None:
        self.company = world.unit()
        self.service = world.unit(parent=self.company, kind="service", name="Marenta")
        self.team = world.unit(parent=self.service, kind="team", name="Verde")
        self.trainer = world.member("trainer", self.service, first_name="Carmen")
        self.agent = world.member("agent", self.team, first_name="Lucía")

    @cached_property
    def module(self):
        return world.lesson(world.module(title="Waits and silences", kind="refresher")).get_parent().specific

    def another(self, **fields):
        return world.member("agent", self.team, **fields)

    def version(
        self, trigger: str = "absence_return", params: dict | None = None, *, draft: bool = False, live_from=None, unit=None, **fields
    ):
        """A version in force since a month before the day, unless told."""
        from lms.refreshers import actions

        code = fields.pop("code", f"{trigger}-{fields.get('module', self.module).pk}".replace("_", "-"))
        rule = actions.create_rule(code=code, name_es=trigger, name_en=trigger, unit=unit or self.service, actor=self.trainer)
        values = {"module": self.module, "roles": ["agent"], "actor": self.trainer} | fields
        made = actions.draft(rule=rule, trigger=trigger, params=params or {}, **values)
        if draft:
            return made
        return actions.publish(rule=rule, reason="It helps", actor=self.trainer, today=live_from or DAY - timedelta(days=30))


def back(who, on: date = DAY, days: int = 40):
    """Somebody who is back on a day."""
    from lms.operations.actions import record_absence

    return record_absence(person=who, starts_on=on - timedelta(days=days), ends_on=on - timedelta(days=1))


def weeks(who, *values: float, metric: str = "fcr", until: date = DAY, cases: int = 200):
    """Weekly figures, the last one of the last whole week before a day."""
    from lms.operations.models import Measurement, Metric

    found, _created = Metric.objects.get_or_create(
        code=metric, defaults={"name_es": "RPC", "name_en": "First contact resolution", "unit_of_measure": "%", "attaches_to_person": True}
    )
    monday = until - timedelta(days=until.weekday())
    for back_by, value in enumerate(reversed(values), start=1):
        first = monday - timedelta(weeks=back_by)
        Measurement.objects.create(metric=found, person=who, starts_on=first, ends_on=first + timedelta(days=6), value=value, sample=cases)


def everything() -> list[str]:
    from django.core import serializers

    from courses.enrolments.models import Enrolment
    from lms.refreshers.models import RefresherAssignment, RuleRun

    rows = [row for model in (RefresherAssignment, Enrolment) for row in model.objects.order_by("pk")]
    runs = RuleRun.objects.order_by("pk").values_list("version", "on", "given")
    return [*serializers.serialize("jsonl", rows).splitlines(), *map(str, runs)]
