"""An enrolment as a path: what is taught (from the catalogue, cached) together with what this person has done of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone, translation

from courses.catalogue.queries import ModuleOutline, ProgrammeOutline, StepOutline, module_outline, one_catalogue, programme_outline
from courses.enrolments.calendar import NO_HOLIDAYS, working_day
from courses.enrolments.enums import StepState
from courses.enrolments.models import Enrolment, ModuleCompletion, StepProgress
from courses.enrolments.queries.holidays import holidays_of
from courses.enrolments.unlocking import Access, Place, access, behind_since, is_complete
from courses.enrolments.wording import lock_reason
from lms.language.bilingual import active_language
from lms.people.models import User
from lms.statements import Statement

_STEPS = Statement(lambda enrolment: StepProgress.objects.filter(enrolment=enrolment).order_by(), enrolment=999_999_999)
_MODULES = Statement(lambda enrolment: ModuleCompletion.objects.filter(enrolment=enrolment).order_by(), enrolment=999_999_999)


@dataclass(frozen=True)
class StepView:
    """A step with how far the person is in it. `state` is met, progress or missing."""

    enrolment_id: int
    outline: StepOutline
    progress: StepProgress | None = None

    @property
    def key(self) -> UUID:
        return self.outline.key

    @property
    def title(self) -> str:
        return self.outline.title

    @property
    def is_done(self) -> bool:
        return self.progress is not None and self.progress.state == StepState.COMPLETED

    @property
    def state(self) -> str:
        if self.progress is None:
            return "missing"
        return "met" if self.is_done else "progress"

    @property
    def url(self) -> str:
        return _address(self.outline.url_name, self.enrolment_id, self.outline.key)


@dataclass(frozen=True)
class ModuleView:
    """A module with its steps, whether it is open, and in words what opens it. `on` is the date of its day."""

    outline: ModuleOutline
    steps: tuple[StepView, ...]
    access: Access
    reason: str
    on: date
    completed_at: datetime | None = None

    @property
    def title(self) -> str:
        return self.outline.title

    @property
    def short_title(self) -> str:
        return self.outline.title.split(":")[0]

    @property
    def day(self) -> int:
        return self.outline.day

    @property
    def locked(self) -> bool:
        return not self.access.is_open

    @property
    def opens_on(self) -> date:
        return self.access.opens_on

    @property
    def is_done(self) -> bool:
        return self.completed_at is not None

    @property
    def state(self) -> str:
        if self.is_done:
            return "met"
        return "progress" if any(step.progress for step in self.steps) else "missing"

    @property
    def needed(self) -> tuple[StepView, ...]:
        return needed(self.steps)

    @property
    def steps_done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def next_step(self) -> StepView | None:
        """The first step still to do: the required ones first, then the others."""
        return next((step for step in (*self.needed, *self.steps) if not step.is_done), None)


@dataclass(frozen=True)
class Path:
    """Everything of one enrolment, on one day, in one language."""

    enrolment: Enrolment
    programme: ProgrammeOutline | None
    modules: tuple[ModuleView, ...]
    today: date
    holidays: frozenset[date] = NO_HOLIDAYS

    @property
    def title(self) -> str:
        return self.programme.title if self.programme else self.modules[0].title if self.modules else ""

    @cached_property
    def current(self) -> ModuleView | None:
        """The module to be at: the first open one that is not done, required ones first; else the first that is not done."""
        left = [module for module in self.modules if not module.is_done and module.steps]
        return (
            next((module for module in left if module.outline.required and not module.locked), None)
            or next((module for module in left if module.outline.required), None)
            or (left[0] if left and not self.is_complete else None)
        )

    @cached_property
    def next_step(self) -> StepView | None:
        """What to do now; None when all is done or nothing is open yet."""
        return self.current.next_step if self.current and not self.current.locked else None

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return places(module.outline for module in self.modules)

    @cached_property
    def done(self) -> frozenset[int]:
        return frozenset(module.outline.id for module in self.modules if module.is_done)

    @property
    def is_complete(self) -> bool:
        return is_complete(self.places, self.done)

    @cached_property
    def behind(self) -> ModuleView | None:
        """The first required module whose day has passed undone."""
        place = behind_since(self.places, self.done, self.enrolment.starts_on, self.today, self.holidays)
        return self.module(place.module) if place else None

    def module(self, module_id: int) -> ModuleView:
        return next(module for module in self.modules if module.outline.id == module_id)

    def find(self, step_key: UUID) -> tuple[ModuleView, StepView] | None:
        return next(((module, step) for module in self.modules for step in module.steps if step.key == step_key), None)


def needed(steps: tuple[StepView, ...]) -> tuple[StepView, ...]:
    """The steps that complete a module: the required ones; where none is, all."""
    required = tuple(step for step in steps if step.outline.required)
    return required or steps


def places(outlines: Iterable[ModuleOutline]) -> tuple[Place, ...]:
    return tuple(Place(outline.id, outline.day, outline.required, outline.unlock_rule, empty=not outline.steps) for outline in outlines)


def path(enrolment: Enrolment, *, now: datetime, language: str | None = None) -> Path:
    """One enrolment's path: three queries when the catalogue's cache is warm, and one more where the academy keeps holidays."""
    return paths([enrolment], now=now, language=language)[0]


def paths(enrolments: Iterable[Enrolment], *, now: datetime, language: str | None = None, known: User | None = None) -> list[Path]:
    """The paths of many enrolments: three queries however many, and one more where the academy keeps holidays and they are not all
    of `known`, somebody whose memberships are there already."""
    enrolments = list(enrolments)
    language = language or active_language()
    progress: dict[int, dict[UUID, StepProgress]] = defaultdict(dict)
    for row in _rows(StepProgress, _STEPS, enrolments):
        progress[row.enrolment_id][row.step_key] = row
    completions: dict[int, dict[int, datetime]] = defaultdict(dict)
    for done in _rows(ModuleCompletion, _MODULES, enrolments):
        completions[done.enrolment_id][done.module_id] = done.completed_at
    outlines = Outlines(language)
    today = timezone.localdate(now)
    with translation.override(language), one_catalogue():
        rest = holidays_of((row.person_id for row in enrolments), known)
        return [_path(row, outlines, progress[row.pk], completions[row.pk], today, rest[row.person_id]) for row in enrolments]


def _rows(model: type[Model], of_one: Statement, enrolments: Sequence[Enrolment]) -> Iterable[Any]:
    """Those of one enrolment, which nearly every page of a learner asks for, in SQL that is made once."""
    if len(enrolments) == 1:
        return of_one.all(enrolment=enrolments[0].pk)
    return model._default_manager.filter(enrolment__in=enrolments)


def title_of(enrolment: Enrolment, language: str | None = None) -> str:
    """What the enrolment is on, in the language in use or the one given."""
    programme, modules = Outlines(language or active_language()).of(enrolment)
    return programme.title if programme else modules[0].title


def step_of(enrolment: Enrolment, step_key: UUID) -> StepOutline | None:
    """A step of what the enrolment is on, in the language in use; None when it is no longer taught there. Warm: one query."""
    _programme, modules = Outlines(active_language()).of(enrolment)
    return next((step for module in modules for step in module.steps if step.key == step_key), None)


class Outlines:
    """The outlines of one language, each asked for once."""

    def __init__(self, language: str):
        self.language = language
        self._programmes: dict[int, ProgrammeOutline] = {}
        self._modules: dict[int, ModuleOutline] = {}

    def of(self, enrolment: Enrolment) -> tuple[ProgrammeOutline | None, tuple[ModuleOutline, ...]]:
        if enrolment.programme_id:
            programme = self._programmes.get(enrolment.programme_id)
            if programme is None:
                programme = self._programmes[enrolment.programme_id] = programme_outline(enrolment.programme_id, self.language)
            return programme, programme.modules
        module = self._modules.get(enrolment.module_id)
        if module is None:
            module = self._modules[enrolment.module_id] = module_outline(enrolment.module_id, self.language)
        return None, (module,)


@lru_cache(maxsize=4096)
def _address(url_name: str, enrolment_id: int, step_key: UUID) -> str:
    return reverse(url_name, args=[enrolment_id, step_key])


def _path(
    enrolment: Enrolment,
    outlines: Outlines,
    progress: Mapping[UUID, StepProgress],
    completions: Mapping[int, datetime],
    today: date,
    holidays: frozenset[date],
) -> Path:
    programme, modules = outlines.of(enrolment)
    titles = {module.id: module.title for module in modules}
    open_to = access(places(modules), completions.keys(), enrolment.starts_on, today, holidays)
    views = tuple(
        ModuleView(
            outline=module,
            steps=tuple(StepView(enrolment.pk, step, progress.get(step.key)) for step in module.steps),
            access=entry,
            reason=lock_reason(entry, titles, today),
            on=working_day(enrolment.starts_on, max(module.day, 1), holidays),
            completed_at=completions.get(module.id),
        )
        for module, entry in zip(modules, open_to, strict=True)
    )
    return Path(enrolment=enrolment, programme=programme, modules=views, today=today, holidays=holidays)
