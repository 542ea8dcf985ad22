"""A register that nobody has signed counts for nobody: whoever keeps it is told once."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.attendance.enums import SessionState
from courses.attendance.models import ClassSession
from courses.attendance.permissions import keeps_register
from courses.attendance.queries import ends, titled, when
from courses.catalogue.queries import one_catalogue
from lms.notifications.actions import notify

GRACE = timedelta(hours=1)  # to sign it on the way out
LOOKS_BACK = timedelta(days=14)


@one_catalogue()
def remind_of_registers(now: datetime) -> int:
    """How many sessions somebody was told of. Safe to run twice, or after days without a run."""
    today = timezone.localdate(now)
    rows = ClassSession.objects.filter(state=SessionState.PLANNED, on__range=(today - LOOKS_BACK, today))
    told = 0
    for session in rows.select_related("cohort__trainer", "trainer"):
        keeper = _keeper(session) if ends(session) + GRACE <= now else None
        if keeper is not None:
            _tell(session, keeper)
            told += 1
    return told


def _keeper(session: ClassSession):
    """Who gives it, where they may sign it (a guest may not); else the trainer of its cohort; None where neither may."""
    both = (session.trainer, session.cohort.trainer)
    return next((one for one in both if one is not None and one.is_active and keeps_register(one, session.cohort)), None)


def _tell(session: ClassSession, keeper) -> None:
    notify(
        person=keeper,
        kind="attendance.unsigned",
        key=f"attendance.unsigned:{session.pk}:{session.sequence}:{keeper.pk}",
        title=lambda: _("A register waits for your signature: %(title)s") % {"title": titled(session)},
        text=lambda: _text(session),
        url=reverse("attendance:register", args=[session.pk]),
    )


def _text(session: ClassSession) -> str:
    words = {"cohort": session.cohort, "when": when(session)}
    return _("%(cohort)s, %(when)s. Until it is signed it counts for nobody.") % words
