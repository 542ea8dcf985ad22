"""An import undone as a whole: its figures are withdrawn with the reason, and what they had replaced stands again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.figures.actions.importing import Progress
from lms.figures.actions.uploads import ask_for
from lms.figures.actions.writing import tell_of
from lms.figures.enums import ImportState
from lms.figures.exceptions import ReasonMissing
from lms.figures.models import FigureImport
from lms.figures.permissions import can_import
from lms.operations.models import Measurement

TOGETHER = 2000  # figures withdrawn in one transaction
COPIED = ("metric_id", "person_id", "unit_id", "starts_on", "ends_on", "value", "sample", "source")


def undo_import(*, run: FigureImport, reason: str, actor) -> FigureImport:
    """Asks a job to undo an import. Safe to call twice: the first reason stands. Raises ReasonMissing, PermissionDenied."""
    if not can_import(actor):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        run = FigureImport.objects.select_for_update(of=("self",)).select_related("mapping").get(pk=run.pk)
        if run.state == ImportState.DONE:
            run.state, run.undo_reason = ImportState.UNDOING, reason.strip()[:300]
            run.save(update_fields=["undo_reason"])
            ask_for(run, "figures.undo", actor=actor, total=run.new + run.replaced)
            log(instance=run, action="figures.undo", user=actor, data={"reason": reason.strip()})
    return run


def take_back(run: FigureImport, *, progress: Progress = lambda rows: None) -> int:
    """Withdraws every figure of an import, piece by piece, and tells what follows. May run again. Returns how many it withdrew."""
    done = 0
    for ids in _pieces(Measurement.objects.standing().filter(source=run.mark)):
        done += Measurement.objects.filter(pk__in=ids).update(withdrawn_at=timezone.now(), withdraw_reason=run.undo_reason)
        progress(done)
    _put_back(run)
    tell_of(run)
    return done


def keep_undone(run: FigureImport) -> None:
    FigureImport.objects.filter(pk=run.pk).update(state=ImportState.UNDONE, undone_at=timezone.now())


def _put_back(run: FigureImport) -> None:
    """What the import replaced is written anew, as it was; but for figures of files that have been undone themselves."""
    if not run.replaced:
        return
    others = FigureImport.objects.filter(state__in=(ImportState.UNDOING, ImportState.UNDONE)).exclude(pk=run.pk).select_related("mapping")
    gone = [one.mark for one in others]
    for ids in _pieces(Measurement.objects.filter(withdraw_reason=run.mark).exclude(source__in=gone)):
        rows = Measurement.objects.filter(pk__in=ids).values(*COPIED)
        # One that stands already was put back before, or has come by another file since.
        Measurement.objects.bulk_create([Measurement(**row) for row in rows], ignore_conflicts=True)


def _pieces(rows):
    after = 0
    while ids := list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:TOGETHER]):
        yield ids
        after = ids[-1]
