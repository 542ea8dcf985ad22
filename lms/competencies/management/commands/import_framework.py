import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lms.competencies.actions.frameworks import import_framework, planned_import
from lms.competencies.exchange import FORMATS, Difference, Unreadable, read
from lms.competencies.exchange.formats import LARGEST, format_of


class Command(BaseCommand):
    help = (
        "Brings a competency framework in from a file: 1EdTech CASE 1.0 or 1.1, CSV or XLSX. Tells what is added and what changes. "
        "A faulty file changes nothing and ends with status 1, with the line or item of each fault and what to do. "
        "Example: manage.py import_framework alborada.json --dry-run --json"
    )

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH")
        parser.add_argument("--format", choices=FORMATS, help="otherwise by the end of the name")
        parser.add_argument("--code", default="", help="of the framework, where the file does not say it")
        parser.add_argument("--name", default="", help="of the framework, where the file does not say it")
        parser.add_argument("--language", choices=["es", "en"], default="es", help="of texts that do not say theirs")
        parser.add_argument("--archive-missing", action="store_true", help="archive what is here and not in the file; nothing is deleted")
        parser.add_argument("--dry-run", action="store_true", help="only tell; write nothing")
        parser.add_argument("--json", action="store_true", help="as JSON, one object")

    def handle(self, *, path, **options):
        try:
            tree = read(
                _bytes(path), format=options["format"] or format_of(path), **{name: options[name] for name in ("code", "name", "language")}
            )
            act = planned_import if options["dry_run"] else import_framework
            changes = act(tree=tree, archive_missing=options["archive_missing"])
        except Unreadable as refusal:
            self._refused(refusal, options["json"])
            raise SystemExit(1) from None
        answer = {
            "framework": tree.code,
            "dry_run": options["dry_run"],
            "counts": _counts(changes),
            "changes": [_plain(one) for one in changes],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) if options["json"] else _told(answer))

    def _refused(self, refusal: Unreadable, as_json: bool) -> None:
        faults = [{"place": fault.place, "said": fault.said, "mend": fault.mend} for fault in refusal.faults]
        self.stdout.write(json.dumps({"faults": faults}, ensure_ascii=False, indent=2) if as_json else str(refusal))


def _bytes(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None


def _counts(changes: list[Difference]) -> dict[str, int]:
    return {how: sum(1 for one in changes if one.how == how) for how in ("added", "changed", "missing")}


def _plain(one: Difference) -> dict:
    fields = {name: [before, after] for name, before, after in one.fields if name not in ("levels", "kinds", "foreign")}
    return {
        "what": one.what,
        "how": one.how,
        "code": one.item.code,
        "name": one.item.name_es or one.item.name_en,
        "fields": [name for name, *_ in one.fields],
        "values": fields,
    }


def _told(answer: dict) -> str:
    lines = [
        f"  {one['how']:<8} {one['what']:<10} {one['code']}  {one['name']}  {', '.join(one['fields'])}".rstrip()
        for one in answer["changes"]
    ]
    said = ", ".join(f"{count} {how}" for how, count in answer["counts"].items())
    return "\n".join([*lines, f"{answer['framework']}: {said}.{' Nothing was written.' if answer['dry_run'] else ''}"])
