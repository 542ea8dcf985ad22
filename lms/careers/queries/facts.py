"""What is known of people on a day: everything that a ladder may ask, for a thousand at once with the same queries as for one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from lms.careers.enums import PostingKind, RequirementKind
from lms.careers.models import Posting
from lms.careers.queries.licences import held_licences
from lms.careers.readiness import Ask, CertificateFact, Facts, LevelFact, Passed
from lms.careers.roleplays import Proofs, registered, subject_of
from lms.certificates.models import Certificate
from lms.competencies.levels import extended
from lms.competencies.models import CompetencyState, Evidence
from lms.competencies.pauses import pauses_of
from lms.competencies.queries.pieces import end_of
from lms.competencies.queries.states import readings
from lms.operations.queries import absences_of, figures_of_people, figures_of_units, joined
from lms.people.enums import Role
from lms.people.models import Membership, User

LEADS = (Role.COORDINATOR, Role.SUPERVISOR)


def facts_of(person_ids: Iterable[int], asks: Iterable[Ask], on: date | None = None) -> dict[int, Facts]:
    """The facts of people that these requirements ask for, as they stand today or as they were known on an earlier day."""
    today = timezone.localdate()
    day, ids, asked = on or today, list(person_ids), _Asked(asks)
    known_at = timezone.now() if day >= today else end_of(day)
    absences = absences_of(ids, known_at)
    found = {
        pk: Facts(hired_on=hired_on, absences=absences.get(pk, []))
        for pk, hired_on in User.objects.filter(pk__among=ids).values_list("pk", "hired_on")
    }
    _postings(found)
    _levels(found, asked, day, today)
    _certificates(found, asked, known_at)
    _figures(found, asked, day, known_at)
    _proofs(found, asked, known_at)
    return found


class _Asked:
    """What a set of requirements asks for, by kind."""

    def __init__(self, asks: Iterable[Ask]):
        self.competencies: set[int] = set()
        self.certifications: set[int] = set()
        self.metrics: set[int] = set()
        self.team_metrics: set[int] = set()
        self.proofs = False
        self.months = 0
        for ask in asks:
            self.certifications.update(ask.certifications)
            if ask.competency is not None:
                self.competencies.add(ask.competency)
            if ask.metric is not None:
                (self.team_metrics if ask.of_team else self.metrics).add(ask.metric)
            if ask.target is not None:
                self.months = max(self.months, ask.target.months)
            self.proofs |= ask.kind in (RequirementKind.ROLEPLAY, RequirementKind.LICENCE)


def _postings(found: dict[int, Facts]) -> None:
    rows = Posting.objects.filter(person__among=found, kind=PostingKind.HELD).order_by("starts_on")
    for person, rung, starts_on, ends_on in rows.values_list("person", "rung", "starts_on", "ends_on"):
        found[person].held.setdefault(rung, []).append((starts_on, ends_on))


def _levels(found: dict[int, Facts], asked: _Asked, day: date, today: date) -> None:
    """From the rows that are kept for today; read anew from evidence for any other day."""
    if day == today:
        rows = CompetencyState.objects.filter(person__among=found, competency__in=asked.competencies)
        for person, competency, level, proven, until in rows.values_list("person", "competency", "level", "proven_level", "valid_until"):
            found[person].levels[competency] = LevelFact(level, proven, until)
        return
    for (person, competency), (reading, _rule) in readings(list(found), asked.competencies, on=day).items():
        found[person].levels[competency] = LevelFact(reading.level, reading.proven_level, reading.valid_until)


def _certificates(found: dict[int, Facts], asked: _Asked, known_at: datetime) -> None:
    rows = Certificate.objects.filter(person__among=found, certification__in=asked.certifications).order_by()
    for person, certification, issued_on, until, revoked_at in rows.values_list(
        "person", "certification", "issued_on", "valid_until", "revoked_at"
    ):
        fact = CertificateFact(issued_on, until, revoked_at is not None and revoked_at <= known_at)
        found[person].certificates.setdefault(certification, []).append(fact)


def _figures(found: dict[int, Facts], asked: _Asked, day: date, known_at: datetime) -> None:
    asked_for = {"on": day, "months": asked.months, "known_at": None if day >= timezone.localdate() else known_at}
    for (person, metric), figures in figures_of_people(found, asked.metrics, **asked_for).items():
        found[person].figures[metric] = figures
    if not asked.team_metrics:
        return
    led: dict[int, list[int]] = defaultdict(list)
    for person, unit in Membership.objects.current(day).filter(person__among=found, role__in=LEADS).values_list("person", "unit"):
        led[person].append(unit)
    of_units = figures_of_units({unit for units in led.values() for unit in units}, asked.team_metrics, **asked_for)
    for person, units in led.items():
        for metric in asked.team_metrics:
            figures = [figure for unit in units for figure in of_units.get((unit, metric), ())]
            if figures:
                found[person].team_figures[metric] = joined(figures)


def _proofs(found: dict[int, Facts], asked: _Asked, known_at: datetime) -> None:
    """Roleplays passed and licences held: each source counts once, whoever tells of it."""
    if not asked.proofs:
        return
    sources: dict[tuple[int, tuple[str, str]], dict[str, Passed]] = defaultdict(dict)
    for proofs in (
        proofs_in_evidence(found, known_at),
        held_licences(found, known_at),
        *(provider(found, known_at) for provider in registered()),
    ):
        for person, subjects in proofs.items():
            for subject, by_source in subjects.items():
                sources[person, subject].update(by_source)
    for (person, (kind, code)), by_source in sources.items():
        facts = found[person]
        (facts.roleplays if kind == "roleplay" else facts.licences)[code] = list(by_source.values())


def proofs_in_evidence(person_ids: Iterable[int], known_at: datetime) -> Proofs:
    """What evidence says of roleplays and licences: see lms.careers.roleplays."""
    ids = list(person_ids)
    pauses = pauses_of(ids, known_at)
    named = Q(source__startswith="roleplay:") | Q(source__startswith="licence:")
    standing = Q(void__isnull=True) | Q(void__voided_at__gt=known_at)
    rows = Evidence.objects.filter(named, standing, person__among=ids, recorded_at__lte=known_at)
    found: Proofs = {}
    for person, source, observed_at, expires_on in rows.order_by().values_list("person", "source", "observed_at", "expires_on"):
        subject = subject_of(source)
        if subject is None:
            continue
        seen_on = timezone.localtime(observed_at).date()
        until = extended(seen_on, expires_on, pauses.get(person, ()))
        by_source = found.setdefault(person, {}).setdefault(subject, {})
        known = by_source.get(source)
        if known is None or until is None or (known.until is not None and until > known.until):
            by_source[source] = Passed(seen_on, until)
    return found
