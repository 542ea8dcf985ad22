"""Who is licensed to score by what, until when, and what is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from assessments.calibration.models import CalibrationSession
from assessments.calibration.queries.opening import assessors_for
from assessments.rubrics.models import Rubric
from assessments.scores.models import AssessorLicence
from lms.people.models import User

SOON = timedelta(days=30)
VALID, ENDING, LAPSED, NONE = "valid", "ending", "lapsed", "none"


@dataclass(frozen=True)
class Standing:
    """An assessor and a rubric. `licence` is the latest one, None where there has been none; `rubric` is None for nobody's."""

    person: User
    rubric: Rubric | None
    licence: AssessorLicence | None
    state: str

    @property
    def drifted(self) -> bool:
        return bool(self.licence and self.licence.revoked_why.startswith("drift"))


def own_standing(user, today: date) -> list[Standing]:
    """By each rubric that one has been licensed or invited to score by."""
    invited = Rubric.objects.filter(versions__in=CalibrationSession.objects.filter(people=user).values("version")).distinct()
    latest = _latest([user.pk])
    rubrics = {one.pk: one for one in invited} | {licence.rubric_id: licence.rubric for licence in latest.values()}
    rows = [(rubric, latest.get((user.pk, pk))) for pk, rubric in rubrics.items()]
    return sorted((Standing(user, rubric, one, _state(one, today)) for rubric, one in rows), key=lambda one: one.rubric.code)


def standing_of_assessors(user, today: date, *, state: str = "") -> list[Standing]:
    """Of everybody who may score where the user leads: each rubric they have been licensed for, or that there is none."""
    people = list(assessors_for(user))
    latest = _latest([one.pk for one in people])
    by_person: dict[int, list[AssessorLicence]] = {}
    for (person, _rubric), licence in latest.items():
        by_person.setdefault(person, []).append(licence)
    found = []
    for one in people:
        held = by_person.get(one.pk, [])
        found += [Standing(one, licence.rubric, licence, _state(licence, today)) for licence in held] or [Standing(one, None, None, NONE)]
    return [one for one in found if not state or one.state == state]


def coming(user, today: date) -> list[CalibrationSession]:
    """The sessions in which one's scores are awaited."""
    rows = CalibrationSession.objects.filter(people=user, state="scoring").exclude(samples__scores__assessor=user)
    return list(rows.select_related("version__rubric").distinct())


def _latest(people: list[int]) -> dict[tuple[int, int], AssessorLicence]:
    """By person and rubric: one that holds before one taken back, then the one that lasts longest."""
    rows = AssessorLicence.objects.filter(assessor__in=people).select_related("rubric").order_by("valid_to", "pk")
    found: dict[tuple[int, int], AssessorLicence] = {}
    for one in rows:
        before = found.get((one.assessor_id, one.rubric_id))
        if before is None or before.revoked_at or not one.revoked_at:
            found[one.assessor_id, one.rubric_id] = one
    return found


def _state(licence: AssessorLicence | None, today: date) -> str:
    if licence is None:
        return NONE
    if not licence.holds_on(today):
        return LAPSED
    return ENDING if licence.valid_to - today <= SOON else VALID
