import tempfile
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from lms.running.schema import SCHEMA_FILE, dump_schema, stands_for_these_migrations


class Command(BaseCommand):
    help = "Migrates a new SQLite database and writes it to lms/running/schema.sql. Run it after every change of migrations."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Only says whether the file stands for the migrations that are here.")

    def handle(self, *args, check, **options):
        if check:
            if not stands_for_these_migrations():
                raise CommandError(f"{SCHEMA_FILE.name} stands for other migrations than these. Run `make schema` and commit it.")
            return
        with tempfile.TemporaryDirectory() as folder:
            connection.close()
            connection.settings_dict["NAME"] = str(Path(folder, "new.sqlite3"))
            call_command("migrate", verbosity=0)
            call_command("createcachetable")
            SCHEMA_FILE.write_text(dump_schema())
            connection.close()
        self.stdout.write(f"{SCHEMA_FILE.name}: {SCHEMA_FILE.stat().st_size // 1024} kB")
