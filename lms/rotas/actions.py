"""Hours out of a file: looked at, taken, taken again without doubling anything, and put back as they were.

A week of somebody, or one of their dates, is replaced as a whole; one with a fault in any of its rows is left as it is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.notifications.actions import count_anew
from lms.notifications.models import PlannedDay, WorkingHours
from lms.people.models import User
from lms.reading.faults import Fault, Unreadable
from lms.reading.files import on_disk
from lms.reading.hours import Stretch, ordered
from lms.reading.tables import rows_of
from lms.rotas.enums import ImportState
from lms.rotas.exceptions import CannotImport
from lms.rotas.models import HoursImport
from lms.rotas.permissions import can_import
from lms.rotas.querysets import IMPORTS
from lms.rotas.reading import Layout, day_in, stretches_in

MOST_FAULTS = 500  # kept one by one; the others are counted
Key = tuple[int, date | None]  # somebody's week (None) or one of their dates
Kept = tuple[int, time | None, time | None]  # day of the week (-1 of a date), from, to
Plan = dict[Key, set[Kept]]


@dataclass
class Read:
    """What a file says, and what is wrong with it."""

    rows: int = 0
    plan: Plan = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    new: int = 0
    same: int = 0
    replaced: int = 0


def upload(*, file: File, name: str, source: str, layout: Layout, actor) -> HoursImport:
    """Keeps a file and what importing it would do; nothing else is written. Raises CannotImport, PermissionDenied."""
    if not can_import(actor):
        raise PermissionDenied
    run = HoursImport(source=source.strip(), layout=vars(layout), name=Path(name).name[:200], made_by=actor)
    run.file.save(f"hours{Path(name).suffix.lower()[:6]}", file, save=False)
    try:
        with on_disk(run.file) as path:
            _tell(run, look_at(path, layout, actor=actor))
    except CannotImport:
        run.file.delete(save=False)
        raise
    run.save()
    return run


def look_at(path: Path, layout: Layout, *, actor=None) -> Read:
    """What an import would do, without doing it; of `actor`, for the people in their reach. Raises CannotImport for the file as a whole."""
    read = _read(path, layout, actor)
    standing = _standing(read.plan)
    for key, stretches in read.plan.items():
        there = {row[:3] for row in standing.get(key, ())}
        name = "new" if not there else "same" if there == stretches else "replaced"
        setattr(read, name, getattr(read, name) + 1)
    return read


def bring_in(run: HoursImport, path: Path, *, actor=None) -> HoursImport:
    """Takes what is right. What stands already is left, so that it may run again; the row keeps what it replaced.

    Raises CannotImport for the file as a whole.
    """
    read = look_at(path, Layout.from_json(run.layout), actor=actor)
    _tell(run, read)
    with transaction.atomic():
        run.state = ImportState.DONE
        run.save()
        standing = _standing(read.plan)
        changed = {key: kept for key, kept in read.plan.items() if {row[:3] for row in standing.get(key, ())} != kept}
        run.before = [_written(key, standing.get(key, ())) for key in changed]
        run.save(update_fields=["before"])
        _put({key: {(*row, run.mark) for row in rows} for key, rows in changed.items()})
        log(instance=run, action="rotas.import", user=actor, data={"name": run.name})
    return run


def confirm(*, run: HoursImport, actor) -> HoursImport:
    """Takes what was looked at. Safe to call twice."""
    if not can_import(actor):
        raise PermissionDenied
    with transaction.atomic():
        run = HoursImport.objects.select_for_update().get(pk=run.pk)
        if run.state != ImportState.PREVIEW:
            return run
        with on_disk(run.file) as path:
            return bring_in(run, path, actor=actor)


def discard(*, run: HoursImport, actor) -> None:
    """Takes away what was only looked at."""
    if not can_import(actor):
        raise PermissionDenied
    waiting = HoursImport.objects.filter(pk=run.pk, state=ImportState.PREVIEW).first()
    if waiting is not None:
        waiting.delete()
        transaction.on_commit(lambda: waiting.file.delete(save=False))


def undo(*, run: HoursImport, actor) -> HoursImport:
    """Puts back what the import replaced, but for what somebody has changed since: that is counted and left. Safe to call twice."""
    if not can_import(actor):
        raise PermissionDenied
    with transaction.atomic():
        run = HoursImport.objects.select_for_update().get(pk=run.pk)
        if run.state != ImportState.DONE:
            return run
        before = dict(_read_back(one) for one in run.before)
        standing = _standing(before)
        ours = {key: rows for key, rows in before.items() if all(row[3] == run.mark for row in standing.get(key, ()))}
        _put(ours)
        run.state, run.undone_at, run.left = ImportState.UNDONE, timezone.now(), len(before) - len(ours)
        run.save(update_fields=["state", "undone_at", "left"])
        log(instance=run, action="rotas.undo", user=actor, data={"name": run.name})
    return run


def _read(path: Path, layout: Layout, actor) -> Read:
    read, said, spoilt = Read(), defaultdict(list), set()
    try:
        rows = [(line, row) for line, row in rows_of(path, header_line=layout.header_line)]
    except Unreadable as fault:
        raise CannotImport(fault.code, **fault.told) from None
    names = next((list(row) for _line, row in rows if isinstance(row, dict)), None)
    if names is not None and layout.missing(names):
        raise CannotImport("no_column", names=", ".join(layout.missing(names)), there=", ".join(filter(None, names)))
    wanted = {layout.whom_in(row) for _line, row in rows if isinstance(row, dict)}
    people = {email.casefold(): pk for email, pk in _people(wanted, actor)}
    read.rows = len(rows)
    for line, row in rows:
        if isinstance(row, Unreadable):
            read.faults.append(Fault(line, "", row.code, row.told))
            continue
        whom = layout.whom_in(row)
        if whom not in people:
            code, told = ("nobody", {"whom": whom[:80]}) if whom else ("nobodys", {})
            read.faults.append(Fault(line, layout.whom, code, told))
            continue
        column, key = layout.day, None
        try:
            day = day_in(row, layout)
            key = (people[whom], day if isinstance(day, date) else None)
            column = layout.starts
            said[key].append((line, day, stretches_in(row, layout)))
        except Unreadable as fault:
            read.faults.append(Fault(line, column, fault.code, fault.told))
            # Of a row without a day nobody knows whether it belongs to the week.
            spoilt.add(key or (people[whom], None))
    for key, days in said.items():
        if key not in spoilt:
            _plan(key, days, read, layout)
    return read


def _plan(key: Key, days: list[tuple[int, int | date, list[Stretch]]], read: Read, layout: Layout) -> None:
    by_day: dict[int | date, set[Stretch]] = defaultdict(set)
    lines: dict[int | date, int] = {}
    for line, day, stretches in days:
        by_day[day] |= set(stretches)
        lines[day] = line
    kept: set[Kept] = set()
    for day, stretches in by_day.items():
        try:
            kept |= {(day if isinstance(day, int) else -1, *stretch) for stretch in ordered(list(stretches))}
        except Unreadable as fault:
            read.faults.append(Fault(lines[day], layout.starts, fault.code, fault.told))
            return
    if key[1] is not None and not kept:
        kept = {(-1, None, None)}
    if kept:
        read.plan[key] = kept


def _standing(keys: Iterable[Key]) -> dict[Key, set[tuple]]:
    keys = set(keys)
    people, days = {person for person, _day in keys}, {day for _person, day in keys if day}
    found: dict[Key, set[tuple]] = defaultdict(set)
    for row in WorkingHours.objects.filter(person__in=people).values_list("person_id", "weekday", "starts", "ends", "source"):
        found[row[0], None].add(row[1:])
    planned = PlannedDay.objects.filter(person__in=people, on__in=days)
    for person, day, *rest in planned.values_list("person_id", "on", "starts", "ends", "source"):
        found[person, day].add((-1, *rest))
    return {key: rows for key, rows in found.items() if key in keys}


def _put(rows: dict[Key, set[tuple]]) -> None:
    """In the place of what stands: (day of the week, from, to, source) of each week and date."""
    weeks = [person for person, day in rows if day is None]
    WorkingHours.objects.filter(person__in=weeks).delete()
    for person, day in rows:
        if day is not None:
            PlannedDay.objects.filter(person=person, on=day).delete()
    WorkingHours.objects.bulk_create(
        WorkingHours(person_id=key[0], weekday=row[0], starts=row[1], ends=row[2], source=row[3])
        for key, some in rows.items()
        for row in some
        if key[1] is None
    )
    PlannedDay.objects.bulk_create(
        PlannedDay(person_id=key[0], on=key[1], starts=row[1], ends=row[2], source=row[3])
        for key, some in rows.items()
        for row in some
        if key[1] is not None
    )
    count_anew({person for person, _day in rows}, now=timezone.now())


def _people(emails: set[str], actor) -> Iterable[tuple[str, int]]:
    """Those in the actor's reach; the command, which nobody signed in calls, reaches everybody."""
    reached = User.objects.all() if actor is None else User.objects.in_reach_of(actor, IMPORTS)
    some = sorted(email for email in emails if email and "\x00" not in email)
    for start in range(0, len(some), 500):
        yield from reached.filter(email__in=some[start : start + 500], is_active=True).values_list("email", "pk")


def _written(key: Key, rows: Iterable[tuple]) -> list:
    clock = [[row[0], *(each and each.isoformat() for each in row[1:3]), row[3]] for row in rows]
    return [key[0], key[1].isoformat() if key[1] else "", clock]


def _read_back(one: list) -> tuple[Key, set[tuple]]:
    person, day, rows = one
    kept = {(row[0], *(each and time.fromisoformat(each) for each in row[1:3]), row[3]) for row in rows}
    return (person, date.fromisoformat(day) if day else None), kept


def _tell(run: HoursImport, read: Read) -> None:
    run.rows, run.new, run.same, run.replaced, run.wrong = read.rows, read.new, read.same, read.replaced, len(read.faults)
    run.faults = [one.kept() for one in sorted(read.faults, key=lambda one: one.line)[:MOST_FAULTS]]
