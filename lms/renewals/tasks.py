"""The day's work, some times a day: what it has done once, it does not do again."""

from celery import shared_task


@shared_task
def run_the_day() -> dict[str, int]:
    from django.utils import timezone

    from lms.renewals.actions import run_day

    return run_day(on=timezone.localdate())
