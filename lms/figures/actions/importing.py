"""Reading a file against the mapping and the people there are, in pieces: a million rows need no more memory than a thousand."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.conf import settings

from lms.figures.actions.tallying import Tally
from lms.figures.actions.writing import Way, tell_of, write_piece
from lms.figures.exceptions import CannotImport
from lms.figures.models import FigureImport
from lms.figures.querysets import IMPORTS
from lms.figures.reading.mapping import Figure, Layout, missing_columns, read_row
from lms.operations.models import Metric
from lms.people.models import Unit, User
from lms.reading.faults import Fault, Unreadable
from lms.reading.tables import Row, rows_of

PIECE = 2000  # rows that are written together
MOST_OWNERS = 100_000  # kept in mind from one piece to the next
Progress = Callable[[int], None]


def look_at(
    path: Path, layout: Layout, *, replace: bool = False, actor: User | None = None, progress: Progress = lambda rows: None
) -> Tally:
    """What an import would do, without doing it. Raises CannotImport for a file as a whole.

    Two lines that contradict each other are found here when they stand close together, and in any case by the import itself.
    """
    return _through(path, layout, Way(_of(layout), "", replace=replace, writes=False), actor, progress)


def bring_in(run: FigureImport, path: Path, *, progress: Progress = lambda rows: None) -> Tally:
    """Writes a file's figures; what is there already with the same value is left as it is, so it may run again.

    Pieces are committed one by one. What follows from figures is computed when all are in, and again by a second run: the
    import is not done before that. Raises CannotImport for a file as a whole.
    """
    layout = Layout.from_json(run.mapping.layout)
    tally = _through(path, layout, Way(_of(layout), run.mark, replace=run.replace, writes=True), run.made_by, progress)
    tell_of(run)
    return tally


def import_path(run: FigureImport, path: Path) -> FigureImport:
    """The same, and keeps in the row of the import what came of it."""
    from lms.figures.actions.uploads import keep

    return keep(run, bring_in(run, path))


def _through(path: Path, layout: Layout, way: Way, actor: User | None, progress: Progress) -> Tally:
    tally, metrics, owners = Tally(), _metrics(layout), Owners(of_units=layout.of_units, actor=actor)
    try:
        rows = rows_of(path, header_line=layout.header_line)
        while piece := list(islice(rows, PIECE)):
            if not tally.rows:
                _require_columns(layout, piece)
            write_piece(list(_figures(piece, layout, metrics, owners, tally)), way, tally)
            tally.rows += len(piece)
            progress(tally.rows)
    except Unreadable as fault:
        raise CannotImport(fault.code, **fault.told) from None
    return tally


def _of(layout: Layout) -> str:
    return "unit" if layout.of_units else "person"


def _require_columns(layout: Layout, piece: list[Row]) -> None:
    there = next((list(row) for _line, row in piece if isinstance(row, dict)), None)
    missing = missing_columns(layout, there) if there is not None else []
    if there is not None and missing:
        raise CannotImport("no_column", names=", ".join(missing), there=", ".join(name for name in there if name))


def _metrics(layout: Layout) -> dict[str, Metric]:
    wanted = {one.metric for one in layout.measures}
    found = {metric.code: metric for metric in Metric.objects.filter(code__in=wanted, archived_at__isnull=True)}
    if wanted - set(found):
        raise CannotImport("no_figure", code=min(wanted - set(found)))
    of_queues = [] if layout.of_units else [code for code, metric in sorted(found.items()) if not metric.attaches_to_person]
    if of_queues:
        raise CannotImport("of_a_queue", name=found[of_queues[0]].name)
    return found


def _figures(
    piece: list[Row], layout: Layout, metrics: dict[str, Metric], owners: "Owners", tally: Tally
) -> Iterator[tuple[int, int, int, Figure]]:
    """(line, metric, owner, figure) of each figure that is right; what is wrong goes to the tally."""
    owners.learn(layout.whom_in(row) for _line, row in piece if isinstance(row, dict))
    for line, row in piece:
        if isinstance(row, Unreadable):
            tally.fault(Fault(line, "", row.code, row.told))
            continue
        figures, faults = read_row(line, row, layout, settings.TIME_ZONE)
        owner = owners.find(figures[0].whom) if figures else None
        if figures and owner is None:
            faults, figures = [Fault(line, layout.whom, "nobody", {"whom": figures[0].whom[:80]})], []
        for fault in faults:
            tally.fault(fault)
        for figure in figures:
            metric = metrics[figure.metric]
            if metric.unit_of_measure == "%" and figure.value < 0:
                tally.fault(Fault(line, figure.metric, "less_than_nothing", {"value": f"{figure.value.normalize():f}"}))
            elif owner is not None:
                yield line, metric.pk, owner, figure


class Owners:
    """Ids by what a file writes: a person's e-mail, or a unit's code, in capitals or not. Asks once for each."""

    def __init__(self, *, of_units: bool, actor: User | None = None):
        """Of the people and units in the actor's reach; a folder or a system, which nobody signed in for, reaches all."""
        self.of_units, self.people, self.units = of_units, User.objects.all(), Unit.objects.all()
        if actor is not None and not actor.is_at_top(IMPORTS):
            self.people, self.units = User.objects.in_reach_of(actor, IMPORTS), Unit.objects.visible_to(actor, IMPORTS)
        self.known: dict[str, int | None] = {}

    def learn(self, texts: Iterable[object]) -> None:
        wanted = {text for text in {str(text or "").strip().casefold() for text in texts} if text and "\x00" not in text} - set(self.known)
        if len(self.known) > MOST_OWNERS:
            self.known.clear()
        self.known |= dict.fromkeys(wanted)
        if wanted and self.of_units:
            rows = self.units.filter(code__in=wanted | {text.upper() for text in wanted}).values_list("code", "pk")
        else:
            rows = self.people.filter(email__in=wanted).values_list("email", "pk") if wanted else []
        self.known |= {text.casefold(): pk for text, pk in rows}

    def find(self, text: str) -> int | None:
        return self.known.get(text.casefold())
