import re
import tomllib
from pathlib import Path

from django.conf import settings


def test_no_migration_is_missing(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_programme_can_be_built_and_a_person_enrolled(db):
    from tests import world

    enrolment = world.enrolment()
    assert enrolment.programme.programme_modules.count() == 1


def test_the_table_of_the_apps_is_in_the_order_that_their_imports_are_held_to():
    rules = tomllib.loads(Path(settings.BASE_DIR, "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(rule["layers"] for rule in rules if rule["type"] == "layers")
    table = re.findall(r"^\| `([\w.]+)` \|", Path(settings.BASE_DIR, "docs/architecture.md").read_text(), re.M)
    assert table == layers[1:]  # Above the apps stand only the addresses and the door of the server.
