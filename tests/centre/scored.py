"""Scores of roleplays: the owner wrote, the assessor reads, the trainer looks again."""

from functools import cached_property


class Scored:
    """Scores of roleplays: the owner wrote, the assessor reads, the trainer looks again."""

    @cached_property
    def roleplay_score(self):
        from tests import scores

        return scores.waiting(self.people["owner"], self.people["assessor"])

    @cached_property
    def critical_error(self):
        return self.roleplay_score.performance.version.rubric_version.critical_errors.first()

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
    def anchor(self):
        from assessments.calibration.models import Anchor

        performance = self.roleplay_result.performance
        return Anchor.objects.create(
            performance=performance, kind="good", version=performance.version.rubric_version, master={"C1": 4, "C2": 4}
        )

    @cached_property
    def asked_anchor(self):
        """The owner is asked whether what they wrote may be a reference."""
        from assessments.calibration.models import Anchor
        from tests import scores

        performance = scores.performance(self.people["owner"])
        return Anchor.objects.create(
            performance=performance, kind="good", version=performance.version.rubric_version, word="asked", kept_by=self.people["quality"]
        )

    @cached_property
    def talked_calibration(self):
        from tests import calibrations

        return calibrations.all_in(calibrations.session(self.people["quality"], [self.people["assessor"]], code="cal-talked"))
