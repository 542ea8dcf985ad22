"""Slow work of a change: asking many people."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles

AT_ONCE = 100


@handles("changes.ask", title=gettext_lazy("Ask people to read or prove again what changed"))
def ask(job: Job) -> Effect:
    """Each person is asked once, however often it runs; what a killed worker left is taken up where it stood."""
    from courses.changes.actions import give_provings, give_readings
    from courses.changes.enums import Kind
    from courses.changes.models import Change
    from courses.changes.queries import who_reads_again
    from courses.changes.queries.hints import forget_open
    from lms.jobs.actions import report_progress

    change, today, given = Change.objects.select_related("page", "author").get(pk=job.payload["change"]), timezone.localdate(), 0
    if change.kind == Kind.READ:
        people = list(who_reads_again(change.page, before=change.live_at).order_by("pk"))
        for start in range(0, len(people), AT_ONCE):
            given += give_readings(change=change, people=people[start : start + AT_ONCE], today=today)
            report_progress(job=job, done=min(start + AT_ONCE, len(people)), total=len(people))
    else:
        given = give_provings(change=change, today=today)

    def write() -> dict:
        forget_open()
        return {"asked": given}

    return write


@handles("changes.ask_question", title=gettext_lazy("Ask people to answer or prove again what a question changed"))
def ask_question(job: Job) -> Effect:
    from courses.changes.actions import ask_again
    from courses.changes.models import QuestionChange

    change = QuestionChange.objects.select_related("question", "author").get(pk=job.payload["change"])
    asked = ask_again(change=change, today=timezone.localdate())

    def write() -> dict:
        QuestionChange.objects.filter(pk=change.pk, asked=0).update(asked=asked)
        return {"asked": asked}

    return write
