"""Refreshers: a rule in force, one that is to do, one proposed, one asked for."""

from functools import cached_property

from django.utils import timezone

from tests import world


class Refreshed:
    """Refreshers: a rule in force, one that is to do, one proposed, one asked for."""

    @cached_property
    def refresher_module(self):
        return world.lesson(world.module(title="Esperas y silencios", kind="refresher")).get_parent().specific

    @cached_property
    def refresher_rule(self):
        from lms.refreshers import actions

        trainer = self.people["trainer"]
        rule = actions.create_rule(code="esperas", name_es="Esperas", name_en="Holds", unit=self.service, actor=trainer)
        params = {"metric": "fcr", "low": 72}
        said = {"trigger": "kpi", "params": params, "module": self.refresher_module, "roles": ["trainee"], "actor": trainer}
        actions.draft(rule=rule, **said)
        actions.publish(rule=rule, reason="Ayuda", actor=trainer, today=timezone.localdate())
        actions.draft(rule=rule, **said)
        return rule

    @cached_property
    def refresher(self):
        return self._found("one", proposes=False)

    @cached_property
    def refresher_proposed(self):
        return self._found("two", proposes=True)

    @cached_property
    def refresher_request(self):
        from lms.refreshers.actions import ask_for

        return ask_for(
            person=self.people["owner"], module=self.refresher_module, words="Me pierdo en las esperas", actor=self.people["owner"]
        )

    def _found(self, key: str, *, proposes: bool):
        from lms.refreshers.actions.giving import give
        from lms.refreshers.choosing import Cause

        version, today = self.refresher_rule.versions.get(status="live"), timezone.localdate()
        points = [["2026-10-12", "2026-10-18", 61.5, 210], ["2026-10-19", "2026-10-25", 60.0, 190]]
        numbers = {"metric": "fcr", "es": "RPC", "en": "FCR", "unit": "%", "low": 72.0, "high": None, "period": "week"}
        numbers |= {"outside": 2, "mean": 60.8, "cases": 400, "points": points}
        cause = Cause(self.people["owner"].pk, f"kpi:fcr:{key}", today, numbers)
        return give(version=version, cause=cause, on=today, today=today, proposes=proposes)
