"""What a learner's screens ask: the staircase, one step in the player, what comes next, today's work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalogue.enums import Completion
from courses.catalogue.queries import ProgrammeOutline
from courses.enrolments.enums import EnrolmentState
from courses.enrolments.goals import Goal, further_goals
from courses.enrolments.models import Enrolment, LessonQuestion
from courses.enrolments.queries.path import ModuleView, Path, StepView, path, paths
from lms.statements import Statement

NAMED = ("assignment__actor", "cohort__trainer", "cohort__tutor")  # whom a screen names: five more tables, joined only for that
_KEYS = {"pk": 999_999_998, "person": 999_999_999}
_OWN = Statement(lambda pk, person: Enrolment.objects.standing().filter(pk=pk, person=person).order_by(), **_KEYS)
_OWN_NAMED = Statement(
    lambda pk, person: Enrolment.objects.standing().filter(pk=pk, person=person).order_by().select_related(*NAMED), **_KEYS
)
_ALL_OWN = Statement(
    lambda person: Enrolment.objects.standing().filter(person=person).order_by().select_related(*NAMED), person=999_999_999
)


@dataclass(frozen=True)
class DayView:
    """One working day of a programme: a step of the staircase."""

    number: int
    on: date
    modules: tuple[ModuleView, ...]

    @property
    def state(self) -> str:
        states = {module.state for module in self.modules}
        return states.pop() if len(states) == 1 else "progress"

    @property
    def label(self) -> str:
        return self.modules[0].short_title


@dataclass(frozen=True)
class Staircase:
    enrolment: Enrolment
    programme: ProgrammeOutline | None
    title: str
    modules: tuple[ModuleView, ...]
    days: tuple[DayView, ...]
    current: ModuleView | None
    next_step: StepView | None
    behind: ModuleView | None

    @property
    def days_done(self) -> int:
        return sum(day.state == "met" for day in self.days)

    @property
    def goals(self) -> list[Goal]:
        """What is real of the way out of the classroom: the modules, the quizzes, what a trainer ticks, and what others count."""
        modules = [module for module in self.modules if module.outline.required and module.steps]
        steps = [step for module in modules for step in module.needed]
        quizzes = [step for step in steps if step.outline.completion == Completion.QUIZ]
        shown = [step for step in steps if step.outline.completion == Completion.TRAINER]
        named = (
            (modules, ngettext("%(number)d required module", "%(number)d required modules", len(modules))),
            (quizzes, ngettext("%(number)d quiz passed", "%(number)d quizzes passed", len(quizzes))),
            (shown, ngettext("%(number)d exercise ticked by a trainer", "%(number)d exercises ticked by a trainer", len(shown))),
        )
        own = [_goal(things, words % {"number": len(things)}) for things, words in named if things]
        return own + further_goals(self.enrolment, self.programme.least_attendance if self.programme else None)


@dataclass(frozen=True)
class Player:
    """One step with what stands around it. `reason` says what opens the module when it is locked, else it is None."""

    enrolment: Enrolment
    programme: ProgrammeOutline | None
    module: ModuleView
    current: StepView
    previous: StepView | None
    next: StepView | None
    following: ModuleView | None
    reason: str | None

    @property
    def position(self) -> int:
        return self.module.steps.index(self.current) + 1

    @property
    def total(self) -> int:
        return len(self.module.steps)

    @property
    def ends_module(self) -> bool:
        return self.current is self.module.steps[-1]

    @property
    def completed_module(self) -> bool:
        """Whether this step closed its module, or is its last one now that it is closed."""
        progress = self.current.progress
        return self.module.is_done and (self.ends_module or (progress is not None and progress.completed_at == self.module.completed_at))


@dataclass(frozen=True)
class AgendaEntry:
    """What one enrolment asks of its person now: the module they are at, the step to do, by when and why."""

    enrolment: Enrolment
    title: str
    module: ModuleView | None
    step: StepView | None
    behind: ModuleView | None
    overdue: bool

    @property
    def reason(self) -> str:
        return self.enrolment.assignment.reason

    @property
    def due_on(self) -> date | None:
        return self.enrolment.due_on


def learner_enrolments(person) -> Iterable[Enrolment]:
    """A person's own enrolments that stand: what is in progress first, the nearest due date before the others."""
    return sorted(
        _ALL_OWN.all(person=person.pk), key=lambda row: (row.state != EnrolmentState.ACTIVE, row.due_on or date.max, row.starts_on, row.pk)
    )


