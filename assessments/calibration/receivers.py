"""What this app adds to recordings: those who calibrate hear what they score together, and nothing of it goes meanwhile."""

from collections.abc import Iterable

from django.db.models import Q

from assessments.calibration.enums import SessionState
from assessments.calibration.models import CalibrationSession, Sample
from assessments.recordings import hearing


def calibrates_it(user) -> Q:
    """Whoever scores in a session or leads it, until it is signed: they may work in another branch than the person."""
    under_way = CalibrationSession.objects.visible_to(user).exclude(state=SessionState.SIGNED)
    return Q(pk__in=Sample.objects.filter(session__in=under_way, performance__isnull=False).values("performance"))


def still_calibrated(performances: Iterable) -> set:
    """The sound stays until the session is signed."""
    rows = Sample.objects.filter(performance__in=list(performances)).exclude(session__state=SessionState.SIGNED)
    return set(rows.values_list("performance", flat=True))


hearing.also_hears(calibrates_it)
hearing.holds(still_calibrated)
