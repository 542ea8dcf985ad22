"""Looking at a big file, the import itself, and undoing it, away from the request. A job that was cut short runs again: what it
wrote is found there."""

from celery import shared_task
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lms.figures.exceptions import CannotImport
from lms.figures.models import FigureImport
from lms.jobs.actions import report_progress
from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles
from lms.reading.files import on_disk


@handles("figures.look", title=_("Look at a file of figures"))
def look_at_figures(job: Job) -> Effect | None:
    from lms.figures.actions.uploads import look, refuse
    from lms.figures.enums import ImportState

    run = _run(job)
    if run is None:
        return None
    try:
        look(run, progress=lambda rows: report_progress(job=job, done=rows))
    except CannotImport as error:
        return _effect(refuse, run, error)
    run.state = ImportState.PREVIEW
    return lambda: run.save()


@handles("figures.import", title=_("Import figures"))
def import_figures(job: Job) -> Effect | None:
    from lms.figures.actions.importing import bring_in
    from lms.figures.actions.uploads import keep, refuse

    run = _run(job)
    if run is None:
        return None
    with on_disk(run.file) as path:
        try:
            tally = bring_in(run, path, progress=lambda rows: report_progress(job=job, done=rows))
        except CannotImport as error:
            return _effect(refuse, run, error)

    def effect() -> dict[str, int]:
        keep(run, _since_the_first_try(run, tally))
        return tally.counts()

    return effect


@handles("figures.undo", title=_("Undo an import of figures"))
def undo_figures(job: Job) -> Effect | None:
    from lms.figures.actions.undoing import keep_undone, take_back

    run = _run(job)
    if run is None:
        return None
    withdrawn = take_back(run, progress=lambda rows: report_progress(job=job, done=rows))

    def effect() -> dict[str, int]:
        keep_undone(run)
        return {"withdrawn": withdrawn}

    return effect


@shared_task
def look_into_the_folder() -> dict[str, int]:
    """What has come into the watched folder: see `actions.folder`."""
    from django.conf import settings
    from django.utils import timezone

    from lms.figures.actions.folder import look_into

    if not settings.FIGURES_FOLDER:
        return {}
    with translation.override(settings.LANGUAGE_CODE):
        return look_into(settings.FIGURES_FOLDER, now=timezone.now())


def _run(job: Job) -> FigureImport | None:
    return FigureImport.objects.select_related("mapping", "made_by").filter(pk=job.payload["import"]).first()


def _effect(act, run: FigureImport, error: CannotImport) -> Effect:
    def effect() -> None:
        act(run, error)

    return effect


def _since_the_first_try(run: FigureImport, tally):
    """A second try finds as "there already" what the first one wrote: that is new all the same."""
    from lms.operations.models import Measurement

    written = Measurement.objects.standing().filter(source=run.mark).count()
    before = tally.new + tally.replaced
    if written > before:
        tally.new += written - before
        tally.same -= written - before
    return tally
