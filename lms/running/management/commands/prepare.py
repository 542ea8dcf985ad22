from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from courses.catalogue.actions import set_up_authoring
from lms.certificates.actions import set_up_designs
from lms.competencies.actions import set_up_kinds
from lms.running.schema import load_schema


class Command(BaseCommand):
    help = (
        "Makes the database ready: creates it if it is new, migrates it, adds the cache table, the translations and what authors "
        "need. Safe to run at every start."
    )

    def handle(self, *args, **options):
        if connection.vendor == "sqlite":
            path = Path(connection.settings_dict["NAME"])
            if not path.exists() and load_schema(path):
                self.stdout.write("New database made from schema.sql.")
        if _something_to_migrate():
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("compile_messages")
        set_up_authoring()
        set_up_designs()
        set_up_kinds()
        self.stdout.write("The database is ready.")


def _something_to_migrate() -> bool:
    """Asking is a tenth of the price of `migrate`, which writes permissions and content types anew at every start."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
