"""The performances of a session as they are met: a text to read or a voice to hear, under a letter and without a name."""

from dataclasses import dataclass

from assessments.calibration.hiding import without_names
from assessments.calibration.models import CalibrationSession, Sample
from assessments.recordings.permissions import RECORDED_MODES
from assessments.recordings.queries import Listening, listenings_to
from assessments.roleplays.models import Performance


@dataclass(frozen=True)
class Met:
    """`listening` is None for what was written, and for a voice that is no longer kept or not this user's to hear."""

    sample: Sample
    listening: Listening | None

    @property
    def text(self) -> str:
        return words_of(self.sample.performance) if self.sample.performance else ""

    @property
    def language(self) -> str:
        return self.sample.performance.version.scenario.language if self.sample.performance else ""

    @property
    def is_spoken(self) -> bool:
        return self.sample.performance is not None and self.sample.performance.mode in RECORDED_MODES


def words_of(performance: Performance) -> str:
    """What was written, without the name of whoever wrote it: people sign."""
    person = performance.person
    return without_names(performance.text, [str(person), person.first_name, person.last_name])


def met(session: CalibrationSession, user) -> list[Met]:
    """In the order of their letters, in two queries."""
    samples = list(session.samples.select_related("performance__version__scenario", "performance__person").order_by("letter"))
    heard = listenings_to([one.performance for one in samples if one.performance], user)
    return [Met(one, heard.get(one.performance_id)) for one in samples]
