"""Keeping the register of a session. Saved as often as one likes, signed once; from then on each change says why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.attendance.enums import Presence, SessionState
from courses.attendance.exceptions import Refused, WrittenMeanwhile
from courses.attendance.models import Attendance, ClassSession, Correction
from courses.attendance.permissions import keeps_register
from courses.attendance.queries import begins, people_of, when
from lms.notifications.actions import notify

SAID = ("presence", "late", "early", "words")


@dataclass(frozen=True)
class Entry:
    """What a register says of one enrolment."""

    enrolment_id: int
    presence: str
    late: int = 0
    early: int = 0
    words: str = ""

    @property
    def said(self) -> tuple:
        return (self.presence, self.late, self.early, self.words.strip())


def take_register(
    *,
    session: ClassSession,
    entries: Iterable[Entry],
    revision: int,
    actor,
    sign: bool = False,
    from_paper: bool = False,
    reason: str = "",
    now: datetime | None = None,
) -> ClassSession:
    """Saves what is said of these people; with `sign`, it counts from now on. Saying the same twice is saying it once.

    `revision` is that of the register one had before one. Raises PermissionDenied, also for one's own attendance; WrittenMeanwhile;
    Refused before it has begun, once it is cancelled, when somebody is left out of a signed one, when more was missed than it lasts,
    or without a reason for changing what was signed.
    """
    if not keeps_register(actor, session.cohort):
        raise PermissionDenied
    now = now or timezone.now()
    with transaction.atomic():
        found = ClassSession.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=session.pk)
        if found.state == SessionState.CANCELLED:
            raise Refused(_("It is cancelled: nobody was there."))
        if now < begins(found):
            raise Refused(_("It has not begun yet."))
        people = {one.pk: one for one in people_of(found)}
        wanted = {entry.enrolment_id: entry for entry in entries}
        marks = {mark.enrolment_id: mark for mark in found.marks.select_for_update()}
        _fit(found, wanted, people, actor)
        changed = [entry for pk, entry in wanted.items() if pk not in marks or _said(marks[pk]) != entry.said]
        signs = sign and found.state != SessionState.HELD
        if not changed and not signs and from_paper == found.from_paper:
            return found
        if found.revision != revision:
            raise WrittenMeanwhile
        was_signed = found.state == SessionState.HELD
        if was_signed and changed and not reason.strip():
            raise Refused(_("This register is signed. Say why it is put right: the person reads it."))
        if (signs or was_signed) and any(pk not in marks and pk not in wanted for pk, one in people.items() if one.person_id != actor.pk):
            raise Refused(_("Say of everybody whether they were there before you sign."))
        for entry in changed:
            _write(found, entry, marks.get(entry.enrolment_id), people[entry.enrolment_id], actor, now, reason if was_signed else "")
        _close(found, signs, from_paper, actor, now)
        action = "correct" if was_signed else "sign" if signs else "save"
        log(instance=found, action=f"attendance.{action}", user=actor, title=str(found), data={"people": len(changed), "reason": reason})
    return found


def _fit(session: ClassSession, wanted: dict[int, Entry], people: dict, actor) -> None:
    for pk, entry in wanted.items():
        if pk not in people:
            raise Refused(_("Somebody in this register is not in the cohort on that day. Open it again."))
        if people[pk].person_id == actor.pk:
            raise PermissionDenied
        if entry.presence not in Presence.values:
            raise Refused(_("Say whether each person was there."))
        if entry.presence != Presence.PRESENT and (entry.late or entry.early):
            words = _("%(person)s was not there, so minutes late or left early do not fit. Take one of the two away.")
            raise Refused(words % {"person": people[pk].person})
        if entry.late < 0 or entry.early < 0 or entry.late + entry.early >= session.minutes:
            words = _("%(person)s: more was missed than the %(minutes)d minutes it lasts. If they were not there, say so.")
            raise Refused(words % {"person": people[pk].person, "minutes": session.minutes})


def _said(mark) -> tuple:
    return tuple(getattr(mark, name) for name in SAID)


def _write(session: ClassSession, entry: Entry, mark: Attendance | None, enrolment, actor, now: datetime, reason: str) -> None:
    values = dict(zip(SAID, entry.said, strict=True)) | {"recorded_by": actor, "recorded_at": now}
    if mark is None:
        Attendance.objects.create(session=session, enrolment=enrolment, **values)
        return
    if reason:
        before = {name: getattr(mark, name) for name in SAID}
        made = Correction.objects.create(attendance=mark, reason=reason.strip(), actor=actor, at=now, **before)
        _tell(session, enrolment, made)
    for name, value in values.items():
        setattr(mark, name, value)
    mark.save(update_fields=list(values))


def _close(session: ClassSession, signs: bool, from_paper: bool, actor, now: datetime) -> None:
    session.revision += 1
    session.from_paper = from_paper
    if signs:
        session.state, session.signed_at, session.signed_by = SessionState.HELD, now, actor
    session.save(update_fields=["revision", "from_paper", "state", "signed_at", "signed_by"])


def _tell(session: ClassSession, enrolment, made: Correction) -> None:
    notify(
        person=enrolment.person,
        kind="attendance.corrected",
        key=f"attendance.corrected:{made.pk}",
        title=lambda: _("Your attendance was put right: %(when)s") % {"when": when(session)},
        text=made.reason,
        url=reverse("attendance:person", args=[enrolment.pk]),
    )
