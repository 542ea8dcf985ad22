"""A file on its way: uploaded and looked at, confirmed and imported by a job, or left."""

import hashlib
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.figures.actions.importing import Progress, look_at
from lms.figures.actions.tallying import Tally
from lms.figures.enums import ImportState, Origin
from lms.figures.exceptions import CannotImport
from lms.figures.models import FigureImport, Mapping
from lms.figures.permissions import can_import
from lms.figures.reading.mapping import Layout
from lms.jobs.actions import enqueue
from lms.reading.files import on_disk
from lms.reading.tables import rows_about

LOOKED_AT_ONCE = 2 * 1024 * 1024  # bytes; a bigger file is looked at by a job


def upload(*, mapping: Mapping, file: File, name: str, replace: bool, actor) -> FigureImport:
    """Keeps a file and what importing it would do; of a big one a job says that. Nothing else is written.

    Raises CannotImport for a file that is no table or lacks a column (of a big one the import says it), and PermissionDenied.
    """
    if not can_import(actor):
        raise PermissionDenied
    run = stored(FigureImport(mapping=mapping, replace=replace, made_by=actor), file=file, name=name)
    is_big = run.file.size > LOOKED_AT_ONCE
    if not is_big:
        try:
            look(run)
        except CannotImport:
            run.file.delete(save=False)
            raise
    with transaction.atomic():
        run.state = ImportState.LOOKING if is_big else ImportState.PREVIEW
        run.save()
        if is_big:
            ask_for(run, "figures.look", actor=actor, total=_about(run))
        log(instance=run, action="figures.upload", user=actor, data={"mapping": mapping.name})
    return run


def look(run: FigureImport, *, progress: Progress = lambda rows: None) -> None:
    """Puts into the row, without saving it, what an import would do. Raises CannotImport."""
    with on_disk(run.file) as path:
        tell_counts(run, look_at(path, Layout.from_json(run.mapping.layout), replace=run.replace, actor=run.made_by, progress=progress))


def confirm_import(*, run: FigureImport, actor) -> FigureImport:
    """Asks a job to import what was looked at. Safe to call twice."""
    if not can_import(actor):
        raise PermissionDenied
    with transaction.atomic():
        run = FigureImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.state == ImportState.PREVIEW:
            run.state = ImportState.RUNNING
            ask_for(run, "figures.import", actor=actor, total=run.rows)
            log(instance=run, action="figures.import", user=actor)
    return run


def begin_import(run: FigureImport, *, actor=None) -> FigureImport:
    """Writes the row of a file that nobody has to look at first, and asks a job to import it: both or neither."""
    with transaction.atomic():
        run.state = ImportState.RUNNING
        run.save()
        return ask_for(run, "figures.import", actor=actor, total=_about(run))


def discard_import(*, run: FigureImport, actor) -> None:
    """Takes away what was only looked at. What was imported is undone instead, and stays."""
    if not can_import(actor):
        raise PermissionDenied
    with transaction.atomic():
        waits = FigureImport.objects.select_for_update(of=("self",)).filter(pk=run.pk, state__in=(ImportState.PREVIEW, ImportState.REFUSED))
        waiting = waits.filter(origin=Origin.SCREEN).first()
        if waiting is not None:
            waiting.delete()
            transaction.on_commit(lambda: waiting.file.delete(save=False))


def stored(run: FigureImport, *, file: File, name: str) -> FigureImport:
    """The row, not saved yet, with its file kept."""
    run.name, run.sha256 = Path(name).name[:200], _digest(file)
    run.file.save(f"{run.sha256[:24]}{Path(name).suffix.lower()[:6]}", file, save=False)
    return run


def ask_for(run: FigureImport, kind: str, *, actor, total: int) -> FigureImport:
    run.job = enqueue(kind=kind, payload={"import": run.pk}, key=f"{kind}:{run.pk}", actor=actor, total=total)
    run.save(update_fields=["job", "state"])
    return run


def keep(run: FigureImport, tally: Tally) -> FigureImport:
    """Writes what came of an import."""
    tell_counts(run, tally)
    run.state, run.finished_at = ImportState.DONE, timezone.now()
    run.save()
    return run


def refuse(run: FigureImport, error: CannotImport) -> FigureImport:
    """A file that cannot be taken as a whole: why, and what mends it. Nothing of it was written."""
    run.state, run.finished_at = ImportState.REFUSED, timezone.now()
    run.wrong, run.faults = 1, [[0, "", error.code, error.told]]
    run.save()
    return run


def tell_counts(run: FigureImport, tally: Tally) -> None:
    for name, number in tally.counts().items():
        setattr(run, name, number)
    run.faults = [one.kept() for one in tally.faults]


def _about(run: FigureImport) -> int:
    with on_disk(run.file) as path:
        return rows_about(path)


def _digest(file: File) -> str:
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
