"""What each requirement rests on: the pieces of evidence, certificates, months and days that were read for it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from lms.careers import wording
from lms.careers.enums import RequirementKind
from lms.careers.queries.licences import ASSESSOR, assessor_licences, known_licences
from lms.careers.readiness import Ask, Facts
from lms.careers.roleplays import subject_of
from lms.certificates.models import Certificate
from lms.competencies.levels import Piece, Rule
from lms.competencies.models import Competency, Evidence
from lms.competencies.queries.pieces import default_rule, end_of, pieces_of, rules_at
from lms.language.days import day_month
from lms.operations.windows import first_day, months_read


@dataclass(frozen=True, slots=True)
class Proof:
    """One fact: of which kind, in words, what it says, since when and until when it counts, by whom, and whether it holds on the day.

    id: the evidence or certificate it is, None for a month or a date. url: where to read it.
    """

    kind: str
    words: str
    value: str = ""
    on: date | None = None
    until: date | None = None
    by: str = ""
    holds: bool = True
    id: int | None = None
    url: str = ""

    def age(self, day: date) -> int | None:
        """Days since it was seen."""
        return (day - self.on).days if self.on else None

    def plain(self) -> dict[str, Any]:
        days = {"on": self.on and self.on.isoformat(), "until": self.until and self.until.isoformat()}
        return {"kind": self.kind, "id": self.id, "value": self.value, "holds": self.holds} | days


class Proofs:
    """What is known of one person for some requirements. Six queries, however many requirements, and one for each kind of licence."""

    def __init__(self, person, asks: Iterable[Ask], facts: Facts, day: date):
        self.person, self.facts, self.day = person, facts, day
        held = list(asks)
        self._known_at = timezone.now() if day >= timezone.localdate() else end_of(day)
        competencies = {ask.competency for ask in held if ask.competency}
        self._pieces = pieces_of([person.pk], competencies, known_at=self._known_at)
        self._rules = rules_at(self._known_at)
        self._frameworks = dict(Competency.objects.filter(pk__in=competencies).values_list("pk", "group__framework"))
        self._evidence = self._read_evidence()
        self._certificates = self._read_certificates({one for ask in held for one in ask.certifications})

    def pieces(self, ask: Ask) -> list[Piece]:
        return self._pieces.get((self.person.pk, ask.competency or 0), [])

    def rule(self, ask: Ask) -> Rule:
        return self._rules.get(self._frameworks.get(ask.competency), default_rule())[1]

    def of(self, ask: Ask) -> tuple[Proof, ...]:
        """The facts behind one requirement, the newest first."""
        if ask.kind == RequirementKind.COMPETENCY:
            return tuple(self._of_piece(piece) for piece in sorted(self.pieces(ask), key=lambda one: one.observed_on, reverse=True))
        if ask.kind == RequirementKind.CERTIFICATE:
            return tuple(self._of_certificate(one) for pk in ask.certifications for one in self._certificates[pk])
        if ask.kind == RequirementKind.METRIC:
            return self._months(ask)
        if ask.kind in (RequirementKind.ROLEPLAY, RequirementKind.LICENCE):
            return self._passed(ask)
        return self._days(ask)

    def _read_evidence(self) -> dict[int, Evidence]:
        rows = Evidence.objects.filter(person=self.person, recorded_at__lte=self._known_at, void__isnull=True)
        return {one.pk: one for one in rows.select_related("kind", "assessor")}

    def _read_certificates(self, certifications: set[int]) -> dict[int, list[Certificate]]:
        found: dict[int, list[Certificate]] = defaultdict(list)
        for one in Certificate.objects.filter(person=self.person, certification__in=certifications).order_by("-issued_on"):
            found[one.certification_id].append(one)
        return found

    def _of_piece(self, piece: Piece) -> Proof:
        seen = self._evidence.get(piece.id)
        return Proof(
            kind="evidence",
            words=(seen.source_title or seen.kind.name) if seen else piece.kind,
            value=str(piece.proves or piece.level),
            on=piece.observed_on,
            until=piece.expires_on,
            by=str(seen.assessor) if seen and seen.assessor else "",
            holds=piece.holds_on(self.day),
            id=piece.id,
        )

    def _of_certificate(self, one: Certificate) -> Proof:
        return Proof(
            kind="certificate",
            words=one.name,
            value=one.serial,
            on=one.issued_on,
            until=one.valid_until,
            by=str(one.issued_by) if one.issued_by_id else "",
            holds=not one.revoked_at and (one.valid_until is None or one.valid_until >= self.day),
            id=one.pk,
            url=reverse("certificates:detail", args=[one.code]),
        )

    def _months(self, ask: Ask) -> tuple[Proof, ...]:
        assert ask.target is not None
        figures = (self.facts.team_figures if ask.of_team else self.facts.figures).get(ask.metric or 0, [])
        by_month = {figure.month: figure for figure in figures}
        months = months_read(figures, ask.target.months, self.day, () if ask.of_team else self.facts.absences)
        found = [(first_day(month), by_month[month]) for month in months if month in by_month]
        return tuple(
            Proof(
                kind="figure",
                words=date_format(first, "F Y"),
                value=wording.figure(figure.value) + (f" (n = {figure.sample})" if figure.sample is not None else ""),
                on=first,
                holds=not ask.target.is_beyond_floor(figure.value),
            )
            for first, figure in found
        )

    def _passed(self, ask: Ask) -> tuple[Proof, ...]:
        subject = (str(ask.kind), ask.code)
        given = self._licences(ask.code) if ask.kind == RequirementKind.LICENCE else ()
        by_source = {one.source: one for one in self._evidence.values() if subject_of(one.source) == subject}
        return given + tuple(
            Proof(
                kind="evidence",
                words=one.source_title or one.kind.name,
                on=timezone.localtime(one.observed_at).date(),
                until=one.expires_on,
                by=str(one.assessor) if one.assessor else "",
                holds=one.expires_on is None or one.expires_on >= self.day,
                id=one.pk,
            )
            for one in by_source.values()
        )

    def _licences(self, code: str) -> tuple[Proof, ...]:
        found = [
            Proof("licence", one.words, on=one.given_on, until=one.until, by=str(one.given_by), id=one.pk)
            for one in known_licences([self.person.pk], self._known_at).filter(code=code).select_related("given_by")
        ]
        if code == ASSESSOR:
            rows = assessor_licences([self.person.pk], self._known_at).select_related("rubric")
            found += [Proof("licence", str(one.rubric), on=one.valid_from, until=one.valid_to, id=one.pk) for one in rows]
        return tuple(replace(one, holds=one.until is None or one.until >= self.day) for one in found)

    def _days(self, ask: Ask) -> tuple[Proof, ...]:
        if ask.kind == RequirementKind.TIME_IN_COMPANY:
            since = self.facts.hired_on
            return (Proof(kind="date", words=day_month(since), on=since),) if since else ()
        periods = sorted((period for rung in ask.rungs for period in self.facts.held.get(rung, ())), reverse=True)
        return tuple(Proof(kind="date", words=day_month(start), on=start, until=end) for start, end in periods)
