"""When a cohort is in class: planned from its programme or one by one; changed or cancelled until its register is signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.attendance.enums import SessionState
from courses.attendance.exceptions import Refused
from courses.attendance.models import ClassSession
from courses.attendance.permissions import keeps_register
from courses.attendance.queries import class_days, hours, people_of, titled, when
from courses.catalogue.actions import bump_catalogue_version
from courses.enrolments.models import Cohort
from lms.notifications.actions import notify
from lms.people.actions import renew_today

CHANGEABLE = ("on", "starts_at", "ends_at", "room", "trainer", "topic")
TOLD = ("on", "starts_at", "ends_at", "room")


@dataclass(frozen=True)
class Stretch:
    """A part of a day in class."""

    starts_at: time
    ends_at: time


def plan_sessions(*, cohort: Cohort, stretches: Iterable[Stretch], actor, room: str = "") -> int:
    """A session for each stretch of each day of the programme, on working days; how many are new.

    Safe to call twice: where one stands at that time, or overlaps, nothing is added. Raises PermissionDenied; Refused for a
    programme without days, or stretches that overlap each other.
    """
    _check(actor, cohort)
    wanted = sorted(stretches, key=lambda one: one.starts_at)
    if any(before.ends_at > after.starts_at for before, after in zip(wanted, wanted[1:], strict=False)):
        raise Refused(_("The morning and the afternoon overlap."))
    days = class_days(cohort)
    if not days:
        raise Refused(_("This programme has no modules with a day yet. Add its sessions one by one."))
    with transaction.atomic():
        Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
        there = list(ClassSession.objects.standing().filter(cohort=cohort))
        new = [
            ClassSession(
                cohort=cohort,
                on=day,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                module_id=module,
                room=room or cohort.room,
                trainer_id=cohort.trainer_id,
            )
            for day, module in days
            for one in wanted
            if not any(_overlaps(other, day, one.starts_at, one.ends_at) for other in there)
        ]
        ClassSession.objects.bulk_create(new)
        if new:
            log(instance=cohort, action="attendance.plan", user=actor, title=str(cohort), data={"sessions": len(new)})
            _renew(cohort)
    return len(new)


def add_session(
    *, cohort: Cohort, actor, on: date, starts_at: time, ends_at: time, topic: str, room: str = "", trainer=None
) -> ClassSession:
    """One session more. Raises PermissionDenied; Refused when it overlaps another of the cohort or ends before it starts."""
    _check(actor, cohort)
    with transaction.atomic():
        Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
        made = ClassSession(cohort=cohort, on=on, starts_at=starts_at, ends_at=ends_at, topic=topic.strip(), room=room, trainer=trainer)
        twin = _free(made)
        if twin is not None:
            return twin
        made.save()
        log(instance=made, action="attendance.add", user=actor, title=str(made))
        _renew(cohort)
    return made


def change_session(*, session: ClassSession, actor, **values) -> ClassSession:
    """Moves it, or says another room, trainer or topic, and tells whoever is in it. The same values again change nothing.

    Raises PermissionDenied; Refused once it is signed or cancelled, or when it overlaps another.
    """
    _check(actor, session.cohort)
    if unknown := set(values) - set(CHANGEABLE):
        raise TypeError(f"A session has no {', '.join(sorted(unknown))} to change")
    with transaction.atomic():
        Cohort.objects.select_for_update(of=("self",)).get(pk=session.cohort_id)
        found = ClassSession.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=session.pk)
        _still_planned(found)
        before = {name: getattr(found, name) for name in CHANGEABLE}
        changed = [name for name in CHANGEABLE if name in values and values[name] != before[name]]
        if not changed:
            return found
        for name in changed:
            setattr(found, name, values[name])
        _free(found)
        found.sequence += 1
        found.save(update_fields=[*changed, "sequence"])
        facts = {name: [str(before[name] or ""), str(getattr(found, name) or "")] for name in changed}
        log(instance=found, action="attendance.change", user=actor, title=str(found), data=facts)
        _renew(found.cohort)
        if found.on >= timezone.localdate() and set(changed) & set(TOLD):
            _tell(
                found,
                "attendance.moved",
                lambda: _("A session of yours has changed: %(title)s") % {"title": titled(found)},
                lambda: _("It is now %(when)s.") % {"when": when(found)},
            )
    return found


def cancel_session(*, session: ClassSession, reason: str, actor) -> ClassSession:
    """It does not take place, and stays readable with the reason. Safe to call twice. Raises PermissionDenied, Refused."""
    _check(actor, session.cohort)
    if not reason.strip():
        raise Refused(_("Say why it is cancelled: whoever is in it reads it."))
    with transaction.atomic():
        found = ClassSession.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=session.pk)
        if found.state == SessionState.CANCELLED:
            return found
        _still_planned(found)
        found.state, found.cancelled_for = SessionState.CANCELLED, reason.strip()
        found.save(update_fields=["state", "cancelled_for"])
        log(instance=found, action="attendance.cancel", user=actor, title=str(found), data={"reason": found.cancelled_for})
        _renew(found.cohort)
        if found.on >= timezone.localdate():
            title = lambda: _("A session of yours is cancelled: %(title)s") % {"title": titled(found)}  # noqa: E731
            _tell(found, "attendance.cancelled", title, found.cancelled_for)
    return found


def _check(actor, cohort: Cohort) -> None:
    if not keeps_register(actor, cohort):
        raise PermissionDenied


def _still_planned(session: ClassSession) -> None:
    if session.state == SessionState.HELD:
        raise Refused(_("Its register is signed: it took place as it stands there."))
    if session.state == SessionState.CANCELLED:
        raise Refused(_("It is cancelled. Add a new one instead."))


def _free(session: ClassSession) -> ClassSession | None:
    """The very same session where it was added a moment ago; raises Refused when the cohort is in another one then."""
    if session.ends_at <= session.starts_at:
        raise Refused(_("It ends before it starts."))
    others = ClassSession.objects.standing().filter(cohort=session.cohort_id, on=session.on).exclude(pk=session.pk)
    for other in others:
        if session.pk is None and (other.starts_at, other.ends_at, other.topic) == (session.starts_at, session.ends_at, session.topic):
            return other
        if _overlaps(other, session.on, session.starts_at, session.ends_at):
            raise Refused(_("The cohort is in another session then: %(hours)s.") % {"hours": hours(other)})
    return None


def _overlaps(other: ClassSession, day: date, starts_at: time, ends_at: time) -> bool:
    return other.on == day and other.starts_at < ends_at and starts_at < other.ends_at


def _renew(cohort: Cohort) -> None:
    # What is kept of a cohort's days lives under the catalogue's number, so that every process learns of it.
    bump_catalogue_version()
    renew_today(cohort.enrolments.standing().values_list("person", flat=True))


def _tell(session: ClassSession, kind: str, title, text) -> None:
    for enrolment in people_of(session):
        notify(
            person=enrolment.person,
            kind=kind,
            key=f"{kind}:{session.pk}:{session.sequence}:{enrolment.person_id}",
            title=title,
            text=text,
            url=reverse("attendance:person", args=[enrolment.pk]),
        )
