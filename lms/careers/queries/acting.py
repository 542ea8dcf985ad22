"""Who has been acting up, since when, and how near that is to what the law allows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.utils import timezone

from lms.careers.acting import ActingUp, Period, acting_up, claim_from
from lms.careers.enums import PostingKind
from lms.careers.models import Posting
from lms.careers.permissions import POSTS_PEOPLE
from lms.people.models import User


def acting_periods(*, on: date, people=None) -> dict[int, list[Period]]:
    """The periods of acting up of the last two years, by person. One query."""
    since = on - relativedelta(years=2)
    rows = Posting.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=since), kind=PostingKind.ACTING_UP, starts_on__lte=on)
    if people is not None:
        rows = rows.filter(person__in=people)
    found: dict[int, list[Period]] = defaultdict(list)
    for person, starts_on, ends_on in rows.order_by("starts_on").values_list("person", "starts_on", "ends_on"):
        found[person].append((starts_on, ends_on))
    return found


@dataclass(frozen=True, slots=True)
class Alarm:
    """Somebody who nears the limit of acting up, or is past it. claim_from: the day on which they may claim the post if it goes on."""

    person: User
    counted: ActingUp
    claim_from: date | None
    postings: list[Posting]


def alarms_for(viewer, on: date | None = None) -> list[Alarm]:
    """Of the people whom a viewer posts, those at whom a step of the warning has been reached; the nearest to the limit first."""
    day = on or timezone.localdate()
    people = User.objects.visible_to(viewer, POSTS_PEOPLE).exclude(pk=viewer.pk)
    periods = acting_periods(on=day, people=people)
    counted = {person: acting_up(found, day) for person, found in periods.items()}
    warned = sorted((pk for pk, one in counted.items() if one.warning is not None), key=lambda pk: -counted[pk].in_a_year)
    found, acted = User.objects.in_bulk(warned), _acting_now(warned, day)
    return [Alarm(found[pk], counted[pk], claim_from(periods[pk], day), acted.get(pk, [])) for pk in warned]


def _acting_now(people: list[int], day: date) -> dict[int, list[Posting]]:
    found: dict[int, list[Posting]] = defaultdict(list)
    for posting in Posting.objects.current(day).filter(person__in=people, kind=PostingKind.ACTING_UP).select_related("rung"):
        found[posting.person_id].append(posting)
    return found
