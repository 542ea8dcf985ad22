"""Fifty certificates are drawn by real workers that are killed twice: fifty PDFs, and nothing twice."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.lms.jobs.test_killed_worker import broker, kill  # noqa: F401

pytestmark = pytest.mark.slow

CERTIFICATES = 50
ISSUE = f"""
import django; django.setup()
from tests import world
from lms.certificates.actions import issue_certificate
certification = world.certification()
unit = world.unit()
for number in range({CERTIFICATES}):
    issue_certificate(certification=certification, person=world.member("agent", unit))
"""


@pytest.fixture
def house(broker, tmp_path, django_db_setup, django_db_blocker):  # noqa: F811
    database = tmp_path / "certificates.sqlite3"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "lms.settings.dev",
        "DATABASE_URL": f"sqlite:///{database}",
        "BROKER_URL": broker,
        "PELDANO_VAR_DIR": str(tmp_path / "var"),
        "EMAIL_URL": "dummymail://",
        "JOB_LEASE_SECONDS": "15",
        "LOG_LEVEL": "ERROR",
    }
    from django.db import connection

    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            connection.close()
        shutil.copy(settings.DATABASES["default"]["NAME"], database)
    else:
        _run(environment, "manage.py", "migrate", "-v", "0")
    workers: list[subprocess.Popen] = []

    def work() -> subprocess.Popen:
        command = [sys.executable, "-m", "celery", "-A", "lms", "worker", "-B", "-s", str(tmp_path / "beat"), "-c", "2", "-l", "ERROR"]
        with Path(tmp_path, "worker.log").open("a") as log:
            workers.append(
                subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True)
            )
        return workers[-1]

    yield environment, database, tmp_path / "var" / "media" / "certificates", work
    for worker in workers:
        kill(worker)


def _run(environment: dict, *command: str) -> None:
    subprocess.run([sys.executable, *command], cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True)


def count(database: Path, query: str) -> int:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20) as connection:
        return connection.execute(query).fetchone()[0]


def wait_for(database: Path, made: int, seconds: int) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = count(database, "SELECT count(*) FROM certificates_certificate WHERE pdf <> ''")
        if found >= made:
            return
        time.sleep(0.1)
    pytest.fail(f"after {seconds} s there were {found} PDFs of {made}")


def test_killed_workers_lose_no_certificate_and_make_none_twice(house):
    environment, database, folder, work = house
    _run(environment, "-c", ISSUE)
    worker = work()
    for some in (3, 20):
        wait_for(database, some, 600)
        kill(worker)
        worker = work()
    wait_for(database, CERTIFICATES, 900)
    files = sorted(folder.glob("*.pdf"))
    assert len(files) == CERTIFICATES
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in files)
    assert count(database, "SELECT count(*) FROM certificates_certificate") == CERTIFICATES
    assert count(database, "SELECT count(*) FROM notifications_notification WHERE kind = 'certificates.issued'") == CERTIFICATES
    assert count(database, "SELECT count(*) FROM jobs_job WHERE kind = 'certificates.pdf' AND state = 'done'") == CERTIFICATES
