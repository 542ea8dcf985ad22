"""What a learner has proved and has yet to prove: the last quiz that was not passed, the certificates, and the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.quizzes.models import Attempt
from courses.enrolments.queries import ModuleView, Path, StepView
from lms.certificates.enums import CertificateState
from lms.certificates.models import Certification
from lms.certificates.validity import state_of
from lms.competencies.models import Competency
from lms.home.today import day_in_words, short_day
from lms.statements import Statement

LOOKED_AT = 30  # attempts, the latest first
SHAPES = {CertificateState.VALID: "met", CertificateState.EXPIRING: "progress", CertificateState.EXPIRED: "expired"}


@dataclass(frozen=True)
class Practice:
    title: str
    minutes: int
    reason: str
    url: str


@dataclass(frozen=True)
class CertificateLine:
    state: str
    word: str
    name: str
    note: str


def practice_of(ways: Iterable[Path], today: date) -> Practice | None:
    """The lesson that teaches what was missed most in the last quiz not passed yet; None when there is nothing to say.

    One query or two, and none where no quiz was begun that is not passed yet.
    """
    by_enrolment = {way.enrolment.pk: way for way in ways if _has_quiz_to_pass(way)}
    if not by_enrolment:
        return None
    rows = Attempt.objects.submitted().filter(enrolment__in=by_enrolment).order_by("-submitted_at")
    for attempt in _last_of_each_quiz(rows.only("enrolment_id", "step_key", "passed", "result", "submitted_at")[:LOOKED_AT]):
        found = None if attempt.passed else by_enrolment[attempt.enrolment_id].find(attempt.step_key)
        missed = _missed(attempt) if found else None
        lesson = _lesson_for(found[0], missed[0]) if missed else None
        if lesson:
            return _practice(lesson, found[1], attempt, missed, today)
    return None


def certificates_of(person, ways: Iterable[Path], today: date) -> tuple[CertificateLine, ...]:
    """What the person holds (the newest of each), then what is under way and would earn another. One query."""
    by_programme = {way.enrolment.programme_id: way for way in ways if way.programme}
    by_module = {module.outline.id: way for way in ways for module in way.modules}
    rows = _certifications(len(by_programme), len(by_module)).all(
        person=person.pk, **_numbered("programme", by_programme), **_numbered("module", by_module)
    )
    newest: dict[int, Certification] = {}
    for row in rows:
        newest.setdefault(row.pk, row)
    mine = [_held(row, today) for row in newest.values() if row.issued_on]
    to_earn = [_to_earn(row, by_programme, by_module) for row in newest.values() if not row.issued_on]
    return (*mine, *to_earn)


@lru_cache(maxsize=64)
def _certifications(programmes: int, modules: int) -> Statement:
    """What somebody holds, or would earn by one of so many programmes or modules, with its days where they hold it."""

    def build(person: int, **ways: int) -> QuerySet:
        by_programme = [key for name, key in ways.items() if name.startswith("programme")]
        by_module = [key for name, key in ways.items() if name.startswith("module")]
        held = Q(certificates__person=person, certificates__revoked_at__isnull=True)
        return (
            Certification.objects.annotate(mine=FilteredRelation("certificates", condition=held))
            .filter(Q(mine__isnull=False) | Q(programme__in=by_programme) | Q(module__in=by_module))
            .annotate(issued_on=F("mine__issued_on"), until=F("mine__valid_until"))
            .order_by("code", "-mine__issued_on")
            .only("code", "name_es", "name_en", "programme_id", "module_id")
        )

    ways = _numbered("programme", range(910_000_000, 910_000_000 + programmes)) | _numbered(
        "module", range(920_000_000, 920_000_000 + modules)
    )
    return Statement(build, person=999_999_999, **ways)


def _numbered(name: str, keys: Iterable[int]) -> dict[str, int]:
    return {f"{name}{number}": key for number, key in enumerate(keys)}


def _has_quiz_to_pass(way: Path) -> bool:
    """Whether somebody has begun a quiz of it and not passed it."""
    return any(step.outline.kind == "quiz" and step.state == "progress" for module in way.modules for step in module.steps)


def _last_of_each_quiz(attempts: Iterable[Attempt]) -> list[Attempt]:
    found: dict = {}
    for attempt in attempts:
        found.setdefault((attempt.enrolment_id, attempt.step_key), attempt)
    return list(found.values())


def _missed(attempt: Attempt) -> tuple[str, int, int] | None:
    """The competency with most misses, how many were missed and how many were asked."""
    lines = [(code, line["asked"] - line["right"], line["asked"]) for code, line in attempt.result.get("by_competency", {}).items()]
    missed = [line for line in lines if line[1]]
    return max(missed, key=lambda line: line[1]) if missed else None


def _lesson_for(module: ModuleView, code: str) -> StepView | None:
    return next((step for step in module.steps if step.outline.kind != "quiz" and code in step.outline.competency_codes), None)


def _practice(lesson: StepView, quiz: StepView, attempt: Attempt, missed: tuple[str, int, int], today: date) -> Practice:
    code, number, asked = missed
    competency = Competency.objects.filter(code=code).first()
    words = {
        "quiz": quiz.title,
        "day": day_in_words(timezone.localdate(attempt.submitted_at), today),
        "number": number,
        "asked": asked,
        "competency": competency.name if competency else code,
    }
    reason = ngettext(
        "In “%(quiz)s” (%(day)s) %(number)d question of %(asked)d on %(competency)s got away. This lesson is the one that teaches it.",
        "In “%(quiz)s” (%(day)s) %(number)d questions of %(asked)d on %(competency)s got away. This lesson is the one that teaches it.",
        number,
    )
    return Practice(lesson.title, lesson.outline.reading_minutes or lesson.outline.minutes, reason % words, lesson.url)


def _held(row: Certification, today: date) -> CertificateLine:
    until = row.until
    state = state_of(today, until)
    name = str(row.name)
    if until is None:
        return CertificateLine("met", str(state.label), name, _("For ever"))
    day = {"day": short_day(until)}
    note = {
        CertificateState.VALID: _("Until %(day)s"),
        CertificateState.EXPIRING: _("Until %(day)s: it is time to think of renewing it"),
        CertificateState.EXPIRED: _("It was valid until %(day)s. Ask how to renew it."),
    }[state]
    return CertificateLine(SHAPES[state], str(state.label), name, note % day)


def _to_earn(row: Certification, by_programme: dict, by_module: dict) -> CertificateLine:
    way = by_programme.get(row.programme_id) or by_module[row.module_id]
    title = way.title if row.programme_id else way.module(row.module_id).title
    name = str(row.name)
    words = {"title": title}
    if way.enrolment.due_on:
        words["day"] = day_in_words(way.enrolment.due_on, way.today)
        return CertificateLine("missing", _("Not yet"), name, _("You earn it by completing “%(title)s”, by %(day)s") % words)
    return CertificateLine("missing", _("Not yet"), name, _("You earn it by completing “%(title)s”") % words)
