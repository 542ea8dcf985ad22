"""Where people stand and stood, for whoever writes it down."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from lms.careers.acting import ActingUp, acting_up, claim_from
from lms.careers.enums import PostingKind
from lms.careers.models import Posting
from lms.careers.permissions import POSTS_PEOPLE
from lms.careers.queries.acting import acting_periods
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class PersonPostings:
    """standing: the postings that hold, the latest first; withdrawn: those that were wrong, with what stands in their place."""

    standing: list[Posting]
    withdrawn: list[Posting]
    acting: ActingUp | None
    claim_from: date | None


def postings_of(person, on: date | None = None) -> PersonPostings:
    """Everything that was ever written down about where somebody stands. Two queries."""
    day = on or timezone.localdate()
    rows = list(Posting.everywhere.filter(person=person).select_related("rung__ladder", "recorded_by", "withdrawn_by", "corrects"))
    standing = [one for one in rows if one.withdrawn_at is None]
    periods = acting_periods(on=day, people=[person.pk]).get(person.pk, [])
    has_acted = any(one.kind == PostingKind.ACTING_UP for one in standing)
    return PersonPostings(
        standing=sorted(standing, key=lambda one: (one.starts_on, one.pk), reverse=True),
        withdrawn=sorted((one for one in rows if one.withdrawn_at), key=lambda one: one.withdrawn_at, reverse=True),
        acting=acting_up(periods, day) if has_acted else None,
        claim_from=claim_from(periods, day) if periods else None,
    )


def people_posted(viewer, words: str = "") -> QuerySet[User]:
    """The people whom a viewer posts, by surname, each with the postings of today as `stands`."""
    current = Posting.objects.current().select_related("rung").order_by("-kind", "rung__sort_order")
    found = User.objects.visible_to(viewer, POSTS_PEOPLE).filter(is_active=True).exclude(pk=viewer.pk)
    found = found.named(words) if words else found
    return found.by_surname().prefetch_related(Prefetch("postings", current, to_attr="stands"))
