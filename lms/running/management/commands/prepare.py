from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from lms.running.schema import load_schema


class Command(BaseCommand):
    help = "Makes the database ready: creates it if it is new, migrates it, adds the cache table and the translations. Safe to run at every start."

    def handle(self, *args, **options):
        if connection.vendor == "sqlite":
            path = Path(connection.settings_dict["NAME"])
            if not path.exists() and load_schema(path):
                self.stdout.write("New database made from schema.sql.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable")
        call_command("compile_messages")
        self.stdout.write("The database is ready.")
