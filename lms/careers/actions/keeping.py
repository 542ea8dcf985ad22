"""Writing rows of readiness, few or many.

Thousands of rows go to PostgreSQL by COPY into a table of the session and one statement from there: an INSERT with so many
values spends more time on quoting them than the rules take to judge them.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from lms.careers.models import Readiness
from lms.careers.readiness import Outcome

FEW = 100  # rows for which a table of the session is not worth making
COLUMNS = (
    "person_id",
    "rung_id",
    "held_id",
    "version_id",
    "state",
    "percent",
    "met",
    "total",
    "unmet",
    "results",
    "changes_on",
    "state_since",
    "computed_at",
)


class Row(NamedTuple):
    """A row to keep, in the order of COLUMNS."""

    person_id: int
    rung_id: int
    held_id: int | None
    version_id: int
    state: str
    percent: float | None
    met: int
    total: int
    unmet: int
    results: tuple[Outcome, ...]
    changes_on: date | None
    state_since: date
    computed_at: datetime


def write_rows(rows: Sequence[Row]) -> None:
    """Inserts rows, or updates those of the same person and rung. Within the caller's transaction."""
    if len(rows) > FEW and connection.vendor == "postgresql":
        _copy(rows)
        return
    Readiness.objects.bulk_create(
        [_model(row) for row in rows],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["person", "rung"],
        update_fields=[column.removesuffix("_id") for column in COLUMNS[2:]],
    )


def result_of(outcome: Outcome) -> list[Any]:
    """An outcome as a row keeps it: see `Readiness.results`."""
    kept = [outcome.why.value, outcome.have, outcome.until and outcome.until.isoformat(), outcome.cases]
    while kept[-1] is None:
        kept.pop()
    return kept


def _model(row: Row) -> Readiness:
    percent = None if row.percent is None else Decimal(str(row.percent))
    return Readiness(**row._asdict() | {"percent": percent, "results": [result_of(outcome) for outcome in row.results]})


def _copy(rows: Sequence[Row]) -> None:
    table, names = Readiness._meta.db_table, ", ".join(COLUMNS)
    changed = ", ".join(f"{column} = EXCLUDED.{column}" for column in COLUMNS[2:])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE readiness_in ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")
        with cursor.copy(f"COPY readiness_in ({names}) FROM STDIN") as copy:
            copy.write(_lines(rows).encode())
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM readiness_in ORDER BY person_id, rung_id "
            f"ON CONFLICT (person_id, rung_id) DO UPDATE SET {changed}"
        )
        cursor.execute("DROP TABLE readiness_in")


def _lines(rows: Sequence[Row]) -> str:
    """Rows as COPY reads them. Nothing in them needs escaping: numbers, days, and codes of ours.

    Most outcomes are shared by many rows (the rules remember what they said), and each is written out once: they are known by their
    identity, which holds as long as the rows do.
    """
    outcomes = {id(outcome): outcome for row in rows for outcome in row.results}
    texts = {number: _text(outcome) for number, outcome in outcomes.items()}
    lines = []
    for row in rows:
        results = map(texts.__getitem__, map(id, row.results))
        lines.append(
            f"{row.person_id}\t{row.rung_id}\t{_null(row.held_id)}\t{row.version_id}\t{row.state}\t{_null(row.percent)}\t{row.met}\t{row.total}\t{row.unmet}\t"
            f"[{','.join(results)}]\t{_null(row.changes_on)}\t{row.state_since}\t{row.computed_at.isoformat()}\n"
        )
    return "".join(lines)


def _text(outcome: Outcome) -> str:
    """The JSON of `result_of`, put together by hand: its parts are numbers, days and codes of ours."""
    have = "null" if outcome.have is None else outcome.have
    if outcome.cases is not None:
        until = "null" if outcome.until is None else f'"{outcome.until}"'
        return f'["{outcome.why}",{have},{until},{outcome.cases}]'
    if outcome.until is not None:
        return f'["{outcome.why}",{have},"{outcome.until}"]'
    return f'["{outcome.why}"]' if outcome.have is None else f'["{outcome.why}",{have}]'


def _null(value) -> str:
    return r"\N" if value is None else str(value)
