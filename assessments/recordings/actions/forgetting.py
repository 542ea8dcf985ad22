"""Sound goes when its time is over or its person says so; that it was there, and what was scored, stays."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.recordings import storing
from assessments.recordings.enums import AnchorState, RecordingState
from assessments.recordings.exceptions import CannotRecord
from assessments.recordings.hearing import holders
from assessments.recordings.models import Anchor, Recording

DAYS_UNFINISHED = 7
AT_ONCE = 500


def run_day(*, on: date, now: datetime | None = None) -> dict[str, int]:
    """What is past its day goes, unless an appeal is open or it is kept as a reference; and what was never sent whole.

    Returns {"gone": …, "unfinished": …}. Safe to run twice, and to be stopped anywhere: files go before their row says so.
    """
    now = now or timezone.now()
    due = list(Recording.objects.due_to_go(on).select_related("performance").order_by("expires_on")[:AT_ONCE])
    held = {one for rule in holders for one in rule([row.performance_id for row in due])}
    gone = [row for row in due if row.performance_id not in held]
    left = list(Recording.objects.unfinished().begun_before(now - timedelta(days=DAYS_UNFINISHED)).select_related("performance")[:AT_ONCE])
    for row in gone:
        _remove(row, now, why="its time is over")
    for row in left:
        _remove(row, now, why="never sent whole")
    return {"gone": len(gone), "unfinished": len(left)}


def forget(*, recording: Recording, actor, now: datetime | None = None) -> Recording:
    """The person takes the sound of their practice away. Safe to call twice. Raises CannotRecord for what is assessed."""
    with transaction.atomic():
        locked = Recording.objects.select_for_update(of=("self",)).select_related("performance").get(pk=recording.pk)
        if locked.performance.person_id != actor.pk:
            raise Recording.DoesNotExist
        if not locked.performance.practice:
            raise CannotRecord(_("It is being assessed: it is kept until its day, so that you can ask for another look."))
        if locked.is_kept:
            _remove(locked, now or timezone.now(), why="asked by the person", actor=actor)
    locked.refresh_from_db()
    return locked


def _remove(recording: Recording, now: datetime, *, why: str, actor=None) -> None:
    storing.sweep(recording.folder)
    with transaction.atomic():
        recording.parts.all().delete()
        Recording.objects.filter(pk=recording.pk).update(state=RecordingState.GONE, gone_at=now, peaks=[])
        Anchor.objects.filter(recording=recording).update(state=AnchorState.WITHDRAWN, answered_at=now)
        if not recording.performance.practice:  # the trail of the house is read by others, and practice is nobody else's
            log(instance=recording, action="recordings.let_go", user=actor, title=str(recording.pk), data={"why": why})
