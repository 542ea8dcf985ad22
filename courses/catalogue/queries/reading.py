"""A step, a module or a programme as it is read by those who teach it, live or still a draft."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from courses.catalogue.models import ModulePage, ProgrammePage, StepPage
from courses.catalogue.queries.bodies import LessonBody, body_of, lesson_body
from courses.catalogue.queries.outlines import StepOutline, module_outline, programme_outline, step_outline
from courses.catalogue.querysets import originals


@dataclass(frozen=True)
class Place:
    """One line of an outline."""

    title: str
    minutes: int
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Reading:
    """What stands on the page: a text or, for a module or a programme, only its outline."""

    title: str
    lede: str
    above: str = ""
    above_url: str = ""
    minutes: int = 0
    reading_minutes: int = 0
    body: LessonBody | None = None
    places: tuple[Place, ...] = ()
    language: str = ""
    translated: bool = True
    page_id: int | None = None

    @property
    def number(self) -> int:
        return next((number for number, place in enumerate(self.places, start=1) if place.current), 0)

    @property
    def before(self) -> Place | None:
        return self.places[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Place | None:
        return self.places[self.number] if 0 < self.number < len(self.places) else None


def reading(key: UUID, language: str) -> Reading:
    """What is live under this key. Raises `Page.DoesNotExist`."""
    page = originals(Page.objects.live()).filter(translation_key=key).get().specific
    if isinstance(page, StepPage):
        return _step(step_outline(key, language), page, language)
    if isinstance(page, ModulePage):
        module = module_outline(page.pk, language)
        places = tuple(_step_place(step) for step in module.steps)
        return Reading(module.title, module.outcome, minutes=module.minutes, places=places, **_language_of(module), page_id=page.pk)
    if isinstance(page, ProgrammePage):
        programme = programme_outline(page.pk, language)
        places = tuple(Place(module.title, module.minutes, reverse("catalogue:read", args=[module.key])) for module in programme.modules)
        return Reading(programme.title, programme.outcome, places=places, **_language_of(programme), page_id=page.pk)
    raise Page.DoesNotExist(key)


def preview(page: Page) -> dict:
    """The context of a draft's preview: as `reading`, from the page in hand and the drafts beside it."""
    language = page.locale.language_code
    body = body_of(page, language)
    module = page.get_parent() if isinstance(page, StepPage) and page.depth else None
    places = _draft_places(page, module)
    lede = getattr(page, "intro", "") or getattr(page, "summary", "") or getattr(page, "outcome", "")
    return {
        "reading": Reading(
            page.title,
            lede,
            above=module.title if module else "",
            minutes=getattr(page, "minutes", 0),
            reading_minutes=getattr(page, "reading_minutes", 0),
            body=body,
            places=places,
            language=language,
        )
    }


def _step(step: StepOutline, page: StepPage, language: str) -> Reading:
    module_page = page.get_parent()
    module = module_outline(module_page.pk, language)
    return Reading(
        step.title,
        "",
        above=module.title,
        above_url=reverse("catalogue:read", args=[module.key]),
        minutes=step.minutes,
        reading_minutes=step.reading_minutes,
        body=lesson_body(step, language),
        places=tuple(_step_place(other, current=other.key == step.key) for other in module.steps),
        language=step.language,
        translated=step.translated,
        page_id=step.shown_page_id,
    )


def _language_of(outline) -> dict:
    return {"language": outline.language, "translated": outline.translated}


def _step_place(step: StepOutline, *, current: bool = False) -> Place:
    return Place(step.title, step.minutes, reverse("catalogue:read", args=[step.key]), current)


def _draft_places(page: Page, module: Page | None) -> tuple[Place, ...]:
    if isinstance(page, ProgrammePage):
        return tuple(Place(place.module.title, 0) for place in page.programme_modules.all())
    if isinstance(page, ModulePage) and page.pk:
        return tuple(Place(step.title, step.minutes) for step in page.get_children().specific())
    if not module:
        return ()
    siblings = [page if step.pk == page.pk else step for step in module.get_children().specific()]
    if not page.pk:
        siblings.append(page)
    return tuple(Place(step.title, step.minutes, current=step is page) for step in siblings)
