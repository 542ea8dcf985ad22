"""What every answer of the catalogue stands on: the number of publications, and the page each reader gets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.core.cache import caches
from wagtail.models import Locale, Page

from courses.catalogue.models import CatalogueVersion
from lms.statements import Statement

Answer = TypeVar("Answer")
_NUMBER = Statement(lambda: CatalogueVersion.objects.order_by("pk")[:1])
_held: ContextVar[int | None] = ContextVar("the catalogue's number, while it is held", default=None)


def catalogue_version() -> int:
    """The number of publications so far: what is cached under another number is old."""
    held = _held.get()
    if held is not None:
        return held
    row = _NUMBER.first()
    return row.number if row else 0


@contextmanager
def one_catalogue() -> Iterator[None]:
    """Within it every answer is of the same publication, whose number is asked for once however many answers there are."""
    token = _held.set(catalogue_version())
    try:
        yield
    finally:
        _held.reset(token)


def kept(name: str, read: Callable[[], Answer]) -> Answer:
    """The answer called `name`, read once for each number of the catalogue and process. Nobody changes what is given back."""
    held, key = caches["held"], f"catalogue:{catalogue_version()}:{name}"
    found = held.get(key)
    if found is None:
        found = read()
        held.set(key, found)
    return found


def kept_each(name: str, ids: Iterable[int], read: Callable[[list[int]], Mapping[int, Answer]]) -> dict[int, Answer]:
    """The answer called `name` for each of `ids` that has one: `read` is asked once, for those that this process does not have yet."""
    held, number = caches["held"], catalogue_version()
    keys = {f"catalogue:{number}:{name}:{pk}": pk for pk in ids}
    found = {keys[key]: answer for key, answer in held.get_many(keys).items()}
    if left := [pk for pk in keys.values() if pk not in found]:
        fresh = read(left)
        held.set_many({f"catalogue:{number}:{name}:{pk}": answer for pk, answer in fresh.items()})
        found |= fresh
    return found


class Shown:
    """Which page a reader of `language` gets for each original: its live translation, else itself."""

    def __init__(self, originals: Iterable[Page], language: str):
        self.language = language
        self.languages = dict(Locale.objects.values_list("pk", "language_code"))
        wanted = {page.translation_key for page in originals if self.languages[page.locale_id] != language}
        live = Page.objects.live().filter(translation_key__in=wanted, locale__language_code=language, alias_of=None)
        self.found = {page.translation_key: page for page in live.specific()} if wanted else {}

    def page(self, original: Page) -> Page:
        return self.found.get(original.translation_key, original)

    def language_of(self, original: Page) -> str:
        return self.languages[self.page(original).locale_id]

    def is_translated(self, original: Page) -> bool:
        return self.language_of(original) == self.language
