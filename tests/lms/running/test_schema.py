import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lms.running.schema import SCHEMA_FILE, load_schema, migrations_hash


def test_the_schema_file_stands_for_the_migrations_that_are_here():
    assert SCHEMA_FILE.read_text().splitlines()[0].endswith(migrations_hash()), "Run `make schema` and commit lms/running/schema.sql"


@pytest.mark.slow
def test_the_file_is_what_migrating_gives(tmp_path):
    """In a process of its own: this one's database is in use."""
    assert _dumped(f"sqlite:///{tmp_path / 'migrated.sqlite3'}", tmp_path) == SCHEMA_FILE.read_text()


def test_loading_the_file_gives_the_file_back(tmp_path):
    assert load_schema(tmp_path / "loaded.sqlite3")
    assert _dumped(f"sqlite:///{tmp_path / 'loaded.sqlite3'}", tmp_path) == SCHEMA_FILE.read_text()


def _dumped(url: str, folder: Path) -> str:
    code = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "from lms.running.schema import dump_schema\n"
        "call_command('migrate', verbosity=0); call_command('createcachetable', verbosity=0)\n"
        "print(dump_schema(), end='')"
    )
    env = {**os.environ, "DATABASE_URL": url, "PELDANO_VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "lms.settings.dev"}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout


def test_a_file_for_other_migrations_is_not_loaded(tmp_path, monkeypatch):
    other = tmp_path / "schema.sql"
    other.write_text("-- The database of a new academy. Migrations: others\nCREATE TABLE nothing (id int);")
    monkeypatch.setattr("lms.running.schema.SCHEMA_FILE", other)
    assert load_schema(tmp_path / "new.sqlite3") is False
    assert not (tmp_path / "new.sqlite3").exists()


def test_the_check_says_how_a_file_for_other_migrations_is_mended(tmp_path, monkeypatch):
    call_command("write_schema", check=True)
    other = tmp_path / "schema.sql"
    other.write_text("-- The database of a new academy. Migrations: others\n")
    monkeypatch.setattr("lms.running.schema.SCHEMA_FILE", other)
    with pytest.raises(CommandError, match="make schema"):
        call_command("write_schema", check=True)
    assert other.read_text() == "-- The database of a new academy. Migrations: others\n"


def test_a_loaded_file_holds_wagtails_first_rows(tmp_path):
    path = tmp_path / "new.sqlite3"
    if not load_schema(path):
        pytest.fail("Run `make schema`")
    with sqlite3.connect(path) as database:
        assert database.execute("select count(*) from wagtailcore_site").fetchone() == (1,)
        assert database.execute("select count(*) from wagtailcore_locale").fetchone() == (1,)
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
