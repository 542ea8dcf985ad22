from dataclasses import dataclass
from uuid import UUID

from courses.catalogue.models import HandbookPage
from courses.catalogue.queries.bodies import LessonBody, kept_body
from courses.catalogue.queries.kept import Shown, kept
from courses.catalogue.querysets import originals


@dataclass(frozen=True)
class HandbookEntry:
    key: UUID
    page_id: int
    shown_page_id: int
    revision_id: int | None
    code: str
    kind: str
    title: str
    summary: str
    translated: bool
    language: str


def handbook(language: str) -> tuple[HandbookEntry, ...]:
    """Every live page of the handbook by its title, in `language` where that is live. Warm: one query."""
    return kept(f"handbook:{language}", lambda: _read(language))


def handbook_page(key: UUID, language: str) -> tuple[HandbookEntry, LessonBody]:
    """One live page of the handbook and its text. Raises `HandbookPage.DoesNotExist`."""
    entry = next((entry for entry in handbook(language) if entry.key == key), None)
    if entry is None:
        raise HandbookPage.DoesNotExist(key)
    return entry, kept_body(entry.shown_page_id, entry.revision_id, language)


def _read(language: str) -> tuple[HandbookEntry, ...]:
    pages = list(originals(HandbookPage.objects.live()))
    shown = Shown(pages, language)
    entries = [_entry(page, shown) for page in pages]
    return tuple(sorted(entries, key=lambda entry: entry.title.casefold()))


def _entry(original: HandbookPage, shown: Shown) -> HandbookEntry:
    page = shown.page(original)
    return HandbookEntry(
        key=original.translation_key,
        page_id=original.pk,
        shown_page_id=page.pk,
        revision_id=page.live_revision_id,
        code=original.code,
        kind=original.kind,
        title=page.title,
        summary=page.summary,
        translated=shown.is_translated(original),
        language=shown.language_of(original),
    )
