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


def result_of(outcome: Outcome) -> dict[str, Any]:
    """An outcome as a row keeps it: see `Readiness.results`."""
    until = outcome.until
    return {"r": outcome.result.value, "h": outcome.have, "u": until and until.isoformat(), "w": outcome.why.value}


def _model(row: Row) -> Readiness:
    percent = None if row.percent is None else Decimal(str(row.percent))
    return Readiness(**row._asdict() | {"percent": percent, "results": [result_of(outcome) for outcome in row.results]})


def _copy(rows: Sequence[Row]) -> None:
    table, names = Readiness._meta.db_table, ", ".join(COLUMNS)
    changed = ", ".join(f"{column} = EXCLUDED.{column}" for column in COLUMNS[2:])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE readiness_in ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")
        with cursor.copy(f"COPY readiness_in ({names}) FROM STDIN") as copy:
            copy.write("".join(map(_line, rows)).encode())
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM readiness_in ORDER BY person_id, rung_id "
            f"ON CONFLICT (person_id, rung_id) DO UPDATE SET {changed}"
        )
        cursor.execute("DROP TABLE readiness_in")


def _line(row: Row) -> str:
    """A row as COPY reads it. Nothing in it needs escaping: numbers, days, and codes of ours."""
    results = ",".join(map(_text, row.results))
    return (
        f"{row.person_id}\t{row.rung_id}\t{_null(row.held_id)}\t{row.version_id}\t{row.state}\t{_null(row.percent)}\t{row.met}\t{row.total}\t{row.unmet}\t"
        f"[{results}]\t{_null(row.changes_on)}\t{row.state_since}\t{row.computed_at.isoformat()}\n"
    )


def _text(outcome: Outcome) -> str:
    """The JSON of a result, put together by hand: its parts are numbers, days and codes of ours."""
    result, why, have, until, _gap, _changes = outcome
    day = "null" if until is None else f'"{until}"'
    return '{"r":"' + result + '","h":' + ("null" if have is None else str(have)) + ',"u":' + day + ',"w":"' + why + '"}'


def _null(value) -> str:
    return r"\N" if value is None else str(value)
