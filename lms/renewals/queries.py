"""What the screens of renewals ask."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from lms.renewals.enums import PeriodState
from lms.renewals.models import CertificationPeriod

URGENT = [PeriodState.EXPIRED, PeriodState.GRACE, PeriodState.DUE, PeriodState.WINDOW_OPEN, PeriodState.IN_PROGRESS, PeriodState.ASSIGNED]


def my_cycles(person) -> list[CertificationPeriod]:
    """One's cycles that still run, what presses first; each with the renewal that is open for it, if there is one."""
    rows = (
        CertificationPeriod.objects.filter(person=person)
        .current()
        .select_related("certification", "certificate", "next__enrolment__assignment")
    )
    return sorted(rows, key=lambda one: (_place(one), one.valid_until is None, one.valid_until or one.assigned_on))


def people_to_renew(user, *, q=None, state=None, certification=None, unit=None) -> QuerySet[CertificationPeriod]:
    """The cycles this user may see, by what presses and then by surname; never by a figure of the person."""
    rows = CertificationPeriod.objects.visible_to(user).select_related("person", "certification", "next")
    rows = rows.filter(state=state) if state else rows.current()
    if certification:
        rows = rows.filter(certification=certification)
    if unit:
        rows = rows.filter(person__in=_people_of(unit))
    presses = Case(
        *(When(state=one, then=Value(place)) for place, one in enumerate(URGENT)),
        default=Value(len(URGENT)),
        output_field=IntegerField(),
    )
    found = rows.matching(q or "").annotate(presses=presses)
    return found.order_by("presses", "valid_until", "person__last_name", "person__first_name", "pk")


def _people_of(unit):
    from lms.people.models import Membership

    return Membership.objects.current().filter(unit__path__startswith=unit.path).values("person_id")


def _place(period: CertificationPeriod) -> int:
    return URGENT.index(period.state) if period.state in URGENT else len(URGENT)
