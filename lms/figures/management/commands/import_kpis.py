"""manage.py import_kpis PATH --mapping NAME [--dry-run] [--replace] [--json]: figures from a CSV or XLSX file."""

import hashlib
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lms.figures.actions import import_path, look_at
from lms.figures.actions.uploads import refuse
from lms.figures.enums import ImportState, Origin
from lms.figures.exceptions import CannotImport
from lms.figures.models import FigureImport, Mapping
from lms.figures.reading.mapping import Layout
from lms.reading.faults import fault_of


class Command(BaseCommand):
    help = "Imports figures of people or units from a CSV or XLSX file, by a mapping kept under a name. Safe to run twice."

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", help="the CSV or XLSX file")
        parser.add_argument("--mapping", required=True, metavar="NAME", help="the mapping of its columns")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--replace", action="store_true", help="withdraw figures that differ and record the file's")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args, **options) -> None:
        path, mapping = self._path(options["path"]), self._mapping(options["mapping"])
        try:
            if options["dry_run"]:
                result = look_at(path, Layout.from_json(mapping.layout), replace=options["replace"])
                counts, faults = result.counts(), [fault_of(one.kept()) for one in result.faults]
            else:
                run = self._brought_in(path, mapping, options["replace"])
                counts = {name: getattr(run, name) for name in ("rows", "new", "same", "replaced", "wrong")}
                faults = run.told_faults
        except CannotImport as error:
            raise CommandError(f"{error.what} {error.mend}".strip())
        self._say(counts, faults, as_json=options["json"])

    def _path(self, text: str) -> Path:
        path = Path(text)
        if not path.is_file():
            raise CommandError(f"There is no file {text}")
        return path

    def _mapping(self, name: str) -> Mapping:
        mapping = Mapping.objects.filter(name=name).first()
        if mapping is None:
            there = ", ".join(Mapping.objects.values_list("name", flat=True)) or "none yet"
            raise CommandError(f"There is no mapping {name!r}. There are: {there}")
        return mapping

    def _brought_in(self, path: Path, mapping: Mapping, replace: bool) -> FigureImport:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        run = FigureImport.objects.create(
            mapping=mapping, name=path.name[:200], sha256=digest, replace=replace, origin=Origin.COMMAND, state=ImportState.RUNNING
        )
        try:
            return import_path(run, path)
        except CannotImport as error:
            refuse(run, error)
            raise

    def _say(self, counts: dict[str, int], faults: list[dict], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({**counts, "faults": faults}, ensure_ascii=False))
            return
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in counts.items()))
        for one in faults:
            self.stdout.write("{line}: {column}: {what} {mend}".format(**one).rstrip())
