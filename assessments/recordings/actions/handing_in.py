"""The person hands in what they recorded, with its words when they have written them down."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.recordings.exceptions import CannotRecord
from assessments.recordings.models import Recording
from assessments.roleplays.enums import Mode, PerformanceState
from assessments.roleplays.models import Performance


def hand_in(*, performance_id: UUID, person, transcript: str = "", now: datetime | None = None) -> Performance:
    """Ends the performance with the recording that is kept. Safe to call twice: what was handed in stays.

    Raises Performance.DoesNotExist for what is not this person's recorded one, CannotRecord while no recording has arrived.
    """
    with transaction.atomic():
        rows = Performance.objects.select_for_update(of=("self",)).select_related("version__scenario")
        performance = rows.get(pk=performance_id, person=person, mode=Mode.RECORDED)
        performance.person = person
        if performance.state != PerformanceState.OPEN:
            return performance
        if not Recording.objects.kept().filter(performance=performance).exists():
            raise CannotRecord(_("The recording has not arrived yet. It is sent first, and then handed in."))
        performance.text = transcript.strip()
        performance.state, performance.ended_at = PerformanceState.FINISHED, now or timezone.now()
        performance.save(update_fields=["text", "state", "ended_at"])
    return performance
