"""Somebody's calendar: what is booked with them and what they offer, day by day, and as a week."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from django.core.cache import cache
from django.utils import timezone

from assessments.live.enums import BookingState
from assessments.live.models import Booking, Slot
from lms.statements import Statement

KEPT_SECONDS = 60
MOST_NEAR = 6
WEEK = timedelta(days=7)
BESIDE = ("slot__assessor", "slot__second", "person", "scenario", "performance")
HEAVY = ("scenario__draft", "performance__text")
SHOWN = (BookingState.BOOKED, BookingState.RUNNING, BookingState.DONE, BookingState.NO_SHOW)


@dataclass(frozen=True)
class Entry:
    """A booking, or a free slot that one offers."""

    slot: Slot
    booking: Booking | None
    other: object
    mine: bool  # whether the reader offers it
    beside: bool = False  # whether the reader is its second assessor

    @property
    def is_free(self) -> bool:
        return self.booking is None

    @property
    def begins_at(self) -> datetime:
        return self.slot.begins_at

    @property
    def can_be_withdrawn(self) -> bool:
        return self.is_free and self.mine


@dataclass(frozen=True)
class Day:
    day: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Agenda:
    """A week: its days with something in them, and all seven for the grid. `ahead`: whether anything is booked later on."""

    monday: date
    days: tuple[Day, ...]
    today: date
    ahead: Booking | None

    @property
    def filled(self) -> list[Day]:
        return [one for one in self.days if one.entries]

    @property
    def sunday(self) -> date:
        return self.monday + WEEK - timedelta(days=1)

    @property
    def before(self) -> date:
        return self.monday - WEEK

    @property
    def after(self) -> date:
        return self.monday + WEEK

    @property
    def is_this_week(self) -> bool:
        return self.monday <= self.today < self.monday + WEEK


def agenda(user, day: date, now: datetime) -> Agenda:
    """Three queries, on the clock in use. `day` is any day of the week that is shown."""
    monday = day - timedelta(days=day.weekday())
    begins, ends = _midnight(monday), _midnight(monday + WEEK)
    entries = [*_bookings(user, begins, ends), *_free(user, max(begins, now), ends)]
    entries.sort(key=lambda one: (one.begins_at, one.slot.pk))
    by_day = {key: tuple(found) for key, found in groupby(entries, lambda one: timezone.localtime(one.begins_at).date())}
    days = tuple(Day(one, by_day.get(one, ())) for one in (monday + timedelta(days=number) for number in range(7)))
    return Agenda(monday, days, timezone.localdate(now), _next(user, max(ends, now)))


def bookings_of(user):
    return Booking.objects.visible_to(user).select_related(*BESIDE).defer(*HEAVY)


_NEAR = Statement(
    lambda user, until: (
        Booking.objects.of(user)
        .standing()
        .filter(slot__begins_at__lt=until)
        .select_related(*BESIDE)
        .defer(*HEAVY)
        .order_by("slot__begins_at")[:MOST_NEAR]
    ),
    user=999_999_999,
    until=datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC),
)


def near(user, now: datetime, days: int = 7) -> list[Booking]:
    """One query: what stands within some days, and what has passed without a word of how it went. None for a minute after there was
    nothing, so that every first screen does not ask."""
    if cache.get(_nothing(user.pk)):
        return []
    found = _NEAR.all(user=user.pk, until=now + timedelta(days=days))
    if not found:
        cache.set(_nothing(user.pk), True, KEPT_SECONDS)
    return found


def forget_nothing(*people: int) -> None:
    """Something was booked: this process says so at once, the others within a minute."""
    cache.delete_many([_nothing(one) for one in people])


def _nothing(pk: int) -> str:
    return f"live.nothing_near:{pk}"


def _bookings(user, begins: datetime, ends: datetime) -> list[Entry]:
    rows = Booking.objects.of(user).filter(state__in=SHOWN, slot__begins_at__gte=begins, slot__begins_at__lt=ends)
    rows = rows.select_related("slot__assessor", "slot__second", "person", "scenario").defer("scenario__draft")
    return [_entry(user, one.slot, one) for one in rows]


def _free(user, begins: datetime, ends: datetime) -> list[Entry]:
    rows = Slot.objects.free().with_assessor(user).filter(begins_at__gte=begins, begins_at__lt=ends)
    rows = rows.select_related("assessor", "second", "scenario", "rubric")
    return [_entry(user, one) for one in rows.defer("scenario__draft")]


def _entry(user, slot: Slot, booking: Booking | None = None) -> Entry:
    """`other`: whom the reader meets; of a free slot, the other assessor, if there are two."""
    mine, beside = slot.assessor_id == user.pk, slot.second_id == user.pk
    if booking is None:
        return Entry(slot, None, slot.assessor if beside else slot.second, mine, beside)
    return Entry(slot, booking, booking.person if mine or beside else slot.assessor, mine, beside)


def _next(user, since: datetime) -> Booking | None:
    rows = Booking.objects.of(user).standing().filter(slot__begins_at__gte=since).select_related("slot")
    return rows.order_by("slot__begins_at").first()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
