"""Which function makes the rows of which kind of export. Apps register theirs in `tables.py`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.module_loading import autodiscover_modules

# rows(viewer, asked) yields a heading and then the rows, of what `viewer` may see; total(viewer, asked) says about how many.
Rows = Callable[[Any, Mapping[str, str]], Iterator[Sequence[Any]]]
Total = Callable[[Any, Mapping[str, str]], int]

_makers: dict[str, tuple[Rows, Total]] = {}


def register(kind: str, *, rows: Rows, total: Total) -> None:
    _makers[kind] = (rows, total)


def maker_of(kind: str) -> tuple[Rows, Total]:
    """Raises KeyError for a kind that nothing here makes. A worker reads the apps' `tables.py` when first asked."""
    if kind not in _makers:
        autodiscover_modules("tables")
    return _makers[kind]
