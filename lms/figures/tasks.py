"""The import itself, away from the request. A job that was cut short runs again: what it wrote is found there."""

from django.utils.translation import gettext_lazy as _

from lms.figures.files import on_disk
from lms.figures.models import FigureImport
from lms.jobs.actions import report_progress
from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles


@handles("figures.import", title=_("Import figures"))
def import_figures(job: Job) -> Effect | None:
    from lms.figures.actions.importing import bring_in
    from lms.figures.actions.uploads import keep

    run = FigureImport.objects.select_related("mapping").filter(pk=job.payload["import"]).first()
    if run is None:
        return None
    with on_disk(run.file) as path:
        tally = bring_in(run, path, progress=lambda rows: report_progress(job=job, done=rows))

    def effect() -> dict[str, int]:
        keep(run, _since_the_first_try(run, tally))
        return tally.counts()

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
