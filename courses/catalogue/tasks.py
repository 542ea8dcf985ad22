"""Pages that go live, or stop being live, on their day."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def publish_scheduled() -> None:
    """Twice at once does no harm: what is done is no longer due."""
    call_command("publish_scheduled", verbosity=0)
