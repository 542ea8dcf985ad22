"""Reading a file against the mapping and the people there are, and writing what is new: in pieces, each one whole."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.figures.exceptions import CannotImport
from lms.figures.models import FigureImport
from lms.figures.reading.faults import Unreadable
from lms.figures.reading.mapping import Fault, Figure, Layout, missing_columns, read_row
from lms.figures.reading.tables import rows_of
from lms.operations.models import Measurement, Metric
from lms.operations.signals import measurements_changed
from lms.people.models import Unit, User

PIECE = 1000  # rows that are written together
MOST_FAULTS = 500  # kept with their words; the others are counted
Key = tuple[int, int, date, date]  # metric, person or unit, first and last day


@dataclass
class Tally:
    """What a file had and what became of it."""

    rows: int = 0
    new: int = 0
    same: int = 0
    replaced: int = 0
    wrong: int = 0
    faults: list[Fault] = field(default_factory=list)

    def fault(self, one: Fault) -> None:
        self.wrong += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(one)

    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in ("rows", "new", "same", "replaced", "wrong")}


def look_at(path: Path, layout: Layout, *, replace: bool = False) -> Tally:
    """What an import would do, without doing it. Raises CannotImport for a file as a whole."""
    return _through(path, layout, replace=replace, mark="", write=False)


def bring_in(run: FigureImport, path: Path, *, progress: Callable[[int], None] = lambda rows: None) -> Tally:
    """Writes a file's figures; what is there already with the same value is left as it is, so it may run again.

    Pieces of a thousand rows are committed one by one, with what follows from them. Raises CannotImport for a file as a whole.
    """
    layout = Layout.from_json(run.mapping.layout)
    return _through(path, layout, replace=run.replace, mark=run.mark, write=True, progress=progress)


def import_path(run: FigureImport, path: Path) -> FigureImport:
    """The same, and keeps in the row of the import what came of it."""
    from lms.figures.actions.uploads import keep

    return keep(run, bring_in(run, path))


def _through(path, layout, *, replace: bool, mark: str, write: bool, progress=lambda rows: None) -> Tally:
    tally, metrics = Tally(), _metrics(layout)
    try:
        for piece in _pieces(rows_of(path, header_line=layout.header_line)):
            if not tally.rows:
                _require_columns(layout, piece[0][1])
            _piece(piece, layout, metrics, tally, replace=replace, mark=mark, write=write)
            progress(tally.rows)
    except Unreadable as fault:
        raise CannotImport(fault.what, fault.mend) from None
    return tally


def _pieces(rows: Iterator) -> Iterator[list]:
    while piece := list(islice(rows, PIECE)):
        yield piece


def _require_columns(layout: Layout, row: dict[str, str]) -> None:
    missing = missing_columns(layout, row)
    if missing:
        values = {"names": ", ".join(missing), "there": ", ".join(name for name in row if name)}
        mend = _("It has these: %(there)s. Change the mapping or the file.") % values
        raise CannotImport(_("The file has no column %(names)s.") % values, mend)


def _metrics(layout: Layout) -> dict[str, Metric]:
    wanted = {one.metric for one in layout.measures}
    found = {metric.code: metric for metric in Metric.objects.filter(code__in=wanted, archived_at__isnull=True)}
    if wanted - set(found):
        values = {"code": min(wanted - set(found))}
        raise CannotImport(_("The mapping names the figure “%(code)s”, which does not exist.") % values, _("Choose one that there is."))
    of_queues = [] if layout.of_units else [code for code, metric in sorted(found.items()) if not metric.attaches_to_person]
    if of_queues:
        values = {"name": found[of_queues[0]].name}
        raise CannotImport(_("“%(name)s” speaks of a queue and is never attached to a person.") % values, _("Take it out of the mapping."))
    return found


def _piece(piece: list, layout: Layout, metrics: dict[str, Metric], tally: Tally, *, replace: bool, mark: str, write: bool) -> None:
    tally.rows += len(piece)
    owners = _owners(layout, (row.get(layout.whom, "") for _line, row in piece))
    wanted: dict[Key, tuple[int, Figure]] = {}
    for line, row in piece:
        figures, faults = read_row(line, row, layout, settings.TIME_ZONE)
        owner = owners.get(figures[0].whom.casefold()) if figures else None
        if figures and owner is None:
            words = _("Nobody here is “%(whom)s”.") % {"whom": figures[0].whom[:80]}
            faults, figures = [Fault(line, layout.whom, words, _("Correct the cell, or add them."))], []
        for one in faults:
            tally.fault(one)
        for figure in figures:
            _want(wanted, line, figure, metrics[figure.metric].pk, owner, tally)
    with transaction.atomic():
        _write(wanted, "unit" if layout.of_units else "person", tally, replace=replace, mark=mark, write=write)


def _want(wanted: dict[Key, tuple[int, Figure]], line: int, figure: Figure, metric: int, owner: int, tally: Tally) -> None:
    key = (metric, owner, figure.starts_on, figure.ends_on)
    twin = wanted.setdefault(key, (line, figure))
    if (twin[1].value, twin[1].sample) != (figure.value, figure.sample):
        words = _("Line %(line)d says something else of the same days.") % {"line": twin[0]}
        tally.fault(Fault(line, figure.metric, words, _("Leave one of them.")))


def _write(wanted: dict[Key, tuple[int, Figure]], of: str, tally: Tally, *, replace: bool, mark: str, write: bool) -> None:
    standing = _standing(wanted, of)
    new: list[Measurement] = []
    gone: list[int] = []
    for key, (line, figure) in wanted.items():
        there = standing.get(key)
        if there is not None and (there.value, there.sample) == (figure.value, figure.sample):
            tally.same += 1
            continue
        if there is not None and not replace:
            values = {"there": there.value.normalize(), "new": figure.value.normalize()}
            words = _("These days already have %(there)s, and the file says %(new)s.") % values
            tally.fault(Fault(line, figure.metric, words, _("Import it again with “replace what differs”, or leave it.")))
            continue
        if there is not None:
            gone.append(there.pk)
            tally.replaced += 1
        else:
            tally.new += 1
        metric, owner, starts_on, ends_on = key
        new.append(
            Measurement(
                metric_id=metric,
                starts_on=starts_on,
                ends_on=ends_on,
                value=figure.value,
                sample=figure.sample,
                source=mark,
                **{f"{of}_id": owner},
            )
        )
    if write and new:
        Measurement.objects.filter(pk__in=gone).update(withdrawn_at=timezone.now(), withdraw_reason=f"{mark}")
        Measurement.objects.bulk_create(new)
        tell(of, {getattr(one, f"{of}_id") for one in new})


def tell(of: str, owners: Iterable[int]) -> None:
    """What follows from figures is computed in the same transaction."""
    ids = sorted(owners)
    measurements_changed.send(sender=Measurement, person_ids=ids if of == "person" else [], unit_ids=ids if of == "unit" else [])


def _standing(wanted: dict[Key, tuple[int, Figure]], of: str) -> dict[Key, Measurement]:
    if not wanted:
        return {}
    owners, metrics = {key[1] for key in wanted}, {key[0] for key in wanted}
    first, last = min(key[2] for key in wanted), max(key[3] for key in wanted)
    rows = Measurement.objects.standing().filter(**{f"{of}__in": owners}, metric__in=metrics, starts_on__gte=first, ends_on__lte=last)
    return {(row.metric_id, getattr(row, f"{of}_id"), row.starts_on, row.ends_on): row for row in rows.order_by()}


def _owners(layout: Layout, texts: Iterable[str]) -> dict[str, int]:
    """Ids by what the file writes, folded: a person's e-mail, or a unit's code."""
    wanted = {text.strip().casefold() for text in texts if text and text.strip()}
    if layout.of_units:
        return {code.casefold(): pk for code, pk in Unit.objects.filter(code__in=_cases(wanted)).values_list("code", "pk")}
    return {email.casefold(): pk for email, pk in User.objects.filter(email__in=wanted).values_list("email", "pk")}


def _cases(texts: set[str]) -> set[str]:
    return texts | {text.upper() for text in texts}
