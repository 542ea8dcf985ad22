"""Queries whose SQL is made once: Django writes it from a queryset, and from then on only its values change. See decision 0011.

Building a queryset and its SQL costs five to ten times what running it and reading its rows does. Worth it only for what is
asked at nearly every request; everything else builds its queryset each time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

LARGEST = 2**63 - 1


class Statement:
    """A queryset that is asked again and again, with other values. Its rows are the model's own objects, related ones as well.

    `build` gives the queryset for values; `examples` are values that stand nowhere else in its SQL (and fit its columns), one for
    each value that will be given. Values are integers, texts, UUIDs, dates and datetimes: never None, never lists.
    """

    def __init__(self, build: Callable[..., QuerySet], **examples: Any):
        self._build, self._examples = build, examples
        self._made: dict[str, _Made] = {}

    def all(self, **values: Any) -> list[Any]:
        made = self._made.get(connection.vendor)
        if made is None:
            made = self._made[connection.vendor] = self._make()
        if any(type(value) is int and abs(value) > LARGEST for value in values.values()):
            return []  # an address may name any number, and no column holds this one
        given = {name: _adapted(value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(made.sql, [given[place.name] if isinstance(place, _Place) else place for place in made.params])
            rows = cursor.fetchall()
        return [made.read(list(row)) for row in rows]

    def first(self, **values: Any) -> Any:
        """The first row, or None."""
        found = self.all(**values)
        return found[0] if found else None

    def get(self, **values: Any) -> Any:
        """The first row; raises the model's DoesNotExist where there is none."""
        found = self.all(**values)
        if not found:
            raise self._made[connection.vendor].model.DoesNotExist
        return found[0]

    def _make(self) -> "_Made":
        compiler = self._build(**self._examples).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        marks = {_adapted(example): _Place(name) for name, example in self._examples.items()}
        places = [marks.get(one, one) if isinstance(one, str | int | UUID | date) else one for one in params]
        if missing := set(self._examples) - {one.name for one in places if isinstance(one, _Place)}:
            raise ValueError(f"These values stand nowhere in the SQL: {sorted(missing)}")
        info = compiler.klass_info
        fields = compiler.select[info["select_fields"][0] : info["select_fields"][-1] + 1]
        expressions = [column for column, _sql, _alias in compiler.select]
        return _Made(
            sql=sql,
            params=places,
            model=info["model"],
            names=[column.target.attname for column, _sql, _alias in fields],
            first=info["select_fields"][0],
            after=info["select_fields"][-1] + 1,
            converters=list(compiler.get_converters(expressions).items()),
            related=get_related_populators(info, compiler.select, connection.alias),
            annotations=list((compiler.annotation_col_map or {}).items()),
        )


@dataclass(frozen=True)
class _Place:
    """Where a value goes."""

    name: str


@dataclass(frozen=True)
class _Made:
    """The SQL with the places of its values, and how a row becomes an object. As Django's own ModelIterable reads it."""

    sql: str
    params: list[Any]
    model: type[Model]
    names: list[str]
    first: int
    after: int
    converters: list[tuple[int, Any]]
    related: list[Any]
    annotations: list[tuple[str, int]]

    def read(self, row: list[Any]) -> Model:
        for at, (converts, expression) in self.converters:
            for convert in converts:
                row[at] = convert(row[at], expression, connection)
        found = self.model.from_db(connection.alias, self.names, row[self.first : self.after])
        for one in self.related:
            one.populate(row, found)
        for name, at in self.annotations:
            setattr(found, name, row[at])
        return found


def _adapted(value: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
