"""A session that somebody missed and had later, with a trainer or by themselves: written down by whoever keeps the register."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.attendance.enums import SessionState
from courses.attendance.exceptions import Refused
from courses.attendance.models import Attendance


def make_up(*, mark: Attendance, on: date, words: str, actor) -> Attendance:
    """It counts as had. Safe to call twice. Raises PermissionDenied; Refused for a session that is not signed, of which nothing was
    missed, for a day that does not fit, or without words."""
    if not words.strip():
        raise Refused(_("Say how it was made up."))
    with transaction.atomic():
        found = _locked(mark, actor)
        if found.session.state != SessionState.HELD:
            raise Refused(_("Its register is not signed yet."))
        if not found.made_up_on and found.mark.there == found.session.minutes:
            raise Refused(_("Nothing of this session was missed."))
        if not found.session.on <= on <= timezone.localdate():
            raise Refused(_("It is made up on the day of the session or later, and not in the future."))
        if (found.made_up_on, found.made_up_words) != (on, words.strip()):
            found.made_up_on, found.made_up_words, found.made_up_by = on, words.strip(), actor
            _keep(found, actor, {"on": on.isoformat(), "words": found.made_up_words})
    return found


def take_back(*, mark: Attendance, reason: str, actor) -> Attendance:
    """It was not made up after all. Safe to call twice. Raises PermissionDenied, and Refused without a reason."""
    if not reason.strip():
        raise Refused(_("Say why it is taken back."))
    with transaction.atomic():
        found = _locked(mark, actor)
        if found.made_up_on:
            was = {"on": found.made_up_on.isoformat(), "words": found.made_up_words}
            found.made_up_on, found.made_up_words, found.made_up_by = None, "", None
            _keep(found, actor, {"was": was, "reason": reason.strip()})
    return found


def _locked(mark: Attendance, actor) -> Attendance:
    if not Attendance.objects.kept_by(actor).filter(pk=mark.pk).exists():
        raise PermissionDenied
    return Attendance.objects.select_for_update(of=("self",)).select_related("session", "enrolment__person").get(pk=mark.pk)


def _keep(mark: Attendance, actor, facts: dict) -> None:
    mark.save(update_fields=["made_up_on", "made_up_words", "made_up_by"])
    log(instance=mark, action="attendance.make_up", user=actor, title=str(mark), data=facts)
