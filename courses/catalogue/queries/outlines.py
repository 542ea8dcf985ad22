"""Programmes and modules as plain data, kept under the catalogue's number: one query while nothing is published."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from courses.catalogue.enums import Completion, UnlockRule
from courses.catalogue.models import ModulePage, ProgrammeModule, ProgrammePage, StepPage
from courses.catalogue.queries.kept import Shown, kept


@dataclass(frozen=True)
class StepOutline:
    """A live step. `key` is the same in every language; `page_id` is the original, `shown_page_id` what this reader gets."""

    key: UUID
    page_id: int
    shown_page_id: int
    revision_id: int | None
    kind: str
    url_name: str
    code: str
    title: str
    objective: str
    minutes: int
    reading_minutes: int
    lesson_type: str
    completion: str
    required: bool
    competency_codes: tuple[str, ...]
    translated: bool
    language: str


@dataclass(frozen=True)
class ModuleOutline:
    """A live module in its place: `day`, `required` and `unlock_rule` are the programme's."""

    id: int
    key: UUID
    code: str
    title: str
    outcome: str
    kind: str
    what_counts: str
    day: int
    required: bool
    unlock_rule: str
    minutes: int
    competency_codes: tuple[str, ...]
    steps: tuple[StepOutline, ...]
    translated: bool
    language: str


@dataclass(frozen=True)
class ProgrammeOutline:
    id: int
    key: UUID
    code: str
    title: str
    outcome: str
    hours: Decimal
    modality: str
    least_attendance: int | None
    modules: tuple[ModuleOutline, ...]
    translated: bool
    language: str


def programme_outline(programme_id: int, language: str) -> ProgrammeOutline:
    """The programme with its live modules and steps, in `language` where that is live. Raises `ProgrammePage.DoesNotExist`."""
    return kept(f"programme:{programme_id}:{language}", lambda: _read_programme(programme_id, language))


def module_outline(module_id: int, language: str) -> ModuleOutline:
    """The module on its own: its first day, required, open. Raises `ModulePage.DoesNotExist`."""
    return kept(f"module:{module_id}:{language}", lambda: _read_modules([_place(module_id)], language)[0])


def step_outline(key: UUID, language: str) -> StepOutline:
    """One live step by its key. Raises `Page.DoesNotExist`."""
    return kept(f"step:{key}:{language}", lambda: _read_step(key, language))


def _read_programme(programme_id: int, language: str) -> ProgrammeOutline:
    programme = ProgrammePage.objects.get(pk=programme_id)
    shown = Shown([programme], language)
    page = shown.page(programme)
    places = list(ProgrammeModule.objects.filter(programme=programme, module__live=True).order_by("day", "sort_order", "pk"))
    return ProgrammeOutline(
        id=programme.pk,
        key=programme.translation_key,
        code=programme.code,
        title=page.title,
        outcome=page.outcome,
        hours=programme.hours,
        modality=page.modality,
        least_attendance=programme.least_attendance,
        modules=tuple(_read_modules(places, language)),
        translated=shown.is_translated(programme),
        language=shown.language_of(programme),
    )


def _place(module_id: int) -> ProgrammeModule:
    """A module that stands in no programme."""
    return ProgrammeModule(module_id=module_id, day=1, required=True, unlock_rule=UnlockRule.OPEN)


def _read_modules(places: list[ProgrammeModule], language: str) -> list[ModuleOutline]:
    modules = ModulePage.objects.in_bulk([place.module_id for place in places])
    missing = [place.module_id for place in places if place.module_id not in modules]
    if missing:
        raise ModulePage.DoesNotExist(missing)
    steps = _steps_of(modules.values())
    shown = Shown([*modules.values(), *(step for group in steps.values() for step in group)], language)
    codes = _competency_codes([*modules.values(), *(step for group in steps.values() for step in group)])
    return [_module(place, modules[place.module_id], steps[place.module_id], shown, codes) for place in places]


def _steps_of(modules: Iterable[ModulePage]) -> dict[int, list[StepPage]]:
    """The live steps under each module, in the order of the tree: one query a kind of step."""
    by_path = {module.path: module.pk for module in modules}
    found: dict[int, list[StepPage]] = {pk: [] for pk in by_path.values()}
    if not found:
        return found
    below = reduce(or_, (Q(path__startswith=path, depth=len(path) // Page.steplen + 1) for path in by_path))
    for page in Page.objects.live().filter(below).order_by("path").specific():
        if isinstance(page, StepPage):
            found[by_path[page.path[: -Page.steplen]]].append(page)
    return found


def _read_step(key: UUID, language: str) -> StepOutline:
    original = Page.objects.live().filter(translation_key=key, alias_of=None).order_by("pk").first()
    page = original.specific if original else None
    if not isinstance(page, StepPage):
        raise Page.DoesNotExist(key)
    return _step(page, Shown([page], language), _competency_codes([page]))


def _module(place: ProgrammeModule, module: ModulePage, steps: list[StepPage], shown: "Shown", codes: dict) -> ModuleOutline:
    page = shown.page(module)
    return ModuleOutline(
        id=module.pk,
        key=module.translation_key,
        code=module.code,
        title=page.title,
        outcome=page.outcome,
        kind=module.kind,
        what_counts=page.what_counts,
        day=place.day,
        required=place.required,
        unlock_rule=place.unlock_rule,
        minutes=sum(step.minutes for step in steps),
        competency_codes=codes.get(module.pk, ()),
        steps=tuple(_step(step, shown, codes) for step in steps),
        translated=shown.is_translated(module),
        language=shown.language_of(module),
    )


def _step(step: StepPage, shown: "Shown", codes: dict) -> StepOutline:
    page = shown.page(step)
    return StepOutline(
        key=step.translation_key,
        page_id=step.pk,
        shown_page_id=page.pk,
        revision_id=page.live_revision_id,
        kind=type(step).__name__.removesuffix("Page").lower(),
        url_name=step.step_url_name,
        code=step.code,
        title=page.title,
        objective=page.objective,
        minutes=step.minutes,
        reading_minutes=getattr(step, "reading_minutes", 0),
        lesson_type=getattr(step, "lesson_type", ""),
        completion=getattr(step, "completion", Completion.QUIZ),
        required=step.required,
        competency_codes=codes.get(step.pk, ()),
        translated=shown.is_translated(step),
        language=shown.language_of(step),
    )


def _competency_codes(pages: list[Page]) -> dict[int, tuple[str, ...]]:
    """The codes of the competencies of each page: one query a model."""
    codes: dict[int, tuple[str, ...]] = {}
    for model in {type(page) for page in pages}:
        field = model._meta.get_field("competencies")
        column = f"{field.m2m_field_name()}_id"
        rows = field.remote_field.through.objects.filter(**{f"{column}__in": [page.pk for page in pages if type(page) is model]})
        for page_id, code in rows.order_by("competency__sort_order", "competency__code").values_list(column, "competency__code"):
            codes[page_id] = (*codes.get(page_id, ()), code)
    return codes
