"""The day's work of every app, some times a day: what it has done once, it does not do again."""

from celery import shared_task


@shared_task
def run_the_day() -> dict[str, dict[str, int]]:
    from django.utils import timezone

    from lms.jobs import days

    return days.run(timezone.localdate())
