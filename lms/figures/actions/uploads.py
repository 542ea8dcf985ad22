"""A file on its way: uploaded and looked at, confirmed and imported by a job, and undone as a whole."""

import hashlib
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.figures.actions.importing import Tally, look_at, tell
from lms.figures.enums import ImportState
from lms.figures.exceptions import CannotImport, ReasonMissing
from lms.figures.files import on_disk
from lms.figures.models import FigureImport, Mapping
from lms.figures.permissions import can_import
from lms.figures.reading.mapping import Layout
from lms.jobs.actions import enqueue
from lms.operations.models import Measurement


def upload(*, mapping: Mapping, file: File, name: str, replace: bool, actor) -> FigureImport:
    """Keeps a file and what importing it would do. Nothing else is written. Raises CannotImport, PermissionDenied."""
    if not can_import(actor):
        raise PermissionDenied
    run = FigureImport(
        mapping=mapping, name=Path(name).name[:200], sha256=_digest(file), replace=replace, made_by=actor, made_at=timezone.now()
    )
    run.file.save(f"{run.sha256[:24]}{Path(name).suffix.lower()[:6]}", file, save=False)
    try:
        with on_disk(run.file) as path:
            _tell_counts(run, look_at(path, Layout.from_json(mapping.layout), replace=replace))
    except CannotImport:
        run.file.delete(save=False)
        raise
    run.save()
    log(instance=run, action="figures.upload", user=actor, data={"mapping": mapping.name})
    return run


def confirm_import(*, run: FigureImport, actor) -> FigureImport:
    """Asks a job to import what was looked at. Safe to call twice."""
    if not can_import(actor):
        raise PermissionDenied
    with transaction.atomic():
        run = FigureImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.state == ImportState.PREVIEW:
            key, payload = f"figures.import:{run.pk}", {"import": run.pk}
            run.job = enqueue(kind="figures.import", payload=payload, key=key, actor=actor, total=run.rows)
            run.state = ImportState.RUNNING
            run.save(update_fields=["job", "state"])
            log(instance=run, action="figures.import", user=actor)
    return run


def discard_import(*, run: FigureImport, actor) -> None:
    """Takes away what was only looked at. What was imported is undone instead, and stays."""
    if not can_import(actor):
        raise PermissionDenied
    with transaction.atomic():
        waiting = FigureImport.objects.select_for_update(of=("self",)).filter(pk=run.pk, state=ImportState.PREVIEW).first()
        if waiting is not None:
            waiting.delete()
            transaction.on_commit(lambda: waiting.file.delete(save=False))


def undo_import(*, run: FigureImport, reason: str, actor) -> int:
    """Withdraws every figure of an import, with the reason; returns how many. Safe to call twice. Raises ReasonMissing."""
    if not can_import(actor):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        run = FigureImport.objects.select_for_update(of=("self",)).select_related("mapping").get(pk=run.pk)
        if run.state != ImportState.DONE:
            return 0
        of = "unit" if run.mapping.layout.get("of_units") else "person"
        rows = Measurement.objects.standing().filter(source=run.mark)
        owners = set(rows.order_by().values_list(f"{of}_id", flat=True))
        gone = rows.update(withdrawn_at=timezone.now(), withdraw_reason=reason.strip())
        run.state, run.undone_at, run.undo_reason = ImportState.UNDONE, timezone.now(), reason.strip()[:300]
        run.save(update_fields=["state", "undone_at", "undo_reason"])
        log(instance=run, action="figures.undo", user=actor, data={"reason": reason.strip(), "figures": gone})
        if owners:
            tell(of, owners)
    return gone


def keep(run: FigureImport, tally: Tally) -> FigureImport:
    """Writes what came of an import."""
    _tell_counts(run, tally)
    run.state, run.finished_at = ImportState.DONE, timezone.now()
    run.save()
    return run


def _tell_counts(run: FigureImport, tally: Tally) -> None:
    for name, number in tally.counts().items():
        setattr(run, name, number)
    run.faults = [list(vars(one).values()) for one in tally.faults]


def _digest(file: File) -> str:
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
