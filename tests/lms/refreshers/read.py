"""A roleplay as it was read: for the record, or for practice."""

from datetime import date

from django.utils import timezone

from tests import scores


def result_of(who, *, on: date, critical=(), short=(), practice: bool = False):
    """C1 of the rubric is about OWN, C2 about EMP."""
    from assessments.roleplays.models import Performance
    from assessments.scores.models import RoleplayResult, Score

    played = scores.performance(who)
    Performance.objects.filter(pk=played.pk).update(practice=practice)
    moment = timezone.make_aware(timezone.datetime(on.year, on.month, on.day, 12))
    feedback = Score.objects.create(performance=played, assessor=who, state="submitted", submitted_at=moment)
    return RoleplayResult.objects.create(
        performance=played, verdict="not_yet", critical=list(critical), short=list(short), readers=1, licensed=True, feedback=feedback,
        decided_at=moment,
    )  # fmt: skip
