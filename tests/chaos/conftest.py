import os
import random
import tempfile
from pathlib import Path

import pytest

from tests.chaos.house import House, Postgres, SQLite

# `make chaos` asks for all of them, on a PostgreSQL of the test's own; every run of the suite does a share on SQLite.
POINTS = int(os.environ.get("PELDANO_CHAOS", "0"))
SHARE = 24
IN_A_BROWSER = 0.15


@pytest.fixture(scope="session")
def chaos():
    """A generator of chance whose seed is printed: PELDANO_CHAOS_SEED repeats a run."""
    seed = int(os.environ.get("PELDANO_CHAOS_SEED") or random.SystemRandom().randrange(10**6))
    print(f"\nchaos: seed {seed}")  # noqa: T201 (to repeat it)
    return random.Random(seed)


@pytest.fixture(scope="session")
def points() -> tuple[int, int]:
    """How many points are tried by a client, and how many in a browser."""
    whole = POINTS or SHARE
    browser = max(round(whole * IN_A_BROWSER), 4)
    return whole - browser, browser


@pytest.fixture(scope="session")
def house():
    # Not below pytest's own folder: the next pytest to start closes that to everybody but its owner, PostgreSQL's user too.
    with tempfile.TemporaryDirectory(prefix="peldano-chaos-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        database = Postgres(folder / "postgres") if POINTS and Postgres.can_run() else SQLite(folder / "sqlite")
        built = None
        try:
            built = House(folder, database)
            yield built
        finally:
            if built and hasattr(built, "supervisor"):
                built.stop()
            database.stop()
