"""The demo academy for the tests of a module: loaded once a process, as good as new for each module."""

import pytest

from tests.databases import new_database, turned_to


@pytest.fixture(scope="session")
def loaded_demo(django_db_setup, django_db_blocker):
    """The name of a database with the demo academy in it, and its parts in the order they were loaded."""
    from django.core.cache import caches
    from django.db import connection, transaction

    from lms.demo.loader import load

    with django_db_blocker.unblock():
        name, forget = new_database("_demo")
        for cache in caches.all():
            cache.clear()
        with turned_to(name):
            with transaction.atomic():
                parts = list(load())
                connection.run_on_commit.clear()  # Its jobs wait in their rows: no worker is called.
            connection.close()
        yield name, parts
        forget()


@pytest.fixture(scope="module")
def demo_academy(loaded_demo, django_db_blocker):
    """Everything happens inside one transaction that is rolled back, so that the next module finds the academy as it was loaded."""
    from django.core.cache import caches
    from django.db import transaction

    name, parts = loaded_demo
    with django_db_blocker.unblock(), turned_to(name), transaction.atomic():
        for cache in caches.all():
            cache.clear()
        yield list(parts)
        transaction.set_rollback(True)
