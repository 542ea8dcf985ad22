"""What those who teach, lead or enrol ask: who is where, who is late, who would be enrolled. By surname, never by a figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.catalogue.enums import Completion
from courses.catalogue.queries import StepOutline, programme_outline
from courses.enrolments.calendar import day_number
from courses.enrolments.enums import EnrolmentState, StepState
from courses.enrolments.models import Cohort, Enrolment, LessonQuestion, StepProgress
from courses.enrolments.queries.path import ModuleView, Path, StepView, paths
from courses.enrolments.wording import day_words
from lms.language.bilingual import active_language
from lms.people.models import Membership, Unit, User


@dataclass(frozen=True)
class Whereabouts:
    """Where a person is on their path, in words. `late` says why they are late; empty for who is not."""

    enrolment: Enrolment
    title: str
    where: str
    late: str
    state: str
    questions: int = 0

    @property
    def person(self) -> User:
        return self.enrolment.person


@dataclass(frozen=True)
class WouldEnrol:
    """Whom an assignment would enrol, each with the number of their period, and who has it already."""

    new: tuple[tuple[User, int], ...]
    already: tuple[User, ...]


@dataclass(frozen=True)
class TickableStep:
    """A step that a trainer ticks, and how many of the class have it."""

    module_title: str
    outline: StepOutline
    ticked: int
    people: int


@dataclass(frozen=True)
class ClassTick:
    """One trainer's step over a class: each person with their progress in it, and whether it can be ticked now."""

    cohort: Cohort
    module: ModuleView | None
    title: str
    rows: tuple[tuple[Enrolment, StepView, str], ...]

    @property
    def is_open(self) -> bool:
        return any(not step.is_done and not reason for _enrolment, step, reason in self.rows)


def enrolment_list(
    user, *, text: str = "", state: str = "", unit: Unit | None = None, about: int | None = None, now: datetime
) -> QuerySet[Enrolment]:
    """The enrolments this user may see, by surname. `state` is one of the states or "late"; `about` a programme's or module's id."""
    rows = Enrolment.objects.visible_to(user).select_related("person", "programme", "module", "cohort", "assignment__actor")
    if state == "late":
        rows = rows.overdue(timezone.localdate(now))
    elif state:
        rows = rows.filter(state=state)
    if unit:
        rows = rows.filter(person__in=User.objects.in_units([unit.path]))
    if about:
        rows = rows.filter(Q(programme=about) | Q(module=about))
    return rows.searched(text).by_surname()


def detail_of(user, enrolment_id: int) -> Enrolment:
    """One enrolment that this user may see. Raises Enrolment.DoesNotExist."""
    rows = Enrolment.objects.visible_to(user).select_related(
        "person", "programme", "module", "cohort", "cancelled_by", "assignment__actor", "assignment__unit"
    )
    return rows.get(pk=enrolment_id)


def people_of(way: Path) -> dict[int, User]:
    """Who completed each step of a path, by id."""
    ids = {step.progress.completed_by_id for module in way.modules for step in module.steps if step.progress} - {None}
    return User.objects.in_bulk(ids)


def cohorts_of(user) -> QuerySet[Cohort]:
    """The cohorts this user may see; their own first would need a vote, so the latest start is first."""
    return Cohort.objects.visible_to(user).select_related("programme", "trainer", "tutor")


def people_progress(user, *, now: datetime, cohort: Cohort | None = None, unit: Unit | None = None) -> list[Whereabouts]:
    """Where everyone whose learning this user sees is with what they have in progress; of a cohort, who has completed too."""
    rows = Enrolment.objects.visible_to(user).select_related("person", "programme", "module", "cohort")
    rows = rows.standing().filter(cohort=cohort) if cohort else rows.active().exclude(person=user.pk)
    if unit:
        rows = rows.filter(person__in=User.objects.in_units([unit.path]))
    return whereabouts(rows.by_surname(), now=now)


def whereabouts(enrolments: Iterable[Enrolment], *, now: datetime) -> list[Whereabouts]:
    """Where each is, in the order given: a fixed number of queries."""
    enrolments = list(enrolments)
    waiting = dict(
        LessonQuestion.objects.waiting().filter(enrolment__in=enrolments).values_list("enrolment").annotate(number=Count("pk")).order_by()
    )
    return [
        Whereabouts(way.enrolment, way.title, where(way), lateness(way), _state(way), waiting.get(way.enrolment.pk, 0))
        for way in paths(enrolments, now=now)
    ]


