"""The day's work of the rules: what they find is given or proposed. Twice a day, or after ten days without it, comes to the same."""

from collections import Counter
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from courses.enrolments.enums import EnrolmentState
from lms.refreshers.actions.giving import complete, give
from lms.refreshers.choosing import Choice
from lms.refreshers.enums import State
from lms.refreshers.models import RefresherAssignment, RefresherRule, RuleRun, RuleVersion
from lms.refreshers.queries.planning import live_versions, plan_of

FURTHEST = 60  # days made up for


def run_refreshers(*, on: date) -> dict[str, int]:
    """Asks every rule in force for each day since its last run, and does what it says; returns how many of each kind.

    A day that is over is never asked again: what is written as of a day was written by that day's rules.
    """
    done: Counter[str] = Counter({"given": 0, "proposed": 0, "settled": _settle()})
    for day in _days(on):
        with transaction.atomic():
            list(RefresherRule.objects.select_for_update().order_by("pk").values_list("pk"))  # Of two workers, the second waits.
            done.update(_run(day, on))
    return dict(done)


def _days(on: date) -> list[date]:
    last = RuleRun.objects.aggregate(last=Max("on"))["last"]
    if last is None or last == on:
        return [on]
    if last > on:
        return []
    first = max(last + timedelta(days=1), on - timedelta(days=FURTHEST))
    return [first + timedelta(days=number) for number in range((on - first).days + 1)]


def _run(day: date, today: date) -> Counter[str]:
    done: Counter[str] = Counter()
    versions = live_versions(day)
    plans = plan_of(versions, day)
    for version in versions:
        choice = plans[version.pk]
        given = [row for cause in choice.chosen if (row := give(version=version, cause=cause, on=day, today=today))]
        done["proposed" if version.asks_first else "given"] += len(given)
        _note(version, day, len(given), choice)
    return done


def _note(version: RuleVersion, day: date, given: int, choice: Choice) -> None:
    held = dict(Counter(str(one.why) for one in choice.held))
    run, created = RuleRun.objects.get_or_create(version=version, on=day, defaults={"given": given, "held": held})
    if not created and given:
        RuleRun.objects.filter(pk=run.pk).update(given=F("given") + given, held=held)


def _settle() -> int:
    """What a lost message left behind: modules that were done or cancelled since."""
    rows = RefresherAssignment.objects.open().exclude(enrolment=None).exclude(enrolment__state=EnrolmentState.ACTIVE)
    settled = 0
    for row in rows.select_related("enrolment"):
        settled += 1
        if row.enrolment.state == EnrolmentState.COMPLETED:
            complete(enrolment=row.enrolment)
        else:
            day, words = timezone.localdate(row.enrolment.cancelled_at), row.enrolment.cancel_reason or "–"
            RefresherAssignment.objects.open().filter(pk=row.pk).update(state=State.WITHDRAWN, state_since=day, words=words)
    return settled
