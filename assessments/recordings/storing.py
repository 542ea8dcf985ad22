"""Where the bytes of voices are: a storage that no address of the web leads to."""

from collections.abc import Iterator
from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

LARGEST_PART = 2 * 2**20  # bytes that come at once
READ_BYTES = 64 * 1024


def vault() -> Storage:
    return storages["private"]


def put(name: str, content: bytes) -> str:
    """Writes these bytes and returns the name they have. Raises OSError when there is no room; nothing is left behind then."""
    try:
        return vault().save(name, ContentFile(content))
    except OSError:
        with suppress(OSError):
            vault().delete(name)
        raise


def read(pieces: list[tuple[str, int, int]]) -> Iterator[bytes]:
    """The bytes of the pieces, one after another: each is (name, from, up to)."""
    for name, begin, end in pieces:
        with vault().open(name) as file:
            file.seek(begin)
            left = end - begin
            while left > 0 and (found := file.read(min(READ_BYTES, left))):
                left -= len(found)
                yield found


def sweep(folder: str) -> int:
    """Deletes every file of a folder, also what a stopped process left there. Returns how many. Safe to call twice."""
    try:
        _folders, names = vault().listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return 0
    for name in names:
        vault().delete(f"{folder}/{name}")
    with suppress(OSError):
        vault().delete(folder)  # the empty folder itself, where there is such a thing
    return len(names)
