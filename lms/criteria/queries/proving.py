"""What somebody has proved of what we agreed, and what is left."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lms.criteria.models import Guideline, GuidelineVersion, Proof, ProofAnswer
from lms.criteria.proving import left


@dataclass(frozen=True)
class Line:
    """A guideline in force, as one reader stands towards it."""

    guideline: Guideline
    version: GuidelineVersion
    left: list[str]
    is_mine: bool
    proved_at: datetime | None
    proved_number: int | None
    asked_number: int = 0

    @property
    def is_to_prove(self) -> bool:
        return self.is_mine and (bool(self.left) or self.is_to_read)

    @property
    def is_to_read(self) -> bool:
        """It asks no question, and its reader has not said yet that they have read it."""
        return self.is_mine and self.version.is_only_read and (self.proved_number or 0) < self.asked_number


def left_of(person, guidelines: Iterable[Guideline]) -> dict[int, list[str]]:
    """The keys of the questions still to answer right, by guideline. Two queries, however many there are."""
    ids = [one.pk for one in guidelines]
    asks, keys = defaultdict(dict), {}
    for version in GuidelineVersion.objects.published().filter(guideline__in=ids).order_by("number"):
        asks[version.guideline_id][version.number] = version.asks
        keys[version.guideline_id] = version.keys
    right = defaultdict(list)
    given = ProofAnswer.objects.filter(person=person, right=True, version__guideline__in=ids)
    for guideline, number, key in given.values_list("version__guideline", "version__number", "question"):
        right[guideline].append((number, key))
    return {pk: left(keys.get(pk, []), asks[pk], right[pk]) for pk in ids}


def agreed(person) -> list[Line]:
    """What is in force for this reader or in their branch, what is still to prove first. A fixed number of queries."""
    guidelines = list(Guideline.objects.visible_to(person).live().select_related("unit"))
    asked = last_asked(guidelines)
    mine = set(Guideline.objects.live().meant_for(person).values_list("pk", flat=True))
    remaining = left_of(person, guidelines)
    versions = {one.guideline_id: one for one in GuidelineVersion.objects.in_force().filter(guideline__in=guidelines)}
    proofs = _last_proofs(person, guidelines)
    lines = [
        _line(one, versions[one.pk], remaining[one.pk], one.pk in mine, proofs.get(one.pk), asked.get(one.pk, 0)) for one in guidelines
    ]
    return sorted(lines, key=lambda line: (not line.is_to_prove, not line.guideline.urgent, line.guideline.code))


def to_prove(person) -> list[Line]:
    return [line for line in agreed(person) if line.is_to_prove]


def line_of(person, guideline: Guideline, version: GuidelineVersion, is_mine: bool) -> Line:
    proof = _last_proofs(person, [guideline]).get(guideline.pk)
    asked = last_asked([guideline]).get(guideline.pk, 0)
    return _line(guideline, version, left_of(person, [guideline])[guideline.pk], is_mine, proof, asked)


def last_asked(guidelines: Iterable[Guideline]) -> dict[int, int]:
    """The number of the last version that asks something of people, by guideline."""
    rows = GuidelineVersion.objects.asking().filter(guideline__in=[one.pk for one in guidelines]).order_by("number")
    return dict(rows.values_list("guideline", "number"))


def _last_proofs(person, guidelines) -> dict[int, Proof]:
    found = Proof.objects.filter(person=person, version__guideline__in=guidelines).select_related("version").order_by("version__number")
    return {proof.version.guideline_id: proof for proof in found}


def _line(guideline, version, left, is_mine, proof: Proof | None, asked: int) -> Line:
    proved_at, number = (proof.proved_at, proof.version.number) if proof else (None, None)
    return Line(guideline, version, left, is_mine, proved_at, number, asked)
