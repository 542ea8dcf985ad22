"""Which licences people hold: those written down of them, and those of assessors, which calibrations give and take. And their kinds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from assessments.scores.models import AssessorLicence
from lms.careers import wording
from lms.careers.enums import EnteredBy, RequirementKind
from lms.careers.models import Licence, LicenceKind, LicenceOpening, Requirement
from lms.careers.permissions import can_license
from lms.careers.querysets import ENTERS_FOR_HR
from lms.careers.readiness import Passed
from lms.careers.roleplays import LICENCE, Proofs

ASSESSOR = "assessor"  # of any rubric: whoever scores by one is calibrated


def held_licences(person_ids: Iterable[int], known_at: datetime) -> Proofs:
    """As known at a moment, for any number of people with two queries."""
    ids, found = list(person_ids), {}
    for one in known_licences(ids, known_at):
        found.setdefault(one.person_id, {}).setdefault((LICENCE, one.code), {})[f"given:{one.pk}"] = Passed(one.given_on, one.until)
    for one in assessor_licences(ids, known_at):
        by_source = found.setdefault(one.assessor_id, {}).setdefault((LICENCE, ASSESSOR), {})
        by_source[f"assessor:{one.pk}"] = Passed(one.valid_from, one.valid_to)
    return found


def known_licences(person_ids: list[int], known_at: datetime) -> QuerySet[Licence]:
    rows = Licence.objects.filter(person__among=person_ids, recorded_at__lte=known_at)
    return rows.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_at))


def assessor_licences(person_ids: list[int], known_at: datetime) -> QuerySet[AssessorLicence]:
    rows = AssessorLicence.objects.filter(assessor__among=person_ids, given_at__lte=known_at)
    return rows.filter(Q(revoked_at__isnull=True) | Q(revoked_at__gt=known_at))


def names_of_licences(codes: Iterable[str]) -> dict[str, str]:
    """What the register calls these, in the language in use. No query for none that could be there."""
    wanted = set(codes) - wording.BUILT_IN
    return {one.code: one.name for one in LicenceKind.objects.filter(code__in=wanted)} if wanted else {}


@dataclass(frozen=True, slots=True)
class Offered:
    """A licence that can be written down: its name, and what its kind says of it where the register has it."""

    code: str
    name: str
    kind: LicenceKind | None = None


def offered_to(actor, asked: Iterable[str]) -> list[Offered]:
    """What somebody may write down of others: what the academy brings along, what the register has for their role, and what ladders
    ask (`asked`) and nobody has described yet. Not what calibrations give. One query."""
    kinds = {one.code: one for one in LicenceKind.objects.all()}
    is_hr = actor.is_superuser or actor.has_role(ENTERS_FOR_HR)
    codes = [*wording.SIGN_OFFS, *kinds, *(code for code in dict.fromkeys(asked) if code not in wording.BUILT_IN | kinds.keys())]
    found = [(code, kinds.get(code)) for code in codes]
    return [
        Offered(code, wording.licence(code, kind.name if kind else ""), kind)
        for code, kind in found
        if kind is None or (not kind.archived_at and (is_hr or kind.entered_by == EnteredBy.LEADERS))
    ]


def not_described(codes: Iterable[str]) -> list[str]:
    """Of what ladders ask for and people hold: the codes that the register does not have. Two queries at most."""
    asked = Requirement.objects.filter(kind=RequirementKind.LICENCE, version__status__in=("live", "draft"))
    held = Licence.objects.order_by().values_list("code", flat=True).distinct()
    return sorted({*asked.values_list("licence", flat=True), *held} - {*wording.BUILT_IN, *codes})


@dataclass(frozen=True, slots=True)
class LicenceLine:
    """One licence of somebody as a page shows it. openings: who else opened its document, the latest first, where its person asks."""

    licence: Licence
    name: str
    has_run_out: bool
    may_open: bool
    may_withdraw: bool
    openings: tuple[LicenceOpening, ...] = ()

    @property
    def shape(self) -> str:
        return "missing" if self.licence.withdrawn_at else "expired" if self.has_run_out else "met"


def licence_lines(person, viewer) -> list[LicenceLine]:
    """Everything written down of somebody, the latest first. The same few queries however much there is."""
    rows = list(Licence.objects.filter(person=person).select_related("given_by", "withdrawn_by").prefetch_related("openings__reader"))
    kinds = {one.code: one for one in LicenceKind.objects.filter(code__in={one.code for one in rows})}
    papers = set(Licence.objects.filter(person=person).with_document_for(viewer).values_list("pk", flat=True)) if rows else set()
    of_leaders, of_hr = can_license(viewer, person), can_license(viewer, person, by_hr=True)
    today = timezone.localdate()
    return [
        LicenceLine(
            licence=one,
            name=wording.licence(one.code, kinds[one.code].name if one.code in kinds else ""),
            has_run_out=one.until is not None and one.until < today,
            may_open=one.pk in papers,
            may_withdraw=one.withdrawn_at is None and (of_hr if _by_hr(kinds.get(one.code)) else of_leaders),
            openings=tuple(each for each in one.openings.all() if each.reader_id != person.pk) if viewer.pk == person.pk else (),
        )
        for one in rows
    ]


def _by_hr(kind: LicenceKind | None) -> bool:
    return kind is not None and kind.entered_by == EnteredBy.HR


@dataclass(frozen=True, slots=True)
class Register:
    """kinds: each with how many people hold one today; brought_along: names of those of the academy; not_described: codes in use."""

    kinds: list[tuple[LicenceKind, int]]
    brought_along: list[str]
    not_described: list[str]


def register_of_kinds() -> Register:
    """Those in use first. Four queries."""
    today = timezone.localdate()
    held = Licence.objects.filter(Q(until__isnull=True) | Q(until__gte=today), withdrawn_at=None).order_by().values_list("code")
    counts = dict(held.annotate(people=Count("person", distinct=True)))
    kinds = sorted(LicenceKind.objects.all(), key=lambda one: (bool(one.archived_at), one.name.casefold()))
    return Register(
        kinds=[(one, counts.get(one.code, 0)) for one in kinds],
        brought_along=[wording.licence(code) for code in (*wording.SIGN_OFFS, *wording.EARNED)],
        not_described=not_described(one.code for one in kinds),
    )
