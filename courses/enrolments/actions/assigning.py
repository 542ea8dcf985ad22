"""Putting people on a programme or a module, and taking them off it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.enrolments.calendar import working_day
from courses.enrolments.enums import EnrolmentState
from courses.enrolments.exceptions import NotActive
from courses.enrolments.models import Assignment, Cohort, Enrolment
from courses.enrolments.queries.holidays import holidays_of
from courses.enrolments.queries.path import title_of
from courses.enrolments.queries.people import would_enrol
from lms.jobs.actions import enqueue
from lms.notifications.actions import notify
from lms.people.models import Unit


def assign(
    *,
    programme=None,
    module=None,
    person=None,
    unit: Unit | None = None,
    starts_on: date,
    due_days: int | None = None,
    reason: str,
    actor,
    cohort: Cohort | None = None,
    roles: Iterable[str] | None = None,
    again: bool = False,
) -> Assignment:
    """Enrols a person, or everyone of a unit (with `roles`: those who hold one there), and queues the word to each.

    Safe to call twice: who has it in progress or done is left as they are; with `again`, who has done it gets a new period.
    """
    to_whom = would_enrol(programme=programme, module=module, person=person, unit=unit, roles=roles, again=again)
    with transaction.atomic():
        assignment, created = Assignment.objects.get_or_create(
            programme=programme,
            module=module,
            person=person,
            unit=unit,
            cohort=cohort,
            starts_on=starts_on,
            due_days=due_days,
            reason=reason,
            actor=actor,
        )
        rest = holidays_of(someone.pk for someone, _period in to_whom.new)
        rows = [
            Enrolment(
                person=someone,
                programme=programme,
                module=module,
                assignment=assignment,
                cohort=cohort,
                period=period,
                starts_on=starts_on,
                due_on=working_day(starts_on, due_days, rest[someone.pk]) if due_days else None,
            )
            for someone, period in to_whom.new
        ]
        before = set(assignment.enrolments.values_list("person_id", flat=True))
        Enrolment.objects.bulk_create([row for row in rows if row.person_id not in before], ignore_conflicts=True)
        enrolled = list(assignment.enrolments.exclude(person__in=before).values_list("pk", flat=True))
        if enrolled:
            enqueue(kind="enrolments.tell", payload={"enrolments": enrolled})
        if created or enrolled:
            log(instance=assignment, action="enrolments.assign", user=actor, title=str(assignment), data={"people": len(enrolled)})
    return assignment


def cancel_enrolment(*, enrolment: Enrolment, reason: str, actor) -> Enrolment:
    """Takes a person off it and tells them why. What they did stays. Raises NotActive once it is completed; ValueError without a reason."""
    reason = reason.strip()
    if not reason:
        raise ValueError("A reason is needed to cancel an enrolment")
    with transaction.atomic():
        enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("person", "programme", "module").get(pk=enrolment.pk)
        if enrolment.state == EnrolmentState.COMPLETED:
            raise NotActive
        if enrolment.state == EnrolmentState.CANCELLED:
            return enrolment
        enrolment.state = EnrolmentState.CANCELLED
        enrolment.cancelled_at = timezone.now()
        enrolment.cancelled_by = actor
        enrolment.cancel_reason = reason
        enrolment.save(update_fields=["state", "cancelled_at", "cancelled_by", "cancel_reason"])
        log(instance=enrolment, action="enrolments.cancel", user=actor, title=str(enrolment), data={"reason": reason})
        notify(
            person=enrolment.person,
            kind="enrolment_cancelled",
            key=f"enrolments.cancelled:{enrolment.pk}",
            title=lambda: _("You no longer have “%(title)s” to do") % {"title": title_of(enrolment)},
            text=reason,
        )
    return enrolment
