"""Scores of roleplays: the owner wrote, the assessor reads, the trainer looks again."""

from datetime import date
from functools import cached_property


class Scored:
    """Scores of roleplays: the owner wrote, the assessor reads, the trainer looks again."""

    @cached_property
    def roleplay_score(self):
        from tests import scores

        return scores.waiting(self.people["owner"], self.people["assessor"])

    @cached_property
    def roleplay_result(self):
        from tests import scores

        return scores.given(self.people["owner"], self.people["assessor"])

    @cached_property
    def score_appeal(self):
        from tests import scores

        return scores.appealed(self.people["owner"], self.people["assessor"])

    @cached_property
    def calibration(self):
        """The assessor scores in it, quality leads it."""
        from tests import calibrations

        return calibrations.session(self.people["quality"], [self.people["assessor"]])

    @cached_property
    def talked_calibration(self):
        from tests import calibrations

        return calibrations.all_in(calibrations.session(self.people["quality"], [self.people["assessor"]], code="cal-talked"))

    @cached_property
    def import_run(self):
        from assessments.exchange.actions import begin_import, look_over

        run = begin_import(data="¿Cuánto? {=45 ~39}".encode(), name="una.gift", actor=self.people["trainer"])
        look_over(run=run)
        return run

    @cached_property
    def time_adjustment(self):
        from assessments.quizzes.actions import grant_time

        return grant_time(person=self.people["owner"], extra_percent=50, starts_on=date(2026, 1, 1), actor=self.people["hr"])

    @cached_property
    def notification(self):
        from lms.notifications.actions import notify

        return notify(person=self.people["owner"], kind="test", key="roles.test", title="Mira esto", url="/programme/")
