"""What a day brings. It may run twice, or skip ten days: each row is written as of the day on which it changed."""

from collections import Counter
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.enrolments.models import StepProgress
from lms.certificates.models import Certificate
from lms.language.days import day_month
from lms.notifications.actions import notify
from lms.renewals.actions.earning import adopt_certificate
from lms.renewals.actions.giving import renew
from lms.renewals.cycle import REMINDERS, Dates, reminder, standing
from lms.renewals.enums import HOLDS, PeriodState
from lms.renewals.models import CertificationPeriod, RenewalRule


def run_day(*, on: date) -> dict[str, int]:
    """Brings every cycle to where it stands on a day; returns how many of each kind changed. Never takes a day back."""
    done: Counter[str] = Counter()
    rules = {rule.certification_id: rule for rule in RenewalRule.objects.select_related("certification", "module", "programme", "owner")}
    done["adopted"] = sum(adopt_certificate(certificate=one) is not None for one in _without_cycle(rules, on))
    for pk in _ids(CertificationPeriod.objects.moving(on)):
        done["moved"] += _move(pk, on)
    for period in _to_open(rules, on):
        with transaction.atomic():
            done["opened"] += renew(period=period, rule=rules[period.certification_id]) is not None
    done["begun"] = _begun()
    near = CertificationPeriod.objects.filter(state__in=HOLDS, valid_until__range=(on, on + timedelta(days=max(REMINDERS))))
    for period in near.select_related("person", "certification"):
        done["reminded"] += _remind(period, on)
    return dict(done)


def _without_cycle(rules: dict[int, RenewalRule], on: date):
    """Certificates that stand, oldest first: the newest one of each person ends up as the cycle that holds."""
    rows = Certificate.objects.standing().filter(certification__in=rules, period=None, issued_on__lte=on)
    return rows.select_related("enrolment").order_by("issued_on", "pk")


def _move(pk: int, on: date) -> int:
    with transaction.atomic():
        period = CertificationPeriod.objects.select_for_update(of=("self",)).get(pk=pk)
        state = PeriodState(standing(on, _dates(period)))
        if period.state == state or period.state not in HOLDS | {PeriodState.GRACE}:
            return 0
        period.state, period.state_since = state, _since(period, state)
        period.save(update_fields=["state", "state_since"])
    return 1


def _since(period: CertificationPeriod, state: str) -> date:
    """The day on which the state began, however late it is written."""
    day_after = timedelta(days=1)
    return {
        PeriodState.WINDOW_OPEN: period.opens_on,
        PeriodState.DUE: period.due_from,
        PeriodState.GRACE: period.valid_until + day_after,
        PeriodState.EXPIRED: (period.grace_until or period.valid_until) + day_after,
    }[state]


def _to_open(rules: dict[int, RenewalRule], on: date):
    waits = [pk for pk, rule in rules.items() if rule.gives_something]
    rows = CertificationPeriod.objects.filter(certification__in=waits, opens_on__lte=on, next=None, certified_on__isnull=False)
    return rows.standing().select_related("person", "certification").order_by("pk")


def _begun() -> int:
    """Whoever has opened a step of it is at it."""
    begun = StepProgress.objects.values("enrolment_id")
    return CertificationPeriod.objects.filter(state=PeriodState.ASSIGNED, enrolment__in=begun).update(state=PeriodState.IN_PROGRESS)


def _remind(period: CertificationPeriod, on: date) -> int:
    days = reminder(on, period.valid_until, sent=period.reminded)
    if days is None:
        return 0
    with transaction.atomic():
        notify(
            person=period.person,
            kind="renewals.reminder",
            key=f"renewals.reminder:{period.pk}:{days}",
            title=lambda: _("“%(name)s” holds until %(day)s") % {"name": period.certification.name, "day": day_month(period.valid_until)},
            text=lambda: period.certification.renewal or _("Your coordinator tells you how it is renewed."),
            url=reverse("renewals:mine"),
        )
        CertificationPeriod.objects.filter(pk=period.pk).update(reminded=days)
    return 1


def _dates(period: CertificationPeriod) -> Dates:
    return Dates(period.valid_until, period.opens_on, period.due_from, period.grace_until)


def _ids(rows) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))
