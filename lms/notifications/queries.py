from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst

from lms.notifications.enums import Subject
from lms.notifications.models import MailPreference, Notification, PlannedDay, WorkingHours
from lms.notifications.registry import Kind, kinds
from lms.notifications.resting import rests_of
from lms.notifications.shifts import FURTHEST_DAYS, Hours, Rota, Span, next_shift, next_stretch, parse_hours, shift_at
from lms.people.models import Membership, Unit
from lms.reading.hours import written
from lms.statements import Statement

DIGEST = "digest"
MOST_UNREAD = 200  # the newest ones; whoever has more reads them in the list
_UNREAD = Statement(lambda person: Notification.objects.unread().filter(person=person)[:MOST_UNREAD], person=999_999_999)


def unread_count(user) -> int:
    """How many things this person has been told and has not read: the number on the bell."""
    return Notification.objects.visible_to(user).unread().count() if user.is_authenticated else 0


def read_unread(person) -> list[Notification]:
    """What a person has not read, the newest first: one query, kept with the person for what else of the request shows it."""
    person.unread_rows = _UNREAD.all(person=person.pk)
    return person.unread_rows


def unread_of(person) -> list[Notification]:
    """The same, without asking again when this request has."""
    found = getattr(person, "unread_rows", None)
    return _UNREAD.all(person=person.pk) if found is None else found


def hours_of(person) -> list[Hours]:
    """A person's working hours; without their own, those of the nearest unit that has some; in the end the house's."""
    return _weeks([person.pk])[person.pk]


def hours_of_unit(unit: Unit) -> tuple[list[Hours], Unit | None]:
    """The hours that hold in a unit, and where they were written down: itself, one above it, or None for those of the house."""
    by_path = _unit_hours()
    for end in range(len(unit.path), 0, -unit.steplen):
        if unit.path[:end] in by_path:
            return by_path[unit.path[:end]], Unit.objects.get(path=unit.path[:end])
    return parse_hours(settings.WORKING_HOURS), None


def units_with_hours(units: Iterable[Unit]) -> list[tuple[Unit, list[tuple[str, str]], Unit | None]]:
    """Each unit with its week in words and the unit where it was written down; None: the hours of the house. Two queries."""
    by_path, house = _unit_hours(), week_in_words(parse_hours(settings.WORKING_HOURS))
    named = {unit.path: unit for unit in Unit.objects.filter(path__in=by_path)}
    found = []
    for unit in units:
        path = max((one for one in by_path if unit.path.startswith(one)), key=len, default="")
        found.append((unit, week_in_words(by_path[path]) if path else house, named.get(path)))
    return found


def week_in_words(hours: Iterable[Hours]) -> list[tuple[str, str]]:
    """Days and their hours, equal days that follow each other in one: ("Monday – Friday", "08:00-15:00"). Days off are left out."""
    by_day: dict[int, list] = defaultdict(list)
    for each in hours:
        by_day[each.weekday].append((each.starts, each.ends))
    words = [written(sorted(by_day[day])) if day in by_day else "" for day in range(7)]
    found, day = [], 0
    while day < 7:
        last = day
        while last < 6 and words[last + 1] == words[day]:
            last += 1
        name = capfirst(str(WEEKDAYS[day]))
        if words[day]:
            found.append((name if last == day else f"{name} – {WEEKDAYS[last]}", words[day]))
        day = last + 1
    return found


