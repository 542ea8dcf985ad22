"""A refresher that is passed, and the day's work. Each of these may be told twice."""

from datetime import date

from django.dispatch import receiver
from django.utils import timezone

from courses.changes.signals import product_changed
from courses.enrolments.models import Enrolment
from courses.enrolments.signals import enrolment_completed
from lms.criteria.signals import guideline_published
from lms.jobs.actions import enqueue
from lms.jobs.days import each_day
from lms.refreshers.actions import announce_change, complete, run_refreshers
from lms.refreshers.queries.planning import waits_for_no_day

LONGEST_TITLE = 120


@each_day("refreshers", order=30)
def the_day(on: date) -> dict[str, int]:
    return run_refreshers(on=on)


@receiver(enrolment_completed)
def pass_refresher(sender, enrolment_id: int, **kwargs) -> None:
    complete(enrolment=Enrolment.objects.get(pk=enrolment_id))


@receiver(product_changed)
def announce_published(sender, change_id: int, titles: dict[str, str], on: date, unit, actor, **kwargs) -> None:
    es, en = (titles[language][:LONGEST_TITLE] for language in ("es", "en"))
    announce_change(title_es=es, title_en=en, effective_on=on, unit=unit, actor=actor, code=f"publication-{change_id}")


@receiver(guideline_published)
def ask_rules_at_once(sender, version_id: int, minor: bool, **kwargs) -> None:
    """A rule that waits some days after a notice is asked by its day; one that waits none, as soon as a worker is free."""
    if not minor and waits_for_no_day(timezone.localdate()):
        enqueue(kind="refreshers.run", key=f"refreshers.run:notice:{version_id}")
