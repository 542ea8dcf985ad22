"""What a calibration says: everybody's scores beside each other, and each assessor's figures beside the reference."""

from collections import defaultdict
from dataclasses import dataclass

from assessments.calibration.models import AnchorScore, CalibrationSession
from assessments.calibration.statistics import AssessorFigures, Readings, Said, distance, figures, icc_2_1


@dataclass(frozen=True)
class Line:
    assessor: object
    figures: AssessorFigures


@dataclass(frozen=True)
class Spoken:
    """One criterion of one performance, as everybody scored it."""

    letter: str
    criterion: object
    values: list[tuple[object, int]]
    master: int | None

    @property
    def gap(self) -> int:
        given = [value for _assessor, value in self.values]
        return max(given) - min(given) if given else 0

    @property
    def by_mark(self) -> list[tuple[str, list[object]]]:
        """For each mark, from "1" to "5", who gave it."""
        return [(str(mark), [assessor for assessor, value in self.values if value == mark]) for mark in range(1, 6)]

    @property
    def lowest(self) -> int:
        return min(value for _assessor, value in self.values)

    @property
    def highest(self) -> int:
        return max(value for _assessor, value in self.values)

    @property
    def is_apart(self) -> bool:
        return self.gap >= 2


def figures_by_assessor(session: CalibrationSession) -> list[Line]:
    """Of a session with its reference, in the order of the names. A handful of queries, however many there are."""
    samples, codes = _samples(session), _codes(session)
    before = distances_before(session)
    reference = Readings(
        {one.letter: [one.master[code] for code in codes] for one in samples},
        {one.letter: frozenset(one.master_critical) for one in samples},
    )
    return [Line(assessor, figures(own, reference, history=before.get(assessor.pk, ()))) for assessor, own in _readings(session, codes)]


def distances_before(session: CalibrationSession) -> dict[int, list[float]]:
    """How far each assessor was from the reference in the signed sessions of the same rubric before this one, oldest first."""
    earlier = AnchorScore.objects.filter(
        sample__session__version__rubric=session.version.rubric_id, sample__session__state="signed", assessor__in=session.people.all()
    ).exclude(sample__session=session)
    if session.signed_at is not None:
        earlier = earlier.filter(sample__session__signed_at__lt=session.signed_at)
    pairs: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    rows = earlier.select_related("sample").order_by("sample__session__signed_at", "sample__session_id", "pk")
    for row in rows:
        shared = [(value, row.sample.master[code]) for code, value in row.values.items() if code in row.sample.master]
        pairs[row.assessor_id][row.sample.session_id] += shared
    far = {who: [distance(*zip(*one, strict=True)) for one in of.values() if one] for who, of in pairs.items()}
    return {who: [one for one in each if isinstance(one, float)] for who, each in far.items()}


def group_agreement(session: CalibrationSession) -> Said:
    """ICC(2,1) of everybody who scored, one row a criterion of a performance."""
    readings = [own for _assessor, own in _readings(session, _codes(session))]
    letters = [one.letter for one in _samples(session)]
    columns = [[value for letter in letters for value in own.scores[letter]] for own in readings]
    return icc_2_1(list(zip(*columns, strict=True)))


def spoken(session: CalibrationSession, user) -> list[Spoken]:
    """Criterion by criterion, of the scores that the user may see."""
    rows = AnchorScore.objects.visible_to(user).filter(sample__session=session).select_related("assessor", "sample")
    by_letter = defaultdict(list)
    for row in rows.order_by("assessor__first_name", "assessor_id"):
        by_letter[row.sample.letter].append(row)
    criteria = list(session.criteria)
    return [
        Spoken(
            one.letter,
            criterion,
            [(row.assessor, row.values[criterion.code]) for row in by_letter[one.letter]],
            one.master.get(criterion.code),
        )
        for criterion in criteria
        for one in _samples(session)
    ]


def widest(lines: list[Spoken]) -> Spoken | None:
    """Where they are furthest apart, the first of several; None where nobody is two apart."""
    found = max(lines, key=lambda one: one.gap, default=None)
    return found if found is not None and found.is_apart else None


def _samples(session: CalibrationSession) -> list:
    return list(session.samples.order_by("letter"))


def _codes(session: CalibrationSession) -> list[str]:
    return list(session.criteria.values_list("code", flat=True))


def _readings(session: CalibrationSession, codes: list[str]) -> list[tuple[object, Readings]]:
    rows = AnchorScore.objects.filter(sample__session=session).select_related("assessor", "sample")
    of_assessor = defaultdict(list)
    for row in rows.order_by("assessor__first_name", "assessor_id", "sample__letter"):
        of_assessor[row.assessor].append(row)
    return [
        (
            assessor,
            Readings(
                {one.sample.letter: [one.values[code] for code in codes] for one in own},
                {one.sample.letter: frozenset(one.critical) for one in own},
            ),
        )
        for assessor, own in of_assessor.items()
    ]
