"""Reading a file and taking it in, apart from the request that asked for it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from assessments.exchange import actions, bank
from assessments.exchange.enums import Outcome, RunState
from assessments.exchange.models import ImportRun
from lms.jobs.actions import report_progress
from lms.jobs.models import Job
from lms.jobs.registry import handles


@handles("exchange.look_over", title=_("Read a file of questions"))
def look_over(job: Job) -> None:
    """Reads the file into its preview."""
    run = ImportRun.objects.filter(pk=UUID(job.payload["run"]), state=RunState.READING).first()
    if run is not None:
        actions.look_over(run=run)


@handles("exchange.take_in", title=_("Take questions in"))
def take_in(job: Job) -> None:
    """Takes the new items in, some at a time. What a killed worker had taken in is not taken in again."""
    run = ImportRun.objects.select_related("competency", "sent_by").get(pk=UUID(job.payload["run"]))
    items = dict(enumerate(actions.reading_of(run).items, 1))
    wanted = list(run.items.filter(outcome=Outcome.NEW).values_list("number", flat=True))
    done = run.items.filter(outcome=Outcome.IMPORTED).count()
    competencies = bank.competencies()
    for start in range(0, len(wanted), actions.BATCH):
        some = [(number, items[number]) for number in wanted[start : start + actions.BATCH]]
        done += actions.take_in(run=run, items=some, competencies=competencies)
        report_progress(job=job, done=done)
    actions.finish_import(run=run)


@handles("exchange.take_back", title=_("Take questions back"))
def take_back(job: Job) -> None:
    """Takes an import back, some questions at a time. What a killed worker had taken back is not asked about again."""
    run = ImportRun.objects.get(pk=UUID(job.payload["run"]))
    done = job.progress_total - run.items.filter(outcome=Outcome.IMPORTED).count()
    while taken := actions.take_back(run=run, actor=job.actor):
        done += len(taken)
        report_progress(job=job, done=done)
    actions.finish_undo(run=run)
