"""The one row that an answer is kept in, read and written without building a query each time: it is the hottest write there is.

The SQL is Django's own, made once from the queryset below for each kind of database; only its values change. See decision 0011.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from assessments.quizzes.models import Response

# What it takes to judge an answer: the rest of two wide rows would cost more than all else.
_READ = ("slot", "version", "answer", "counter", "saved_at", "seconds", "attempt__state", "attempt__deadline_at", "attempt__slots")
# Stand for the values in the SQL that is kept.
_ATTEMPT, _SLOT, _PERSON = UUID(int=0), 32_000, 999_999_999
LAST_SLOT = 32_767  # that the column can hold: an address may name any


def row_for_keeping(*, attempt_id: UUID, slot: int, person_id: int) -> dict[str, Any] | None:
    """The response of a slot and what is needed of its attempt, which is locked; None when there is none, or not theirs.

    By the names of the columns, the attempt's with `attempt.` before them. Within a transaction.
    """
    if slot > LAST_SLOT:
        return None
    sql, order, names, converters = _select(connection.vendor)
    values = {_ATTEMPT: attempt_id, _SLOT: slot, _PERSON: person_id}
    with connection.cursor() as cursor:
        cursor.execute(sql, [_adapted(values[one]) for one in order])
        row = cursor.fetchone()
    if row is None:
        return None
    found = dict(zip(names, row, strict=True))
    for name, (convert, expression) in converters.items():
        for one in convert:
            found[name] = one(found[name], expression, connection)
    return found


def keep_answer(*, pk: int, answer: Sequence[str], counter: int, saved_at: datetime, seconds: int) -> None:
    values = [
        connection.ops.adapt_json_value(list(answer), None),
        counter,
        connection.ops.adapt_datetimefield_value(saved_at),
        seconds,
        pk,
    ]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE quizzes_response SET answer = %s, counter = %s, saved_at = %s, seconds = %s WHERE id = %s", values)


@cache
def _select(_vendor: str) -> tuple[str, list[Any], list[str], Mapping[str, tuple[list[Any], Any]]]:
    """The SQL, which value stands at each of its places, the names of its columns and what makes Python of some of them."""
    rows = Response.objects.select_for_update(of=("attempt",)).select_related("attempt").only(*_READ)
    rows = rows.filter(attempt_id=_ATTEMPT, slot=_SLOT, attempt__person=_PERSON).order_by()
    compiler = rows.query.get_compiler(connection=connection)
    sql, places = compiler.as_sql()
    marks = {_adapted(mark): mark for mark in (_ATTEMPT, _SLOT, _PERSON)}
    columns = [column for column, _sql, _alias in compiler.select]
    names = [_named(column.target) for column in columns]
    converters = {names[at]: found for at, found in compiler.get_converters(columns).items()}
    return sql, [marks[place] for place in places], names, converters


def _named(field: Any) -> str:
    return str(field.attname) if field.model is Response else f"attempt.{field.attname}"


def _adapted(value: Any) -> Any:
    """As the database takes it."""
    return value.hex if isinstance(value, UUID) and not connection.features.has_native_uuid_field else value
