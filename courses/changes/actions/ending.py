"""Taking back what a change asks: as if it had not been said while nobody has done it, else closed for those who have not."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from courses.changes.enums import State, TaskState
from courses.changes.exceptions import NotInForce, ReasonMissing
from courses.changes.models import Change, ProveAgain, ReadAgain
from courses.enrolments.actions import cancel_enrolment
from lms.notifications.models import Notification
from lms.people.actions import renew_today
from lms.renewals.actions import withdraw_period
from lms.renewals.models import CertificationPeriod


def end_change(*, change: Change, why: str, actor) -> Change:
    """Asks nothing more of anybody. While nobody has done it, it is undone: what it had overtaken is asked again. What was done stays.

    Safe to call twice. Raises NotInForce and ReasonMissing.
    """
    if not why.strip():
        raise ReasonMissing
    with transaction.atomic():
        change = Change.objects.select_for_update(of=("self",)).select_related("page").get(pk=change.pk)
        if change.state in (State.UNDONE, State.CLOSED) and change.said_at is not None:
            return change
        if not change.asks:
            raise NotInForce
        now = timezone.now()
        touched = ReadAgain.objects.filter(change=change, state=TaskState.DONE).exists() or _someone_proved(change)
        change.state = State.CLOSED if touched else State.UNDONE
        change.ended_at, change.ended_by, change.ended_why = now, actor, why.strip()
        change.save(update_fields=["state", "ended_at", "ended_by", "ended_why"])
        people = _withdraw_readings(change) | _withdraw_provings(change, why.strip(), actor)
        if not touched:
            people |= _ask_again(change)
        Notification.objects.filter(key__startswith=f"changes.read_again:{change.pk}:", read_at=None).update(read_at=now)
        renew_today(people)
        log(instance=change.page.specific, action="changes.end", user=actor, data={"change": change.pk, "why": change.ended_why})
    return change


def _someone_proved(change: Change) -> bool:
    return any(one.state == TaskState.DONE for one in change.provings.filter(is_ours=True).select_related("enrolment"))


def _withdraw_readings(change: Change) -> set[int]:
    rows = ReadAgain.objects.open().filter(change=change)
    people = set(rows.values_list("person", flat=True))
    rows.update(state=TaskState.WITHDRAWN)
    return people


def _withdraw_provings(change: Change, why: str, actor) -> set[int]:
    """Only what was given because of the change; a renewal that was under way goes on."""
    people = set()
    for one in ProveAgain.objects.open().filter(change=change, is_ours=True).select_related("enrolment"):
        cancel_enrolment(enrolment=one.enrolment, reason=why, actor=actor)
        for period in CertificationPeriod.objects.filter(enrolment=one.enrolment).running():
            withdraw_period(period=period, reason=why, actor=actor, today=timezone.localdate())
        people.add(one.person_id)
    return people


def _ask_again(change: Change) -> set[int]:
    """What the undone change had taken from earlier tasks is asked by them again."""
    people = set()
    held = ReadAgain.objects.filter(change__page=change.page_id, change__state=State.LIVE, state__in=[TaskState.OPEN, TaskState.SUPERSEDED])
    for task in held.exclude(taken={}):
        left = {block: by for block, by in task.taken.items() if by != change.pk}
        if left != task.taken:
            task.taken, task.state = left, TaskState.OPEN
            task.save(update_fields=["taken", "state"])
            people.add(task.person_id)
    return people
