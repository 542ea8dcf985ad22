"""A refresher that is passed, and the day's work. Each of these may be told twice."""

from datetime import date

from django.dispatch import receiver

from courses.changes.signals import product_changed
from courses.enrolments.models import Enrolment
from courses.enrolments.signals import enrolment_completed
from lms.jobs.days import each_day
from lms.refreshers.actions import announce_change, complete, run_refreshers

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
