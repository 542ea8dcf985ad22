"""A migrated database for each test process, copied from one made once: migrating takes most of a minute.

On SQLite it is `schema.sql` loaded, or (when that stands for other migrations) a migrated file kept in `var/`. On PostgreSQL it is a
template database on the same server, named after the migrations.
"""

import contextlib
import fcntl
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    with django_db_blocker.unblock():
        name, forget = new_database()
        _turn_to(name)
        _put_back_after_transactional_tests()
    yield
    with django_db_blocker.unblock():
        _turn_to(_NAMED)
        forget()


def new_database(purpose: str = ""):
    """A migrated, otherwise empty database of this process, and what takes it away again."""
    from django.db import connection

    make = _sqlite_copy if connection.vendor == "sqlite" else _postgres_copy
    return make(f"{os.getpid()}{purpose}")


@contextlib.contextmanager
def turned_to(name: str):
    """Everything inside happens in another database. Nothing may be under way in this one."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    _turn_to(name)
    try:
        yield
    finally:
        _turn_to(before)


def _turn_to(name: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def _sqlite_copy(of: str):
    from lms.running.schema import load_schema, migrations_hash

    with _one_at_a_time() as folder:
        template = folder / f"migrated-{migrations_hash()}.sqlite3"
        if not template.exists() and not load_schema(template):
            _migrate(str(template.with_suffix(".part")))
            template.with_suffix(".part").rename(template)
        own = folder / f"run-{of}.sqlite3"
        shutil.copy(template, own)

    def forget() -> None:
        for path in own.parent.glob(f"{own.name}*"):
            path.unlink(missing_ok=True)

    return str(own), forget


def _postgres_copy(of: str):
    from lms.running.schema import migrations_hash

    template, own = f"peldano_migrated_{migrations_hash()}", f"test_peldano_{of}"
    with _one_at_a_time():
        if not _on_server("SELECT 1 FROM pg_database WHERE datname = %s", template):
            _on_server(f'DROP DATABASE IF EXISTS "{template}_part"')
            _on_server(f'CREATE DATABASE "{template}_part"')
            _migrate(f"{template}_part")
            _on_server(f'ALTER DATABASE "{template}_part" RENAME TO "{template}"')
        _on_server(f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
    return own, lambda: _on_server(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')


@contextlib.contextmanager
def _one_at_a_time():
    """Of several test processes that start together one makes the template and the others wait for it."""
    folder = Path(settings.BASE_DIR, "var", "test-db")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _migrate(name: str) -> None:
    from django.core.management import call_command

    with turned_to(name):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)


def _on_server(statement: str, *values: str) -> list[tuple]:
    """Runs one statement outside any transaction, in the database that DATABASE_URL names."""
    import psycopg
    from django.db import connection

    given = connection.settings_dict
    address = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    with psycopg.connect(dbname=_NAMED, autocommit=True, **{key: value for key, value in address.items() if value}) as server:
        cursor = server.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


_NAMED = settings.DATABASES["default"]["NAME"]


def _put_back_after_transactional_tests() -> None:
    """Tests that commit empty every table at their end; what the migrations wrote (Wagtail's root page, its locales) is put back."""
    from django.db import connection, transaction
    from django.test import TransactionTestCase

    quoted = connection.ops.quote_name
    # The full-text index follows its table by triggers.
    tables = [name for name in connection.introspection.django_table_names(only_existing=True) if not name.endswith("_fts")]
    kept = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {quoted(table)}")
            kept[table] = ([quoted(column[0]) for column in cursor.description], cursor.fetchall())

    def put_back(case) -> None:
        # Every foreign key is checked at the end of the transaction, so the order of the tables does not matter.
        with transaction.atomic(), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"DELETE FROM {quoted(table)}")
            for table, (columns, rows) in kept.items():
                if rows:
                    places = ", ".join(["%s"] * len(columns))
                    cursor.executemany(f"INSERT INTO {quoted(table)} ({', '.join(columns)}) VALUES ({places})", rows)

    TransactionTestCase._fixture_teardown = put_back
