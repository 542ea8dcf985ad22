"""manage.py import_hours PATH --source NAME [--columns JSON] [--dry-run] [--json]: working hours from a CSV or XLSX file."""

import json
from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from lms.reading.faults import fault_of
from lms.rotas.actions import bring_in, look_at
from lms.rotas.exceptions import CannotImport
from lms.rotas.models import HoursImport
from lms.rotas.reading import Layout

COUNTS = ("rows", "new", "same", "replaced")


class Command(BaseCommand):
    help = "Imports the working hours of people from a CSV or XLSX file. Safe to run twice; undone on its page, /hours/files/."

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", help="the CSV or XLSX file")
        parser.add_argument("--source", required=True, metavar="NAME", help="the system that writes it; its columns are remembered")
        parser.add_argument(
            "--columns", metavar="JSON", help='what they mean: {"whom": "E-mail", "day": "Day", "starts": "From", "ends": "To"}'
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args, **options) -> None:
        path = Path(options["path"])
        if not path.is_file():
            raise CommandError(f"There is no file {path}")
        layout = self._layout(options["columns"], options["source"])
        try:
            if options["dry_run"]:
                read = look_at(path, layout)
                counts, faults = {name: getattr(read, name) for name in COUNTS}, [fault_of(one.kept()) for one in read.faults]
            else:
                run = self._taken(path, options["source"], layout)
                counts, faults = {name: getattr(run, name) for name in COUNTS}, run.told_faults
        except CannotImport as error:
            raise CommandError(f"{error.what} {error.mend}".strip())
        self._say(counts, faults, as_json=options["json"])

    def _layout(self, columns: str | None, source: str) -> Layout:
        last = HoursImport.objects.filter(source=source).first()
        if not columns and last is None:
            raise CommandError(f"No file of {source!r} came in before. Say with --columns what its columns mean.")
        try:
            return Layout.from_json(json.loads(columns) if columns else last.layout)
        except (ValueError, TypeError) as error:
            raise CommandError(f"--columns: {error}")

    def _taken(self, path: Path, source: str, layout: Layout) -> HoursImport:
        run = HoursImport(source=source, layout=vars(layout), name=path.name[:200])
        look_at(path, layout)  # a file that cannot be taken as a whole is not kept
        with path.open("rb") as file:
            run.file.save(f"hours{path.suffix.lower()[:6]}", File(file), save=False)
        return bring_in(run, path)

    def _say(self, counts: dict[str, int], faults: list[dict], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({**counts, "faults": faults}, ensure_ascii=False))
            return
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in counts.items()) + f", faults: {len(faults)}")
        for one in faults:
            self.stdout.write("{line}: {column}: {what} {mend}".format(**one).rstrip())
