import tempfile
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from lms.running.schema import SCHEMA_FILE, dump_schema


class Command(BaseCommand):
    help = "Migrates a new SQLite database and writes it to lms/running/schema.sql. Run it after every change of migrations."

    def handle(self, *args, **options):
        with tempfile.TemporaryDirectory() as folder:
            connection.close()
            connection.settings_dict["NAME"] = str(Path(folder, "new.sqlite3"))
            call_command("migrate", verbosity=0)
            call_command("createcachetable")
            SCHEMA_FILE.write_text(dump_schema())
            connection.close()
        self.stdout.write(f"{SCHEMA_FILE.name}: {SCHEMA_FILE.stat().st_size // 1024} kB")
