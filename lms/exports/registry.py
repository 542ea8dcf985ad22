"""Which function makes the rows, or the whole file, of which kind of export. Apps register theirs in `tables.py`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import autodiscover_modules

# rows(viewer, asked) yields a heading and then the rows, of what `viewer` may see; total(viewer, asked) says about how many.
Rows = Callable[[Any, Mapping[str, str]], Iterator[Sequence[Any]]]
Total = Callable[[Any, Mapping[str, str]], int]

Progress = Callable[[int, int], None]  # (done, total)


@dataclass(frozen=True)
class Made:
    """A whole file, how many entries it has, and in words what it could not hold."""

    data: bytes
    entries: int
    notes: tuple[str, ...] = ()


# make(viewer, asked, progress) gives the file of what `viewer` may see.
Make = Callable[[Any, Mapping[str, str], Progress], Made]

_files: dict[str, Make] = {}
_makers: dict[str, tuple[Rows, Total]] = {}


def register(kind: str, *, rows: Rows, total: Total) -> None:
    _makers[kind] = (rows, total)


def register_file(kind: str, *, make: Make) -> None:
    _files[kind] = make


def file_maker_of(kind: str) -> Make | None:
    """None for a kind that is made of rows."""
    if kind not in _files and kind not in _makers:
        autodiscover_modules("tables")
    return _files.get(kind)


def maker_of(kind: str) -> tuple[Rows, Total]:
    """Raises KeyError for a kind that nothing here makes. A worker reads the apps' `tables.py` when first asked."""
    if kind not in _makers:
        autodiscover_modules("tables")
    return _makers[kind]