def where(way: Path) -> str:
    """Where a person is, in words: the day, the module and the step."""
    enrolment = way.enrolment
    if enrolment.state == EnrolmentState.CANCELLED:
        return _("Cancelled on %(day)s") % {"day": _short(enrolment.cancelled_at)}
    if enrolment.state == EnrolmentState.COMPLETED:
        return _("Completed on %(day)s") % {"day": _short(enrolment.completed_at)}
    if way.today < enrolment.starts_on:
        return _("Starts on %(day)s") % {"day": day_words(enrolment.starts_on, way.today)}
    module = way.current
    if module is None:
        return _("Nothing to do yet")
    if module.locked:
        return _("Up to date. Next, “%(module)s”: %(reason)s") % {"module": module.short_title, "reason": module.reason}
    words = {"module": module.short_title, "done": module.steps_done, "total": len(module.steps)}
    if way.programme:
        return _("Day %(day)d, “%(module)s”: %(done)d of %(total)d steps") % {**words, "day": module.day}
    return _("%(done)d of %(total)d steps") % words


def lateness(way: Path) -> str:
    """Why a person is late, in words; empty when they are not."""
    if way.enrolment.state != EnrolmentState.ACTIVE:
        return ""
    if way.enrolment.due_on and way.enrolment.due_on < way.today:
        return _("Was due on %(day)s") % {"day": day_words(way.enrolment.due_on, way.today)}
    if way.programme and way.behind:
        today = min(day_number(way.enrolment.starts_on, way.today, way.holidays), max(module.day for module in way.modules))
        return _("On day %(day)d with day %(behind)d still to do") % {"day": today, "behind": way.behind.day}
    return ""


def would_enrol(
    *, programme=None, module=None, person=None, unit: Unit | None = None, roles: Iterable[str] | None = None, again: bool = False
) -> WouldEnrol:
    """Whom an assignment would enrol today. `roles` keeps those of the unit who hold one of them; `again` takes who has done it."""
    people = [person] if person else list(_people_of(unit, roles))
    standing = Enrolment.objects.standing().filter(programme=programme, module=module, person__in=people)
    last = {row.person_id: row for row in standing.order_by("period")}
    new, already = [], []
    for someone in people:
        row = last.get(someone.pk)
        if row is None:
            new.append((someone, 1))
        elif again and row.state == EnrolmentState.COMPLETED:
            new.append((someone, row.period + 1))
        else:
            already.append(someone)
    return WouldEnrol(tuple(new), tuple(already))


def ticks_of(cohort: Cohort, user) -> list[TickableStep]:
    """The steps of a cohort's programme that a trainer ticks, with how many of the people this user teaches have them."""
    enrolments = Enrolment.objects.taught_by(user).standing().filter(cohort=cohort)
    people = enrolments.count()
    done = StepProgress.objects.filter(enrolment__in=enrolments, state=StepState.COMPLETED)
    ticked = dict(done.values_list("step_key").annotate(number=Count("pk")).order_by())
    outline = programme_outline(cohort.programme_id, active_language())
    return [
        TickableStep(module.title, step, ticked.get(step.key, 0), people)
        for module in outline.modules
        for step in module.steps
        if step.completion == Completion.TRAINER
    ]


def class_tick(cohort: Cohort, step_key: UUID, user, now: datetime) -> ClassTick:
    """A trainer's step with everyone of the class, by surname. Raises LookupError when the programme has no such step."""
    rows = Enrolment.objects.taught_by(user).standing().filter(cohort=cohort).select_related("person", "programme", "module").by_surname()
    outline = programme_outline(cohort.programme_id, active_language())
    step = next((step for module in outline.modules for step in module.steps if step.key == step_key), None)
    if step is None or step.completion != Completion.TRAINER:
        raise LookupError(step_key)
    found = [(way, way.find(step_key)) for way in paths(rows, now=now)]
    people = tuple((way.enrolment, pair[1], pair[0].reason) for way, pair in found if pair)
    return ClassTick(cohort, found[0][1][0] if people else None, step.title, people)


def _people_of(unit: Unit, roles: Iterable[str] | None) -> QuerySet[User]:
    people = User.objects.in_units([unit.path]).filter(is_active=True).by_surname()
    if roles is None:
        return people
    holders = Membership.objects.current().filter(unit__path__startswith=unit.path, role__in=roles)
    return people.filter(pk__in=holders.values("person_id"))


def _state(way: Path) -> str:
    if way.enrolment.state == EnrolmentState.COMPLETED:
        return "met"
    return "progress" if any(module.state != "missing" for module in way.modules) else "missing"


def _short(moment: datetime | date | None) -> str:
    if moment is None:
        return ""
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    words = date_format(day, pgettext("date format", "j M Y"))
    # Spanish writes its months small, and Django's short ones are not.
    return words.lower() if active_language() == "es" else words
