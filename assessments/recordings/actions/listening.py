"""Each listening is noted."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.recordings.models import Recording, RecordingAccess


def note_access(*, recording: Recording, person, link: str, now: datetime | None = None) -> bool:
    """Notes that this person listens by this link; once a link, however often it is read. Says whether it was the first time."""
    try:
        with transaction.atomic():
            found = {"recording": recording, "person": person, "link": link}
            return RecordingAccess.objects.get_or_create(**found, defaults={"at": now or timezone.now()})[1]
    except IntegrityError:
        return False
