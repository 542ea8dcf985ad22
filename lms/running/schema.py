"""A new SQLite database from one file instead of two hundred migrations: two seconds, not a minute.

`schema.sql` is written by `manage.py write_schema` from a really migrated database, and a test holds the two together. It
names the migrations it stands for; when these are others, nothing is loaded and Django migrates as ever.
"""

import hashlib
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

SCHEMA_FILE = Path(__file__).with_name("schema.sql")
_ROOTS = ("lms", "courses", "assessments")


def migrations_hash() -> str:
    """What the schema depends on: our migrations, and the versions of everything installed (their migrations)."""
    digest = hashlib.sha256()
    for root in _ROOTS:
        for path in sorted(Path(settings.BASE_DIR, root).rglob("migrations/0*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    digest.update(Path(settings.BASE_DIR, "requirements.txt").read_bytes())
    return digest.hexdigest()[:20]


def stands_for_these_migrations() -> bool:
    """Whether `schema.sql` was written from the migrations that are here, to the letter."""
    return SCHEMA_FILE.exists() and SCHEMA_FILE.read_text().startswith(_header())


def load_schema(path: str | Path) -> bool:
    """Fills a SQLite file that does not exist yet. False when `schema.sql` stands for other migrations than these."""
    if not stands_for_these_migrations():
        return False
    part = Path(f"{path}.part")
    part.unlink(missing_ok=True)
    with sqlite3.connect(part) as database:
        database.executescript(SCHEMA_FILE.read_text())
    database.close()
    part.rename(path)
    return True


def dump_schema() -> str:
    """The current (migrated, otherwise empty) SQLite database as SQL, the same text for the same schema."""
    lines = [_header(), "BEGIN;"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
        entries = cursor.fetchall()
        virtual = [name for _type, name, sql in entries if sql.upper().startswith("CREATE VIRTUAL")]
        shadows = tuple(f"{name}_" for name in virtual)
        tables = [(name, sql) for kind, name, sql in entries if kind == "table" and not (shadows and name.startswith(shadows))]
        lines += [f"{sql};" for _name, sql in tables]
        for name, _sql in tables:
            if name not in virtual:
                lines += _rows(cursor, name)
        lines += [f"{sql};" for kind, _name, sql in entries if kind in ("index", "trigger")]
    return "\n".join([*lines, "COMMIT;", ""])


def _rows(cursor, table: str) -> Iterator[str]:
    cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
    names = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        values = ", ".join(_literal(name, value, f"{table} {row[0]}") for name, value in zip(names, row, strict=True))
        yield f'INSERT INTO "{table}" VALUES ({values});'


def _literal(name: str, value, row: str) -> str:
    if name in ("applied", "created_at", "last_updated_at", "latest_revision_created_at") and value:
        return "'2026-01-01 00:00:00'"  # when it was migrated is no part of the schema
    if name == "translation_key":
        return f"'{uuid.uuid5(uuid.NAMESPACE_OID, row).hex}'"  # drawn at random by Wagtail's migrations
    if value is None:
        return "NULL"
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"


def _header() -> str:
    return f"-- The database of a new academy. Written by `manage.py write_schema`. Migrations: {migrations_hash()}"
