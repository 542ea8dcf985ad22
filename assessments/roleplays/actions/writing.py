"""A reply in writing: kept while it is written, handed in, and given to be assessed by whoever wrote it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.roleplays.enums import Mode, PerformanceState
from assessments.roleplays.exceptions import CannotPlay
from assessments.roleplays.models import Performance

IN_OWN_WORDS = (Mode.WRITTEN, Mode.RECORDED)


def save_text(*, performance_id: UUID, person, text: str, counter: int) -> bool:
    """Keeps the text when `counter` is higher than that of the text kept: a late save overwrites nothing. Says whether it was kept."""
    rows = Performance.objects.open().filter(pk=performance_id, person=person, mode=Mode.WRITTEN, counter__lt=counter)
    return bool(rows.update(text=text, counter=counter))


def hand_in(*, performance_id: UUID, person, text: str, now: datetime | None = None) -> Performance:
    """Ends the writing with this text. Safe to call twice: what was handed in stays. Raises `CannotPlay` for an empty reply."""
    with transaction.atomic():
        performance = _own(performance_id, person, (Mode.WRITTEN,))
        if performance.state == PerformanceState.OPEN:
            _hand_in(performance, text, now or timezone.now())
    return performance


def ask_assessment(*, performance_id: UUID, person) -> Performance:
    """Lets assessors see a finished practice: from then on it is assessed, and no longer practice. Safe to call twice.

    Raises `CannotPlay` for what has not been handed in.
    """
    with transaction.atomic():
        performance = _own(performance_id, person, IN_OWN_WORDS)
        if performance.state != PerformanceState.FINISHED:
            raise CannotPlay(_("Hand it in first."))
        performance.practice = False
        performance.save(update_fields=["practice"])
    return performance


def _own(performance_id: UUID, person, modes: tuple[str, ...]) -> Performance:
    rows = Performance.objects.select_for_update(of=("self",)).select_related("version__scenario")
    performance = rows.get(pk=performance_id, person=person, mode__in=modes)
    performance.person = person
    return performance


def _hand_in(performance: Performance, text: str, now: datetime) -> None:
    if not text.strip():
        raise CannotPlay(_("Write something first: there is nothing to hand in."))
    performance.text = text
    performance.state = PerformanceState.FINISHED
    performance.ended_at = now
    performance.save(update_fields=["text", "state", "ended_at"])
