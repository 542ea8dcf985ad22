"""The coordinator's and the supervisor's day: their teams now, who needs them and why, what expires."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.enrolments.models import Enrolment
from courses.enrolments.queries import Whereabouts
from lms.certificates.models import Certificate
from lms.certificates.validity import EXPIRING_DAYS
from lms.criteria.queries.register import Entry, register
from lms.home.enums import Face
from lms.home.queries.approving import Approval, approvals_of
from lms.home.queries.learning import unread
from lms.home.queries.teaching import Waiting, people_in, waiting_for
from lms.home.today import FACES
from lms.notifications.models import Notification
from lms.people.models import User

MOST_CERTIFICATES = 8


@dataclass(frozen=True)
class Expiring:
    """A certificate that ends soon or has just ended."""

    state: str
    word: str
    person: User
    name: str
    until: date


@dataclass(frozen=True)
class LeadingToday:
    """Every person is in one list: late, or on the way. `at_work` counts who has nothing in progress."""

    units: tuple[str, ...]
    lede: str
    people: int
    late: tuple[Whereabouts, ...]
    on_the_way: tuple[Whereabouts, ...]
    at_work: int
    expiring: tuple[Expiring, ...]
    approvals: tuple[Approval, ...]
    waiting: Waiting | None
    unproved: tuple[Entry, ...]
    news: tuple[Notification, ...]

    @property
    def in_training(self) -> int:
        return len({one.person.pk for one in (*self.late, *self.on_the_way)})

    @property
    def needing(self) -> int:
        return len({one.person.pk for one in self.late})


def leading_today(person, now: datetime) -> LeadingToday:
    """As many queries for many people as for few."""
    today = timezone.localdate(now)
    roles = FACES[Face.LEADING]
    team = User.objects.visible_to(person, roles).exclude(pk=person.pk).filter(is_active=True)
    people = people_in(Enrolment.objects.active().filter(person__in=team.values("pk")), now)
    late = tuple(one for one in people if one.late)
    needing = {one.person.pk for one in late}
    on_the_way = tuple(one for one in people if one.person.pk not in needing)
    number = team.count()
    learning = len({one.person.pk for one in people})
    return LeadingToday(
        units=tuple(m.unit.name for m in person.current_memberships if m.role in roles),
        lede=_lede(number, len(needing)),
        people=number,
        late=late,
        on_the_way=on_the_way,
        at_work=max(number - learning, 0),
        expiring=expiring(Certificate.objects.filter(person__in=team.values("pk")), today),
        approvals=approvals_of(person),
        waiting=waiting_for(person, now),
        unproved=tuple(one for one in register(person) if one.missing),
        news=unread(person),
    )


def expiring(certificates, today: date, most: int = MOST_CERTIFICATES) -> tuple[Expiring, ...]:
    """What ends within thirty days, and what ended in the last thirty and was not renewed; the nearest end first."""
    near = timedelta(days=EXPIRING_DAYS)
    longer = Certificate.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=OuterRef("valid_until")),
        person=OuterRef("person"),
        certification=OuterRef("certification"),
        revoked_at=None,
    )
    rows = certificates.filter(~Exists(longer), revoked_at=None, valid_until__range=(today - near, today + near))
    rows = rows.select_related("person", "certification").order_by(
        "valid_until", "person__folded_last_name", "person__folded_first_name", "pk"
    )
    return tuple(_expiring(row, today) for row in rows[:most])


def _expiring(certificate: Certificate, today: date) -> Expiring:
    days = (certificate.valid_until - today).days
    return Expiring(
        state="expired" if days < 0 else "progress",
        word=_days_word(days),
        person=certificate.person,
        name=certificate.certification.name,
        until=certificate.valid_until,
    )


def _days_word(days: int) -> str:
    if days < 0:
        return ngettext("Expired %(days)d day ago", "Expired %(days)d days ago", -days) % {"days": -days}
    if days == 0:
        return _("Expires today")
    return ngettext("In %(days)d day", "In %(days)d days", days) % {"days": days}


def _lede(people: int, late: int) -> str:
    if not people:
        return _("Nobody belongs to your teams yet.")
    if not late:
        return _("Nobody is late with their training.")
    return ngettext("%(number)d person is late with their training.", "%(number)d people are late with their training.", late) % {
        "number": late
    }
