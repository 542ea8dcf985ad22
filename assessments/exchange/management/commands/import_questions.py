import io
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from assessments.exchange import bank
from assessments.exchange.actions import BATCH, known_questions, words_of
from assessments.exchange.items import Format, Item, Reading, Unreadable, Verdict
from assessments.exchange.notes import in_words
from assessments.exchange.reading import read
from assessments.quizzes.enums import QuestionState
from lms.competencies.models import Competency

SUFFIXES = (".gift", ".txt", ".aiken", ".xml", ".csv", ".tsv", ".xlsx", ".zip", ".qti")
MANIFEST = "imsmanifest.xml"
RESULTS = ("would import", "imported", "duplicate", "unsupported", "broken")


@dataclass
class Done:
    """What became of one item of one file."""

    number: int
    item: Item
    result: str
    question: str = ""
    notes: list = field(default_factory=list)


class Command(BaseCommand):
    help = (
        "Brings questions from a file (or every file of a folder, or “-” for the standard input) into the bank: GIFT, Moodle XML, Aiken, "
        "CSV, XLSX, QTI. Tells the kind, the text and the result of each item. Ends with status 1 when something could not be read."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder with files, or - for the standard input")
        parser.add_argument("--format", choices=[one.value for one in Format], help="instead of recognising it")
        parser.add_argument("--dry-run", action="store_true", help="only tell; write nothing")
        parser.add_argument("--json", action="store_true", help="tell everything that was read, as JSON and nothing else")
        parser.add_argument("--language", choices=["es", "en"], default="es", help="of texts that do not say theirs")
        parser.add_argument("--competency", default="", metavar="CODE", help="of questions that do not say theirs")
        parser.add_argument("--tag", action="append", default=[], help="to add to each question; may be repeated")
        parser.add_argument("--state", choices=[QuestionState.DRAFT, QuestionState.REVIEW], default=QuestionState.DRAFT)

    def handle(self, *args, paths, **options):
        options["competency"] = self._competency(options["competency"], options["dry_run"])
        passed_over: list[Path] = []
        files = [self._file(path, options) for path in _files(paths, passed_over)]
        items = [item for file in files for item in file["items"]]
        counts = {result: sum(1 for one in items if one["result"] == result) for result in RESULTS}
        if options["json"]:
            said = {"dry_run": options["dry_run"], "files": files, "passed_over": list(map(_name, passed_over)), "counts": counts}
            encoding = (getattr(self.stdout, "encoding", "") or "utf-8").lower().replace("-", "")
            self.stdout.write(json.dumps(said, ensure_ascii=encoding != "utf8", indent=2))
        else:
            self._tell(files, passed_over, counts)
        if counts["broken"] or any(file["error"] for file in files):
            raise SystemExit(1)

    def _competency(self, code: str, dry_run: bool) -> Competency | None:
        if not code or dry_run:
            return None
        found = Competency.objects.filter(code__iexact=code).first()
        if found is None:
            raise CommandError(f"No competency has the code {code}.")
        return found

    def _file(self, path: Path, options: dict) -> dict[str, Any]:
        told: dict[str, Any] = {"file": _name(path), "format": options["format"] or "", "error": None, "notes": [], "items": []}
        try:
            reading = read(_bytes(path), name=path.name, format=options["format"], language=options["language"])
        except Unreadable as refusal:
            return {**told, "error": in_words(refusal.note)}
        except FileNotFoundError:
            return {**told, "error": {"said": _("There is no file by this name."), "mend": _("Look over the path."), "line": None}}
        except OSError as error:
            return {**told, "error": {"said": f"{error.strerror or error}.", "mend": "", "line": None}}
        done = self._items(reading, options)
        items = [_told(one, whole=options["json"]) for one in done]
        return {**told, "format": reading.format.value, "notes": [in_words(note) for note in reading.notes], "items": items}

    def _items(self, reading: Reading, options: dict) -> list[Done]:
        prints = [bank.fingerprint_of(item) if item.verdict == Verdict.READY else "" for item in reading.items]
        there, competencies = self._bank(prints, options["dry_run"])
        done, seen = [], set()
        for number, (item, mark) in enumerate(zip(reading.items, prints, strict=True), 1):
            row = Done(number, item, item.verdict.value, notes=[in_words(note) for note in item.notes])
            if mark:
                row.result = "duplicate" if mark in there or mark in seen else "would import" if options["dry_run"] else "imported"
                seen.add(mark)
            done.append(row)
        new = [row for row in done if row.result == "imported"]
        wishes = {"competencies": competencies, "competency": options["competency"], "tags": options["tag"], "state": options["state"]}
        # Some at a time: a long transaction would keep everybody else waiting, and what was cut short is found there the next time.
        for start in range(0, len(new), BATCH):
            some = new[start : start + BATCH]
            with transaction.atomic():
                for row, question in zip(some, bank.keep([row.item for row in some], actor=None, **wishes), strict=True):
                    row.question = str(question.pk)
        return done

    def _bank(self, prints: list[str], dry_run: bool) -> tuple[dict, dict]:
        """What is there already. A trial needs no database: without one there is nothing yet."""
        try:
            return known_questions([one for one in prints if one]), bank.competencies()
        except DatabaseError:
            if not dry_run:
                raise
            return {}, {}

    def _tell(self, files: list[dict], passed_over: list[Path], counts: dict[str, int]) -> None:
        for file in files:
            self.stdout.write(f"{file['file']} ({file['format']})" if file["format"] else file["file"])
            for note in [*([file["error"]] if file["error"] else []), *file["notes"]]:
                self.stdout.write(f"  {_sentence(note)}")
            for item in file["items"]:
                place = f"line {item['line']}" if item["line"] else f"item {item['number']}"
                self.stdout.write(f"  {place}: {item['result']}: {item['kind']}: {item['text']}")
                for note in item["notes"]:
                    self.stdout.write(f"    {_sentence(note)}")
        for path in passed_over:
            self.stdout.write(f"{_name(path)}: passed over, it is none of the formats")
        self.stdout.write(", ".join(f"{count} {result}" for result, count in counts.items() if count) or "Nothing was read.")


def _files(paths: list[str], passed_over: list[Path]) -> Iterator[Path]:
    """Each file, and each folder that is a package; of a folder, what is by its name none of the formats goes to `passed_over`."""
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        packages = sorted(one.parent for one in path.rglob("*") if one.name.lower() == MANIFEST)
        yield from packages
        for one in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in one.relative_to(path).parts)
            if one.is_file() and not hidden and not any(one.is_relative_to(package) for package in packages):
                if one.suffix.lower() in SUFFIXES:
                    yield one
                else:
                    passed_over.append(one)


def _bytes(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    if not path.is_dir():
        return path.read_bytes()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for one in sorted(path.rglob("*")):
            if one.is_file() and not one.is_symlink():
                package.write(one, one.relative_to(path).as_posix())
    return buffer.getvalue()


def _name(path: Path) -> str:
    return os.fsencode(path).decode(errors="replace")


def _told(one: Done, *, whole: bool) -> dict[str, Any]:
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
    return {**said, **facts, **more, "question": one.question or None, "content": item.content}


def _sentence(note: dict[str, Any]) -> str:
    place = _("Line %(number)s:") % {"number": note["line"]} + " " if note.get("line") else ""
    return f"{place}{note['said']} {note['mend']}".strip()
