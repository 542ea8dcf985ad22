"""Figures into the database: a piece of a file in one transaction, and what follows from all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from lms.figures.actions.tallying import Tally
from lms.figures.models import FigureImport
from lms.figures.reading.mapping import Figure
from lms.operations.models import Measurement
from lms.operations.recording import record_many
from lms.operations.signals import measurements_changed
from lms.reading.faults import Fault

TOLD_TOGETHER = 500  # people whose standings are computed in one transaction
Key = tuple[int, int, date, date]  # metric, person or unit, first and last day
Wanted = dict[Key, tuple[int, Figure]]
Standing = dict[Key, tuple[int, Decimal, int | None, str]]  # id, value, cases, source


@dataclass(frozen=True)
class Way:
    """How figures are written: of a "person" or a "unit", with which mark, and whether they replace what differs."""

    of: str
    mark: str
    replace: bool
    writes: bool


def write_piece(figures: Iterable[tuple[int, int, int, Figure]], way: Way, tally: Tally) -> None:
    """Counts, and writes where the way says so, (line, metric, owner, figure) that belong together."""
    wanted = _wanted(figures, tally)
    if not wanted:
        return
    with transaction.atomic():
        new, gone = _sorted_out(wanted, _standing(wanted, way.of), way, tally)
        if way.writes and new:
            _write(new, gone, way)


def tell_of(run: FigureImport) -> None:
    """What follows from an import's figures, withdrawn ones too, for everybody it speaks of. May be said again."""
    of = "unit" if run.mapping.layout.get("of_units") else "person"
    ids = sorted(set(Measurement.objects.filter(source=run.mark).order_by().values_list(f"{of}_id", flat=True).distinct()))
    for start in range(0, len(ids), TOLD_TOGETHER):
        some = ids[start : start + TOLD_TOGETHER]
        with transaction.atomic():
            measurements_changed.send(sender=Measurement, person_ids=some if of == "person" else [], unit_ids=some if of == "unit" else [])


def _wanted(figures: Iterable[tuple[int, int, int, Figure]], tally: Tally) -> Wanted:
    wanted: Wanted = {}
    for line, metric, owner, figure in figures:
        twin = wanted.setdefault((metric, owner, figure.starts_on, figure.ends_on), (line, figure))
        if twin[1] is figure:
            continue
        if (twin[1].value, twin[1].sample) == (figure.value, figure.sample):
            tally.same += 1
        else:
            tally.fault(Fault(line, figure.metric, "other_line", {"line": twin[0]}))
    return wanted


def _sorted_out(wanted: Wanted, standing: Standing, way: Way, tally: Tally) -> tuple[list[tuple[Key, Figure]], list[int]]:
    """What is new, and the ids of what it replaces."""
    new: list[tuple[Key, Figure]] = []
    gone: list[int] = []
    for key, (line, figure) in wanted.items():
        there = standing.get(key)
        if there is None:
            tally.new += 1
            new.append((key, figure))
        elif there[1:3] == (figure.value, figure.sample):
            tally.same += 1
        elif way.mark and there[3] == way.mark:
            tally.fault(Fault(line, figure.metric, "earlier_line", {"there": _plain(there[1])}))
        elif not way.replace:
            tally.fault(Fault(line, figure.metric, "differs", {"there": _plain(there[1]), "new": _plain(figure.value)}))
        else:
            tally.replaced += 1
            gone.append(there[0])
            new.append((key, figure))
    return new, gone


def _write(new: list[tuple[Key, Figure]], gone: list[int], way: Way) -> None:
    now = timezone.now()
    if gone:
        Measurement.objects.filter(pk__in=gone).update(withdrawn_at=now, withdraw_reason=way.mark)
    rows = (
        (metric, *((owner, None) if way.of == "person" else (None, owner)), starts_on, ends_on, figure.value, figure.sample)
        for (metric, owner, starts_on, ends_on), figure in new
    )
    record_many(rows, source=way.mark, at=now)


def _standing(wanted: Wanted, of: str) -> Standing:
    owners, metrics = {key[1] for key in wanted}, {key[0] for key in wanted}
    first, last = min(key[2] for key in wanted), max(key[3] for key in wanted)
    rows = Measurement.objects.standing().filter(**{f"{of}__in": owners}, metric__in=metrics, ends_on__gte=first, ends_on__lte=last)
    found = (
        rows.filter(starts_on__gte=first)
        .order_by()
        .values_list("metric_id", f"{of}_id", "starts_on", "ends_on", "id", "value", "sample", "source")
    )
    return {row[:4]: row[4:] for row in found.iterator()}


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
