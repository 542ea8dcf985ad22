"""An uploaded file as a path on this machine, wherever it is kept."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")


@contextmanager
def on_disk(file: Any) -> Iterator[Path]:
    """Its own path where it lies on a disk; else a copy for as long as it is needed."""
    path = _path(file)
    if path is not None:
        yield path
        return
    with tempfile.NamedTemporaryFile(suffix=Path(file.name).suffix) as copy, file.open("rb") as source:
        shutil.copyfileobj(source, copy)
        copy.flush()
        yield Path(copy.name)


def _path(file: Any) -> Path | None:
    try:
        return Path(file.path)
    except NotImplementedError:
        return None
