"""What a system hands in by the API: rows, imported at once, or a file, imported by a job. Each call once, whoever repeats it."""

import json
from collections.abc import Callable, Mapping, Sequence

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction

from lms.figures.actions.importing import import_path
from lms.figures.actions.uploads import begin_import, stored
from lms.figures.enums import ImportState, Origin
from lms.figures.exceptions import KeyUsedOtherwise
from lms.figures.models import FigureImport, SourceToken
from lms.reading.files import on_disk
from lms.reading.tables import Cell


def receive_rows(*, token: SourceToken, rows: Sequence[Mapping[str, Cell]], key: str = "") -> tuple[FigureImport, bool]:
    """Imports rows by the mapping of the token, in one transaction. True beside it: this call came before, and nothing was done.

    Raises CannotImport for all of them, and KeyUsedOtherwise when its key came with other rows before.
    """
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = (json.dumps({name: row.get(name, "") for name in columns}, default=float, ensure_ascii=False) for row in rows)
    return _once(token, ContentFile("\n".join(lines).encode()), "rows.jsonl", key, _import_now)


def receive_file(*, token: SourceToken, file: File, name: str, key: str = "") -> tuple[FigureImport, bool]:
    """Keeps a file and asks a job to import it. True beside it: this call came before. Raises KeyUsedOtherwise."""
    return _once(token, file, name, key, begin_import)


def _once(token: SourceToken, file: File, name: str, key: str, act: Callable[[FigureImport], FigureImport]) -> tuple[FigureImport, bool]:
    mapping = token.mapping
    run = FigureImport(mapping=mapping, replace=mapping.replaces, origin=Origin.API, token=token, request_key=key)
    run = stored(run, file=file, name=name)
    try:
        earlier = _earlier(run)
        if earlier is None:
            return act(run), False
    except IntegrityError:  # the same call at the same moment was faster
        earlier = _earlier(run)
        if earlier is None:
            raise
    finally:
        if run.pk is None:
            run.file.delete(save=False)
    return earlier, True


def _import_now(run: FigureImport) -> FigureImport:
    try:
        with transaction.atomic(), on_disk(run.file) as path:
            run.state = ImportState.RUNNING
            run.save()
            return import_path(run, path)
    except BaseException:
        run.pk = None  # it was taken back: see `_once`
        raise


def _earlier(run: FigureImport) -> FigureImport | None:
    if not run.request_key:
        return None
    found = FigureImport.objects.select_related("mapping").filter(token=run.token, request_key=run.request_key).first()
    if found is not None and found.sha256 != run.sha256:
        raise KeyUsedOtherwise
    return found
