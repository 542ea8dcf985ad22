"""The recording of a performance, and who has listened to it."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from assessments.recordings.enums import RecordingState
from assessments.recordings.models import Recording, RecordingAccess
from assessments.roleplays.models import Performance


def recording_of(performance: Performance) -> Recording | None:
    """The one that is kept, or the last one that was: `is_gone` then says that its sound is no longer here. One query.

    It asks nobody's permission: whoever shows it takes `listening_to`, which does.
    """
    kept_first = Case(When(state=RecordingState.KEPT, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Recording.objects.filter(performance=performance, kept_at__isnull=False).order_by(kept_first, "-kept_at")
    found = rows.first()
    if found:
        found.performance = performance
    return found


def unfinished_of(performance: Performance) -> QuerySet[Recording]:
    """Those whose bytes have not all arrived yet."""
    return Recording.objects.unfinished().filter(performance=performance)


def accesses_of(recording: Recording, user) -> QuerySet[RecordingAccess]:
    """Who listened, the latest first, as the person whose voice it is may know it."""
    return RecordingAccess.objects.visible_to(user).filter(recording=recording).select_related("person").order_by("-at")
