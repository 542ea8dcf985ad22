"""How the tests get a database, a browser and a quiet queue."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

pytest_plugins = ["tests.browser"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's synchronous API runs inside an event loop.


def _migrations_hash() -> str:
    """Names and contents of our migrations, and what is installed of others': when these change, so does the template."""
    digest = hashlib.sha256()
    for root in ("lms", "courses", "assessments"):
        for path in sorted(Path(settings.BASE_DIR, root).rglob("migrations/0*.py")):
            digest.update(str(path).encode() + path.read_bytes())
    digest.update(Path(settings.BASE_DIR, "requirements.txt").read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, request):
    """On SQLite a migrated file is kept in `var/` and copied for each run: migrating takes most of a minute."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    from django.db import connection

    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    folder = Path(settings.BASE_DIR, "var", "test-db")
    folder.mkdir(parents=True, exist_ok=True)
    test_file = folder / f"run-{os.getpid()}-{worker}.sqlite3"
    connection.settings_dict["TEST"]["NAME"] = str(test_file)


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


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_modify_db_settings, django_test_environment, django_db_blocker):
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    if connection.vendor != "sqlite":
        with django_db_blocker.unblock():
            names = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
            call_command("createcachetable")
            _put_back_after_transactional_tests()
        yield
        with django_db_blocker.unblock():
            teardown_databases(names, verbosity=0)
        return

    test_file = Path(connection.settings_dict["TEST"]["NAME"])
    template = test_file.parent / f"migrated-{_migrations_hash()}.sqlite3"
    with django_db_blocker.unblock():
        connection.close()
        if template.exists():
            shutil.copy(template, test_file)
        connection.settings_dict["NAME"] = str(test_file)
        settings.DATABASES["default"]["NAME"] = str(test_file)
        if not template.exists():
            call_command("migrate", verbosity=0)
            call_command("createcachetable")
            connection.close()
            part = template.with_suffix(f".{os.getpid()}")
            shutil.copy(test_file, part)
            part.rename(template)
        _put_back_after_transactional_tests()
    yield
    with django_db_blocker.unblock():
        connection.close()
        for path in test_file.parent.glob(f"{test_file.name}*"):
            path.unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def a_quiet_start(settings):
    """Nothing cached from the test before, and the queue's wake-ups go nowhere: a test runs the jobs it asked for."""
    from django.core.cache import caches

    for alias in settings.CACHES:
        caches[alias].clear()
    settings.CELERY_BROKER_URL = "memory://"


@pytest.fixture
def run_jobs():
    """Does every job that is due, as the worker would, and says how many it did."""
    from lms.jobs.tasks import sweep

    def run() -> int:
        done = 0
        while count := sweep():
            done += count
        return done

    return run


@pytest.fixture(scope="module")
def furnished_centre(django_db_setup, django_db_blocker):
    """One whole centre for all the tests of a file: making it takes longer than most of them."""
    from django.db import transaction

    from tests.roles import Centre, fingerprint

    with django_db_blocker.unblock(), transaction.atomic():
        made = Centre().furnished()
        made.at_rest = fingerprint()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def centre(furnished_centre):
    """That centre; what a test changes in it is undone."""
    from django.db import transaction

    with transaction.atomic():
        yield furnished_centre
        transaction.set_rollback(True)
