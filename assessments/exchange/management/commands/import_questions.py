import contextlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from assessments.exchange import bank
from assessments.exchange.actions import known_questions, words_of
from assessments.exchange.items import Format, Item, Reading, Unreadable, Verdict
from assessments.exchange.notes import in_words
from assessments.exchange.reading import read
from assessments.quizzes.enums import QuestionState
from lms.competencies.models import Competency


@dataclass
class Done:
    """What became of one item of one file."""

    file: str
    number: int
    item: Item
    result: str
    code: str = ""
    notes: list = field(default_factory=list)


class Command(BaseCommand):
    help = (
        "Brings questions from a file (or every file of a folder) into the bank: GIFT, Moodle XML, Aiken, CSV, XLSX, QTI. Tells the "
        "kind, the text and the result of each item. Ends with status 1 when something could not be read."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with files")
        parser.add_argument("--format", choices=[one.value for one in Format], help="instead of recognising it")
        parser.add_argument("--dry-run", action="store_true", help="only tell; write nothing")
        parser.add_argument("--json", action="store_true", help="tell everything that was read, as JSON")
        parser.add_argument("--language", choices=["es", "en"], default="es", help="of texts that do not say theirs")
        parser.add_argument("--competency", default="", metavar="CODE", help="of questions that do not say theirs")
        parser.add_argument("--tag", action="append", default=[], help="to add to each question; may be repeated")
        parser.add_argument("--state", choices=[QuestionState.DRAFT, QuestionState.REVIEW], default=QuestionState.DRAFT)

    def handle(self, *args, paths, **options):
        competency = self._competency(options["competency"], options["dry_run"])
        files, trouble = [], False
        for path in self._files(paths):
            try:
                reading = read(path.read_bytes(), name=path.name, format=options["format"], language=options["language"])
            except Unreadable as refusal:
                files.append({"file": str(path), "format": options["format"] or "", "error": in_words(refusal.note), "items": []})
                trouble = True
                continue
            done = self._items(path, reading, competency, options)
            trouble = trouble or any(one.result == "broken" for one in done)
            files.append(
                {
                    "file": str(path),
                    "format": reading.format.value,
                    "notes": [in_words(note) for note in reading.notes],
                    "items": [_told(one, whole=options["json"]) for one in done],
                }
            )
        self._tell(files, options["json"], options["dry_run"])
        if trouble:
            raise SystemExit(1)

    def _competency(self, code: str, dry_run: bool) -> Competency | None:
        if not code:
            return None
        found = None if dry_run else Competency.objects.filter(code__iexact=code).first()
        if found is None and not dry_run:
            raise CommandError(f"No competency has the code {code}.")
        return found

    def _files(self, paths: list[str]) -> list[Path]:
        found = []
        for name in paths:
            path = Path(name)
            if path.is_dir():
                found += sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
            elif path.is_file():
                found.append(path)
            else:
                raise CommandError(f"There is no file {name}.")
        return found

    def _items(self, path: Path, reading: Reading, competency: Competency | None, options: dict) -> list[Done]:
        prints = [bank.fingerprint_of(item) if item.verdict == Verdict.READY else "" for item in reading.items]
        there, competencies = self._bank(prints, options["dry_run"])
        done, seen = [], set()
        with contextlib.nullcontext() if options["dry_run"] else transaction.atomic():
            for number, (item, mark) in enumerate(zip(reading.items, prints, strict=True), 1):
                row = Done(str(path), number, item, item.verdict.value, notes=[in_words(note) for note in item.notes])
                if mark:
                    row.result = "duplicate" if mark in there or mark in seen else "would import" if options["dry_run"] else "imported"
                    seen.add(mark)
                if row.result == "imported":
                    wishes = {"competency": competency, "tags": options["tag"], "state": options["state"], "actor": None}
                    row.code = str(bank.keep(item, competencies=competencies, **wishes).pk)
                done.append(row)
        return done

    def _bank(self, prints: list[str], dry_run: bool) -> tuple[dict, dict]:
        """What is there already. A trial needs no database: without one there is nothing yet."""
        try:
            competencies = {one.code.upper(): one for one in Competency.objects.all()}
            return known_questions([one for one in prints if one]), competencies
        except DatabaseError:
            if not dry_run:
                raise
            return {}, {}

    def _tell(self, files: list[dict], as_json: bool, dry_run: bool) -> None:
        items = [item for file in files for item in file["items"]]
        counts = {result: sum(1 for one in items if one["result"] == result) for result in sorted({one["result"] for one in items})}
        if as_json:
            said = {"dry_run": dry_run, "files": files, "counts": counts}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        for file in files:
            self.stdout.write(f"{file['file']} ({file['format']})")
            if "error" in file:
                self.stdout.write(f"  {_sentence(file['error'])}")
            for note in file.get("notes", ()):
                self.stdout.write(f"  {_sentence(note)}")
            for item in file["items"]:
                place = f"line {item['line']}" if item["line"] else f"item {item['number']}"
                self.stdout.write(f"  {place}: {item['result']}: {item['kind']}: {item['text']}")
                for note in item["notes"]:
                    self.stdout.write(f"    {_sentence(note)}")
        self.stdout.write(", ".join(f"{count} {result}" for result, count in counts.items()) or "Nothing was read.")


def _told(one: Done, *, whole: bool) -> dict:
    item = one.item
    said = {
        "number": one.number,
        "line": item.line,
        "kind": item.kind,
        "text": words_of(item),
        "result": one.result,
        "error": _sentence(one.notes[0]) if one.notes and one.result in ("broken", "unsupported") else None,
        "notes": one.notes,
    }
    if not whole:
        return said
    facts = {"title": item.title, "code": item.code, "tags": list(item.tags), "category": list(item.category)}
    more = {"competency": item.competency, "level": item.level, "difficulty": item.difficulty, "media": sorted(item.media)}
    return {**said, **facts, **more, "question": one.code or None, "content": item.content}


def _sentence(note: dict) -> str:
    place = f"line {note['line']}: " if note.get("line") else ""
    return f"{place}{note['said']} {note['mend']}".strip()
