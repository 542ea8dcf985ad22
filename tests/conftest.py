"""What every test starts from: a database, a browser when asked, and a quiet queue."""

import os

import pytest
from hypothesis import settings

# A run that decides tries the same examples each time; anybody else's looks for new ones.
# Nobody is timed: a loaded machine is no defect.
settings.register_profile("decides", derandomize=True, deadline=None)
settings.register_profile("looks", deadline=None)
settings.load_profile("decides" if os.environ.get("CI") else "looks")

pytest_plugins = ["tests.browser", "tests.databases", "tests.demo_academy"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's synchronous API runs inside an event loop.


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
