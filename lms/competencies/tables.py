"""The matrix of people and competencies, and one's own record, as rows for a spreadsheet."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.competencies.enums import Standing
from lms.competencies.models import Competency, CompetencyGroup
from lms.competencies.queries.matrix import competencies_of, people_of, rows_of
from lms.competencies.queries.record import Record, evidence_of
from lms.exports.registry import register
from lms.people.models import Unit, User


def record_rows(record: Record) -> Iterator[list]:
    yield [_("Code"), _("Competency"), _("Standing"), _("Level"), _("Last proved"), _("Until"), _("To be reviewed")]
    for line in record.lines:
        until = line.until.isoformat() if line.until else ""
        review = _("yes") if line.to_review else ""
        words = str(Standing(line.standing).label)
        yield [line.competency.code, line.competency.name, words, line.level or "", line.proven or "", until, review]


def evidence_rows(person, on: date | None = None) -> Iterator[list]:
    """What a person's record rests on: a heading, then a row a piece."""
    yield [
        _("Code"),
        _("Competency"),
        _("Kind"),
        _("Source"),
        _("Level seen"),
        _("What was seen"),
        _("On"),
        _("Until"),
        _("By"),
        _("Void since"),
        _("Why it no longer counts"),
    ]
    for one in evidence_of(person, on):
        void = getattr(one, "void", None)
        if void and on and timezone.localdate(void.voided_at) > on:
            void = None
        yield [
            one.competency.code,
            one.competency.name,
            one.kind.name,
            one.source_title,
            one.level,
            one.fact,
            timezone.localdate(one.observed_at).isoformat(),
            one.expires_on.isoformat() if one.expires_on else "",
            str(one.assessor) if one.assessor else "",
            timezone.localdate(void.voided_at).isoformat() if void else "",
            void.reason if void else "",
        ]


def matrix_asked(viewer: User, asked: Mapping[str, str]) -> tuple[QuerySet[User], list[Competency]]:
    """The people and the competencies that a filter stands for, as `viewer` may see them."""
    unit = Unit.objects.filter(code=asked.get("unit", "")).first()
    group = CompetencyGroup.objects.filter(code=asked.get("group", ""), archived_at__isnull=True).first()
    people = people_of(viewer=viewer, unit=unit, words=asked.get("q", ""), only=asked.get("only", ""), group=group, narrow=dict(asked))
    return people, competencies_of(group)


def matrix_rows(viewer: User, asked: Mapping[str, str]) -> Iterator[list]:
    return table_of(*matrix_asked(viewer, asked))


def matrix_total(viewer: User, asked: Mapping[str, str]) -> int:
    people, competencies = matrix_asked(viewer, asked)
    return people.count() * len(competencies)


register("competencies.matrix", rows=matrix_rows, total=matrix_total)


def table_of(people: QuerySet[User], competencies: list[Competency], batch: int = 500) -> Iterator[list]:
    """Everybody, for a spreadsheet: a heading, then a row a person and competency with its words."""
    yield [
        _("Surname"),
        _("First name"),
        _("E-mail"),
        _("Code"),
        _("Competency"),
        _("Standing"),
        _("Level"),
        _("Last proved"),
        _("Until"),
        _("To be reviewed"),
    ]
    held: list[User] = []
    for person in people.iterator(chunk_size=batch):
        held.append(person)
        if len(held) == batch:
            yield from _lines(held, competencies)
            held = []
    yield from _lines(held, competencies)


def _lines(people: list[User], competencies: list[Competency]) -> Iterator[list]:
    for person, cells in rows_of(people, competencies):
        for competency, cell in zip(competencies, cells, strict=True):
            yield [
                person.last_name,
                person.first_name,
                person.email,
                competency.code,
                competency.name,
                str(Standing(cell.standing).label),
                cell.level or "",
                cell.proven or "",
                cell.until.isoformat() if cell.until else "",
                _("yes") if cell.to_review else "",
            ]
