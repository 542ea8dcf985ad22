"""Asking for an export, and clearing away old ones."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.log_actions import log

from lms.exports.models import Export
from lms.jobs.actions import enqueue

KEPT_DAYS = 7


def ask_for_export(*, kind: str, title: str, suffix: str, asked: Mapping[str, str], actor) -> Export:
    """Writes down what is wanted and wakes a worker. What it will hold is what `actor` may see when it is made."""
    clear_old_exports()
    with transaction.atomic():
        export = Export.objects.create(
            kind=kind, title=title, suffix=suffix, asked=dict(asked), language=get_language() or "es", asked_by=actor
        )
        export.job = enqueue(kind="exports.make", payload={"export": str(export.pk)}, key=f"exports.make:{export.pk}", actor=actor)
        export.save(update_fields=["job"])
        log(instance=export, action="exports.ask", user=actor, title=title, data={"kind": kind, **asked})
    return export


def clear_old_exports() -> int:
    """Deletes the exports of more than a week ago with their files. Returns how many."""
    old = list(Export.objects.older_than(timezone.now() - timedelta(days=KEPT_DAYS)))
    for export in old:
        if export.file:
            export.file.delete(save=False)
        export.delete()
    return len(old)
