"""The demo academy for the tests of a module: loaded once, shared by them, and gone after the last.

Import the fixture in a `conftest.py`: `from tests.demo_academy import demo_academy  # noqa: F401`.
"""

import pytest


@pytest.fixture(scope="module")
def demo_academy(django_db_setup, django_db_blocker):
    """Everything happens inside one transaction that is rolled back, so that other modules find their empty database."""
    from django.core.cache import caches
    from django.db import transaction

    from lms.demo.loader import load

    with django_db_blocker.unblock(), transaction.atomic():
        for cache in caches.all():
            cache.clear()
        yield list(load())
        transaction.set_rollback(True)
