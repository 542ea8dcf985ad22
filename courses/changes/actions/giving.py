"""Giving what a change asks: to read the delta, or to prove a certification again. Each once, however often it runs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.changes.carrying import Unread, carry
from courses.changes.diffing import bare
from courses.changes.enums import State, TaskState
from courses.changes.models import Change, ProveAgain, ReadAgain
from courses.changes.queries import module_of
from courses.changes.queries.reading import shown_title
from courses.enrolments.actions import assign
from courses.enrolments.calendar import working_day
from courses.enrolments.models import Enrolment
from courses.enrolments.queries.holidays import holidays_of
from lms.certificates.models import Certificate
from lms.notifications.actions import notify
from lms.people.actions import renew_today
from lms.people.models import User
from lms.renewals.actions import renew_early


def give_readings(*, change: Change, people: Sequence[User], today: date) -> int:
    """Gives these people the delta to read; returns how many. What they had not read of earlier changes to the same blocks is asked
    here instead, against what they know. A change that was taken back meanwhile gives nothing."""
    with transaction.atomic():
        if Change.objects.select_for_update(of=("self",)).get(pk=change.pk).state != State.LIVE:
            return 0
        have = set(ReadAgain.objects.filter(change=change, person__in=people).values_list("person", flat=True))
        people = [person for person in people if person.pk not in have]
        unread, rest = _unread(change, people), holidays_of(person.pk for person in people)
        made = [task for person in people if (task := _task(change, person, unread[person.pk], rest[person.pk], today))]
        ReadAgain.objects.bulk_create(made)
        renew_today(task.person_id for task in made)
        by_id = {person.pk: person for person in people}
        for task in made:
            _tell(task, change, by_id[task.person_id])
    return len(made)


def give_provings(*, change: Change, today: date) -> int:
    """Whoever holds a certification that the change invalidates proves it again; returns how many. The certificates stay as they are."""
    module, given = module_of(change.page), 0
    for certification in change.certifications.all():
        held = Certificate.objects.standing().filter(certification=certification, issued_on__lte=_day(change), person__is_active=True)
        holders = held.exclude(valid_until__lt=today).select_related("person").order_by("person", "-issued_on", "-pk")
        latest = {certificate.person_id: certificate for certificate in reversed(list(holders))}
        for certificate in latest.values():
            given += _prove(change, certificate, module, today)
    return given


def _prove(change: Change, certificate: Certificate, module, today: date) -> bool:
    with transaction.atomic():
        if Change.objects.select_for_update(of=("self",)).get(pk=change.pk).state != State.LIVE:
            return False
        wanted = {"change": change, "person": certificate.person, "certification": certificate.certification}
        if ProveAgain.objects.filter(**wanted).exists():
            return False
        person = certificate.person
        with translation.override(person.language):
            reason = change.reason
        due_on = working_day(today, change.due_days, holidays_of([person.pk])[person.pk])
        before = set(Enrolment.objects.filter(person=person).values_list("pk", flat=True))
        period = renew_early(certificate=certificate, due_on=due_on, reason=reason, actor=change.author, today=today)
        enrolment = period.enrolment if period else None
        if enrolment is None and module is not None:
            enrolment = _again(person, module, change, reason, today)
        if enrolment is None:
            return False
        ProveAgain.objects.create(**wanted, certificate=certificate, enrolment=enrolment, is_ours=enrolment.pk not in before)
        renew_today([person.pk])
    return True


def _again(person: User, module, change: Change, reason: str, today: date) -> Enrolment | None:
    """Without a rule of renewal, the module that the page is in is done again."""
    made = assign(
        module=module, person=person, starts_on=today, due_days=change.due_days, reason=reason[:250], actor=change.author, again=True
    )
    standing = Enrolment.objects.standing().filter(person=person, module=module).order_by("-period")
    return made.enrolments.filter(person=person).first() or standing.first()


def _task(change: Change, person: User, unread: list[ReadAgain], holidays: frozenset[date], today: date) -> ReadAgain | None:
    says = {one.id: bare(one.after) for one in change.changed}
    load = carry(((block, says[block]) for block in change.blocks), [_as_unread(task) for task in unread])
    for task, blocks in zip(unread, load.taken, strict=True):
        _take(task, blocks, change)
    if not load.blocks:
        return None
    return ReadAgain(
        change=change,
        person=person,
        blocks=list(load.blocks),
        known=load.known,
        due_on=working_day(today, change.due_days, holidays),
    )


def _take(task: ReadAgain, blocks: Iterable[str], change: Change) -> None:
    if not blocks:
        return
    task.taken |= dict.fromkeys(blocks, change.pk)
    if not task.left:
        task.state = TaskState.SUPERSEDED
    task.save(update_fields=["taken", "state"])


def _as_unread(task: ReadAgain) -> Unread:
    before = {one.id: bare(one.before) for one in task.change.changed} | task.known
    return Unread(frozenset(task.left), before)


def _unread(change: Change, people: Sequence[User]) -> dict[int, list[ReadAgain]]:
    """By person, their open tasks about the same page, the oldest first."""
    rows = ReadAgain.objects.open().filter(person__in=people, change__page=change.page_id, change__pk__lt=change.pk)
    found: dict[int, list[ReadAgain]] = defaultdict(list)
    for task in rows.select_related("change").order_by("change__live_at", "change_id"):
        found[task.person_id].append(task)
    return found


def _tell(task: ReadAgain, change: Change, person: User) -> None:
    notify(
        person=person,
        kind="changes.read_again",
        key=f"changes.read_again:{change.pk}:{person.pk}",
        title=lambda: _("“%(title)s” has changed: read what is new") % {"title": shown_title(change)},
        text=lambda: change.reason,
        url=reverse("changes:read", args=[task.pk or _pk_of(task)]),
    )


def _pk_of(task: ReadAgain) -> int:
    return ReadAgain.objects.values_list("pk", flat=True).get(change=task.change_id, person=task.person_id)


def _day(change: Change) -> date:
    return timezone.localdate(change.live_at)
