"""Whether what is taught in one language can be read in the others."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models.functions import Coalesce
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from courses.catalogue.enums import TranslationState


def translation_state(page: Page) -> str:
    """How the translations of this page stand to its original: one of `TranslationState`."""
    return translation_states([page])[page.pk]


def translation_states(pages: Iterable[Page]) -> dict[int, str]:
    """The state of each page by its id, in three queries however many they are."""
    pages = list(pages)
    languages = set(Locale.objects.values_list("pk", flat=True))
    families: dict[UUID, list[Page]] = defaultdict(list)
    keys = {page.translation_key for page in pages}
    written = Coalesce("live_revision__created_at", "last_published_at")
    for page in Page.objects.filter(translation_key__in=keys, alias_of=None).annotate(written_at=written).order_by("pk"):
        families[page.translation_key].append(page)
    read = _last_read_for_translation(keys)
    states = {key: _state(family, languages, read.get(key)) for key, family in families.items()}
    return {page.pk: states.get(page.translation_key, TranslationState.MISSING) for page in pages}


def _last_read_for_translation(keys: set[UUID]) -> dict[UUID, datetime]:
    """When the translator's editor last took in the text of the original."""
    return dict(
        TranslationSource.objects.filter(object_id__in=keys).order_by("last_updated_at").values_list("object_id", "last_updated_at")
    )


def _state(family: list[Page], languages: set[int], read_at: datetime | None) -> str:
    original, *others = family
    live = {page.locale_id: page for page in others if page.live}
    if languages - {original.locale_id} - set(live):
        return TranslationState.MISSING
    taken_in = [read_at or page.written_at for page in live.values()]
    if original.written_at and any(moment is None or moment < original.written_at for moment in taken_in):
        return TranslationState.BEHIND
    return TranslationState.TRANSLATED