def own_enrolment(enrolment_id: int, person, *, named: bool = False) -> Enrolment:
    """With its assignment, its cohort and their people when they are to be named. Raises Enrolment.DoesNotExist for one that is
    another's, was cancelled or is not there."""
    found = (_OWN_NAMED if named else _OWN).get(pk=enrolment_id, person=person.pk)
    found.person = person
    return found


def staircase(enrolment: Enrolment, now: datetime, language: str | None = None) -> Staircase:
    way = path(enrolment, now=now, language=language)
    days = tuple(
        DayView(number, modules[0].on, modules)
        for number, modules in ((number, tuple(group)) for number, group in groupby(sorted(way.modules, key=_day), key=_day))
    )
    return Staircase(enrolment, way.programme, way.title, way.modules, days, way.current, way.next_step, way.behind)


def next_step(enrolment: Enrolment, now: datetime, language: str | None = None) -> StepView | None:
    """What this enrolment asks to do now; None when all is done or nothing is open."""
    return path(enrolment, now=now, language=language).next_step


def player(enrolment_id: int, step_key: UUID, user, now: datetime) -> Player:
    """One step of one's own enrolment. Raises Enrolment.DoesNotExist, or LookupError for a step that is not in it."""
    way = path(own_enrolment(enrolment_id, user), now=now)
    found = way.find(step_key)
    if found is None:
        raise LookupError(f"No step {step_key} in enrolment {enrolment_id}")
    module, current = found
    place = module.steps.index(current)
    after = module.steps[place + 1] if place + 1 < len(module.steps) else _left_behind(module, current)
    following = None if after else _following(way, module)
    if following and not following.locked:
        after = following.next_step
    return Player(
        enrolment=way.enrolment,
        programme=way.programme,
        module=module,
        current=current,
        previous=module.steps[place - 1] if place else None,
        next=after,
        following=following,
        reason=module.reason if module.locked else None,
    )


def agenda(person, now: datetime, language: str | None = None) -> tuple[AgendaEntry, ...]:
    """Today's work of a person: one entry for each enrolment in progress, the nearest due date first."""
    active = [row for row in learner_enrolments(person) if row.state == EnrolmentState.ACTIVE]
    return tuple(_entry(way) for way in paths(active, now=now, language=language))


def own_questions(enrolment: Enrolment, step_key: UUID) -> list[LessonQuestion]:
    """What the person asked on this step, the newest first, with the answers."""
    return list(LessonQuestion.objects.filter(enrolment=enrolment, step_key=step_key).select_related("answered_by"))


def _entry(way: Path) -> AgendaEntry:
    due_on = way.enrolment.due_on
    overdue = due_on is not None and due_on < way.today
    return AgendaEntry(way.enrolment, way.title, way.current, way.next_step, way.behind, overdue)


def _goal(things: Sequence[ModuleView | StepView], title: str) -> Goal:
    done = sum(thing.is_done for thing in things)
    if done == len(things):
        return Goal(title, _("All of them"), "met")
    left = next(thing for thing in things if not thing.is_done)
    words = _("%(done)d so far. The next: %(title)s") if done else _("None yet. The first: %(title)s")
    return Goal(title, words % {"done": done, "title": left.title}, "progress" if done else "missing")


def _left_behind(module: ModuleView, current: StepView) -> StepView | None:
    """At the last step: the first needed one that was passed over."""
    return next((step for step in module.needed if not step.is_done and step is not current), None)


def _following(way: Path, module: ModuleView) -> ModuleView | None:
    """The module to go on with after `module`: the next in order that is not done, open ones first."""
    place = way.modules.index(module)
    others = [other for other in (*way.modules[place + 1 :], *way.modules[:place]) if not other.is_done and other.steps]
    return next((other for other in others if not other.locked), others[0] if others else None)


def _day(module: ModuleView) -> int:
    return module.day
