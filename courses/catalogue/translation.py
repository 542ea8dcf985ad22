"""Whether what is taught in one language can be read in the others."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Revision
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation, TranslationSource

from courses.catalogue.enums import TranslationState

EDITOR_KEYS = re.compile(r' data-block-key="[^"]*"')  # the text editor's own marks, new ones at each save


@dataclass(frozen=True)
class Taken:
    """A live translation whose original was published again after its text was taken in for translation."""

    original: Page
    at: datetime


def translation_state(page: Page) -> str:
    """How the translations of this page stand to its original: one of `TranslationState`."""
    return translation_states([page])[page.pk]


def translation_states(pages: Iterable[Page]) -> dict[int, str]:
    """The state of each page by its id, in a fixed number of queries however many they are."""
    pages = list(pages)
    keys = {page.translation_key for page in pages}
    families: dict[UUID, list[Page]] = defaultdict(list)
    written = Coalesce("live_revision__created_at", "last_published_at")
    for page in Page.objects.filter(translation_key__in=keys, alias_of=None).annotate(written_at=written).order_by("pk"):
        families[page.translation_key].append(page)
    missing = _without_a_language(families)
    behind = _unfinished(keys) | _changed_since(_published_again(families, _last_read(keys)))
    return {page.pk: _state(page.translation_key, families, missing, behind) for page in pages}


def translation_in_hand(page: Page) -> Translation | None:
    """The work of the translator's editor on this page; None for an original, or when it is translated by hand."""
    return Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True).first()


def said_since(page: Page) -> bool:
    """Whether the translator's editor holds texts that the page's last draft does not have yet."""
    if translation_in_hand(page) is None:
        return False
    last_draft = page.latest_revision_created_at or datetime.min.replace(tzinfo=UTC)
    new = {"context__object_id": page.translation_key, "locale": page.locale_id, "updated_at__gt": last_draft}
    return StringTranslation.objects.filter(**new).exists() or SegmentOverride.objects.filter(**new).exists()


def as_said(page: Page) -> Page:
    """The page with its texts as they stand in the translator's editor. Nothing is written."""
    found = translation_in_hand(page)
    return found.source.get_ephemeral_translated_instance(found.target_locale, fallback=True) if found else page


def _state(key: UUID, families: dict, missing: set[UUID], behind: set[UUID]) -> str:
    if key not in families or key in missing:
        return TranslationState.MISSING
    return TranslationState.BEHIND if key in behind else TranslationState.TRANSLATED


def _without_a_language(families: dict[UUID, list[Page]]) -> set[UUID]:
    """Pages that are not live in some language other than the one they were written in."""
    languages = set(Locale.objects.values_list("pk", flat=True))
    return {
        key
        for key, (original, *others) in families.items()
        if languages - {original.locale_id} - {page.locale_id for page in others if page.live}
    }


def _last_read(keys: set[UUID]) -> dict[UUID, datetime]:
    """When the translator's editor last took in the text of the original."""
    rows = TranslationSource.objects.filter(object_id__in=keys).order_by("last_updated_at")
    return dict(rows.values_list("object_id", "last_updated_at"))


def _unfinished(keys: set[UUID]) -> set[UUID]:
    """Pages in the translator's editor with a text that has no translation: there the original's words are shown."""
    said = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    unsaid = StringSegment.objects.filter(~Exists(said), source_id=OuterRef("source_id")).exclude(context__path="slug")
    rows = Translation.objects.filter(Exists(unsaid), source__object_id__in=keys, enabled=True)
    return set(rows.values_list("source__object_id", flat=True))


def _published_again(families: dict[UUID, list[Page]], read: dict[UUID, datetime]) -> list[Taken]:
    """Only these are worth comparing word by word."""
    found = []
    for key, (original, *others) in families.items():
        for page in (page for page in others if page.live and page.locale_id != original.locale_id):
            at = read.get(key) or page.written_at
            if original.written_at and at and at < original.written_at:
                found.append(Taken(original, at))
    return found


def _changed_since(suspects: list[Taken]) -> set[UUID]:
    """Those whose original says something else now than when it was taken in. What it said then is unknown: it counts as changed."""
    if not suspects:
        return set()
    originals = [taken.original for taken in suspects]
    now = Revision.objects.in_bulk({page.live_revision_id for page in originals})
    then = {
        (source.object_id, source.locale_id): json.loads(source.content_json)
        for source in TranslationSource.objects.filter(object_id__in={page.translation_key for page in originals})
    }
    by_hand = _revisions_before([taken for taken in suspects if (taken.original.translation_key, taken.original.locale_id) not in then])
    changed = set()
    for taken in suspects:
        page = taken.original
        before = then.get((page.translation_key, page.locale_id)) or by_hand.get(taken)
        revision = now.get(page.live_revision_id)
        if before is None or revision is None or _reading(page, before) != _reading(page, revision.content):
            changed.add(page.translation_key)
    return changed


def _revisions_before(suspects: list[Taken]) -> dict[Taken, dict]:
    """What each original said when its translation was written: its last revision until then."""
    rows = Revision.page_revisions.filter(object_id__in={str(taken.original.pk) for taken in suspects})
    moments = list(rows.order_by("created_at").values_list("object_id", "created_at", "pk"))
    chosen = {
        taken: next((pk for page, at, pk in reversed(moments) if page == str(taken.original.pk) and at <= taken.at), None)
        for taken in suspects
    }
    contents = Revision.objects.in_bulk({pk for pk in chosen.values() if pk})
    return {taken: contents[pk].content for taken, pk in chosen.items() if pk}


def _reading(page: Page, content: dict) -> dict:
    """What a reader of this page reads and a translator translates, without the marks that saving changes."""
    model = page.specific_class
    names = [field.field_name for field in get_translatable_fields(model) if isinstance(field, TranslatableField)]
    return {name: _bare(_value(model, name, content[name])) for name in names if name in content and name != "slug"}


def _value(model, name: str, value):
    is_stream = isinstance(value, str) and isinstance(model._meta.get_field(name), StreamField)
    return json.loads(value or "[]") if is_stream else value


def _bare(value):
    """Without the ids of blocks and of the points of a list, which say nothing."""
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, dict):
        return _bare(value["value"]) if value.get("type") == "item" else {key: _bare(item) for key, item in value.items() if key != "id"}
    return EDITOR_KEYS.sub("", value) if isinstance(value, str) else value
