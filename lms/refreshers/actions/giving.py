"""Giving a refresher that a rule found, not giving it, taking it back; and what passing it does. Each once a cause."""

from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from courses.enrolments.actions import assign, cancel_enrolment
from courses.enrolments.calendar import working_day
from courses.enrolments.enums import EnrolmentState
from courses.enrolments.models import Enrolment
from courses.enrolments.queries.holidays import holidays_of
from lms.people.models import User
from lms.refreshers.actions.renewing import renew_evidence
from lms.refreshers.choosing import Cause
from lms.refreshers.enums import State
from lms.refreshers.exceptions import NotProposed, ReasonMissing
from lms.refreshers.models import RefresherAssignment, RuleVersion
from lms.refreshers.wording import reasons

SAYS_AT_MOST = 300


def give(
    *, version: RuleVersion, cause: Cause, on: date, today: date, actor=None, proposes: bool | None = None, trigger: str = ""
) -> RefresherAssignment | None:
    """Gives (or proposes) what a version found on a day. None when this cause has been acted on: nothing is given twice.

    Written as of `on`, the day it was found; the days to do it run from `today` where they would be over already. `trigger`
    says why where that is not what the rule is about: somebody asked, say.
    """
    said = reasons(trigger or version.trigger, cause.numbers)
    asks = version.asks_first if proposes is None else proposes
    row, created = RefresherAssignment.objects.get_or_create(
        rule=version.rule,
        person_id=cause.person,
        cause=cause.key,
        defaults={
            "version": version,
            "trigger": trigger or version.trigger,
            "module": version.module,
            "caused_on": cause.day,
            "given_on": on,
            "numbers": cause.numbers,
            "reason_es": said["es"],
            "reason_en": said["en"],
            "state": State.PROPOSED if asks else State.OPEN,
            "state_since": on,
            "decided_by": actor,
        },
    )
    if not created:
        return None
    if not asks:
        _enrol(row, actor or version.rule.owner, on, today)
    return row


def give_proposed(*, assignment: RefresherAssignment, actor, today: date) -> RefresherAssignment:
    """A person decides: it is given, in their name. Safe to call twice. Raises NotProposed after another decision."""
    with transaction.atomic():
        row = _locked(assignment)
        if row.state == State.OPEN:
            return row
        if row.state != State.PROPOSED:
            raise NotProposed
        row.state, row.state_since, row.decided_by = State.OPEN, today, actor
        row.save(update_fields=["state", "state_since", "decided_by"])
        _enrol(row, actor, today, today)
        log(instance=row, action="refreshers.give", user=actor, title=str(row))
    return row


def decline(*, assignment: RefresherAssignment, words: str, actor, today: date) -> RefresherAssignment:
    """A person decides that it is not given, and says why. Safe to call twice. Raises NotProposed and ReasonMissing."""
    return _end(assignment, State.DECLINED, {State.PROPOSED}, words, actor, today)


def withdraw(*, assignment: RefresherAssignment, words: str, actor, today: date) -> RefresherAssignment:
    """Takes back one that is not done yet. What they did of it stays. Safe to call twice. Raises NotProposed and ReasonMissing."""
    return _end(assignment, State.WITHDRAWN, {State.OPEN}, words, actor, today)


def complete(*, enrolment: Enrolment) -> RefresherAssignment | None:
    """The module of a refresher is done; where its rule says so, what was proved is proved again. Safe to call twice."""
    with transaction.atomic():
        rows = RefresherAssignment.objects.select_for_update(of=("self",)).filter(enrolment=enrolment)
        row = rows.select_related("version__rule", "person", "module").first()
        if row is None or enrolment.completed_at is None or row.state != State.OPEN:
            return row
        row.state, row.state_since = State.DONE, timezone.localdate(enrolment.completed_at)
        row.save(update_fields=["state", "state_since"])
        if row.version.renews:
            renew_evidence(assignment=row, at=enrolment.completed_at)
    return row


def _end(assignment, state: State, before: set[State], words: str, actor, today: date) -> RefresherAssignment:
    if not words.strip():
        raise ReasonMissing
    with transaction.atomic():
        row = _locked(assignment)
        if row.state == state:
            return row
        if row.state not in before:
            raise NotProposed
        row.state, row.state_since, row.decided_by, row.words = state, today, actor, words.strip()
        row.save(update_fields=["state", "state_since", "decided_by", "words"])
        if row.enrolment_id and row.enrolment.state == EnrolmentState.ACTIVE:
            cancel_enrolment(enrolment=row.enrolment, reason=words.strip()[:SAYS_AT_MOST], actor=actor)
        log(instance=row, action=f"refreshers.{state}", user=actor, title=str(row), data={"reason": words.strip()})
    return row


def _locked(assignment: RefresherAssignment) -> RefresherAssignment:
    rows = RefresherAssignment.objects.select_for_update(of=("self",))
    return rows.select_related("version__rule", "person", "module", "enrolment").get(pk=assignment.pk)


def _enrol(row: RefresherAssignment, actor, on: date, today: date) -> None:
    """Puts it among what the person has to do, in their language; whoever has the module to do already keeps that place."""
    person = User.objects.get(pk=row.person_id)
    days = row.version.due_days
    rest = holidays_of([person.pk])[person.pk]
    starts_on = on if working_day(on, days, rest) > today or on == today else today
    with translation.override(person.language):
        text = row.reason
    assign(module=row.module, person=person, starts_on=starts_on, due_days=days, reason=text, actor=actor, again=True)
    mine = Enrolment.objects.active().filter(person=person, module=row.module, refresher=None).order_by("-period").first()
    if mine is not None:
        row.enrolment = mine
        row.save(update_fields=["enrolment"])