def zone_of(person) -> ZoneInfo:
    try:
        return ZoneInfo(person.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def rotas_of(people: Sequence, now: datetime) -> dict[int, Rota]:
    """When each of these people works, with what differs from their week: a handful of queries, however many they are."""
    ids = [person.pk for person in people]
    weeks, days, rests = _weeks(ids), _planned(ids, now), rests_of(ids)
    return {pk: Rota(tuple(weeks[pk]), days[pk], frozenset(rests[pk].holidays), tuple(rests[pk].away)) for pk in ids}


def current_shift(person, now: datetime, rota: Rota | None = None) -> Span | None:
    return shift_at(rota or rotas_of([person], now)[person.pk], zone_of(person), now)


def next_beginning(person, now: datetime, rota: Rota | None = None) -> datetime | None:
    """When this person's next shift begins; None when nobody knows: none in two weeks, or a leave without an end."""
    coming = next_shift(rota or rotas_of([person], now)[person.pk], zone_of(person), now)
    return coming.starts if coming else None


def next_at_work(person, now: datetime, rota: Rota | None = None) -> datetime | None:
    """When this person is at work again: after the break of a split day, or when the next shift begins."""
    coming = next_stretch(rota or rotas_of([person], now)[person.pk], zone_of(person), now)
    return coming.starts if coming else None


def planned_of(person, today: date) -> list[tuple[date, str]]:
    """The dates of the next two weeks that were planned one by one, with their hours; nothing said of one is a day off."""
    rows = PlannedDay.objects.filter(person=person, on__range=(today, today + timedelta(days=FURTHEST_DAYS))).order_by("on", "starts")
    found: dict[date, list] = defaultdict(list)
    for day, starts, ends in rows.values_list("on", "starts", "ends"):
        found[day] += [(starts, ends)] if starts is not None else []
    return [(day, written(stretches)) for day, stretches in found.items()]


def switched_off(person) -> set[str]:
    """The kinds whose mail this person does not want."""
    return set(MailPreference.objects.filter(person=person, wanted=False).values_list("kind", flat=True))


def wants_mail(kind: Kind, off: set[str], *, in_digest: bool) -> bool:
    return bool(kind.always) or not (kind.name in off or (in_digest and DIGEST in off))


def kinds_by_subject() -> list[tuple[str, list[Kind]]]:
    """Every kind, under what it is about, but for the mail of the shift as a whole."""
    told = [kind for kind in kinds() if kind.name != DIGEST]
    return [(str(subject.label), found) for subject in Subject if (found := [kind for kind in told if kind.subject == subject])]


def _weeks(ids: list[int]) -> dict[int, list[Hours]]:
    found: dict[int, list[Hours]] = defaultdict(list)
    for row in WorkingHours.objects.filter(person__in=ids).values_list("person_id", "weekday", "starts", "ends"):
        found[row[0]].append(Hours(*row[1:]))
    left = [pk for pk in ids if pk not in found]
    found |= _of_their_units(left)
    house = parse_hours(settings.WORKING_HOURS)
    return {pk: found.get(pk) or house for pk in ids}


def _of_their_units(ids: list[int]) -> dict[int, list[Hours]]:
    """Of several units the lowest one counts: a team knows better than its centre."""
    by_path = _unit_hours() if ids else {}
    if not by_path:
        return {}
    nearest: dict[int, str] = {}
    for pk, path in Membership.objects.current().filter(person__in=ids).order_by("unit__path").values_list("person_id", "unit__path"):
        above = max((one for one in by_path if path.startswith(one)), key=len, default="")
        if len(above) > len(nearest.get(pk, "")):
            nearest[pk] = above
    return {pk: by_path[path] for pk, path in nearest.items()}


def _unit_hours() -> dict[str, list[Hours]]:
    found: dict[str, list[Hours]] = defaultdict(list)
    for path, *row in WorkingHours.objects.filter(unit__isnull=False).values_list("unit__path", "weekday", "starts", "ends"):
        found[path].append(Hours(*row))
    return dict(found)


def _planned(ids: Iterable[int], now: datetime) -> dict[int, dict]:
    """Dates from the beginning of this week on: see `shifts.Rota` for what a week says that has some."""
    today = timezone.localdate(now)
    around = (today - timedelta(days=8), today + timedelta(days=FURTHEST_DAYS + 7))
    found: dict[int, dict] = defaultdict(dict)
    rows = PlannedDay.objects.filter(person__in=ids, on__range=around).order_by("on", "starts")
    for pk, day, starts, ends in rows.values_list("person_id", "on", "starts", "ends"):
        stretch: tuple[tuple[time, time], ...] = ((starts, ends),) if starts is not None else ()
        found[pk][day] = found[pk].get(day, ()) + stretch
    return found
