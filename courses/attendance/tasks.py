from celery import shared_task
from django.utils import timezone


@shared_task
def remind() -> int:
    """Each hour: of the classes that are over, the registers without a signature."""
    from courses.attendance.actions import remind_of_registers

    return remind_of_registers(timezone.now())
