"""The watched folder: what comes in is taken when it is complete, and moved to done/ or refused/ with a report beside it.

Each step can be cut short. A file stays where it came until its import has ended; the import and its job are one commit with the
note that the file was taken; the report is written before the file is moved, and the note goes last. The next look goes on.
"""

import hashlib
import json
import logging
from collections import Counter
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from lms.figures.actions.uploads import begin_import, stored
from lms.figures.enums import ImportState, Origin
from lms.figures.models import FigureImport, FolderFile, Mapping
from lms.reading.files import SUFFIXES

logger = logging.getLogger(__name__)

DONE, REFUSED = "done", "refused"
PART = ".part"  # a name under which a file is still being written
STILL_FOR = timedelta(seconds=20)  # unchanged for so long, it is complete
PART_KEPT = timedelta(days=1)  # the note of a part, so that its whole is known
TAKEN = (ImportState.RUNNING, ImportState.DONE)


def look_into(folder: str | Path, *, now: datetime) -> dict[str, int]:
    """Takes what is complete and moves away what has been imported; how many of each. One file that cannot be read stops no other."""
    root, done = Path(folder), Counter({"taken": 0, "done": 0, "refused": 0})
    there = {path.relative_to(root).as_posix(): path for path in _incoming(root)}
    gone = FolderFile.objects.exclude(path__in=there)
    gone.exclude(path__endswith=PART, seen_at__gt=now - PART_KEPT).delete()
    for name, path in sorted(there.items()):
        try:
            done[_go_on(root, path, name, now)] += 1
        except OSError as error:
            logger.warning("The file %s of the folder of figures waits for the next look: %s", name, error)
    del done[""]
    return dict(done)


def _incoming(root: Path) -> list[Path]:
    """Files straight in the folder, or in a folder of a mapping; never one that a link leads to."""
    places = [root, *(one for one in root.iterdir() if one.is_dir() and not one.is_symlink() and one.name not in (DONE, REFUSED))]
    files = [one for place in places for one in place.iterdir() if one.is_file() and not one.is_symlink()]
    return [one for one in files if not one.name.startswith((".", "~"))]


def _go_on(root: Path, path: Path, name: str, now: datetime) -> str:
    seen = path.stat()
    note, is_new = FolderFile.objects.get_or_create(
        path=name, defaults={"size": seen.st_size, "changed_ns": seen.st_mtime_ns, "seen_at": now}
    )
    if note.run_id:
        return _move_away(root, path, note)
    if path.suffix.lower() == PART:
        return ""
    if (note.size, note.changed_ns) != (seen.st_size, seen.st_mtime_ns):
        FolderFile.objects.filter(pk=note.pk).update(size=seen.st_size, changed_ns=seen.st_mtime_ns, seen_at=now)
        return ""
    was_part = FolderFile.objects.filter(path=name + PART).exists()
    if not was_part and now - note.seen_at < STILL_FOR:
        return ""
    return _take(root, path, note)


def _take(root: Path, path: Path, note: FolderFile) -> str:
    mapping, why = _mapping_of(root, path)
    if mapping is None:
        return _put_away(root, path, note, REFUSED, why)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    earlier = FigureImport.objects.filter(mapping=mapping, sha256=digest, state__in=TAKEN).order_by("pk").first()
    if earlier is not None:
        words = {"error": _("This file was taken before."), "mend": _("Undo that import to take it again."), "import": earlier.pk}
        return _put_away(root, path, note, DONE, words)
    with transaction.atomic():
        mine = FolderFile.objects.select_for_update().filter(pk=note.pk, run=None).first()
        if mine is None:
            return ""
        run = FigureImport(mapping=mapping, replace=mapping.replaces, origin=Origin.FOLDER)
        with path.open("rb") as file:
            begin_import(stored(run, file=File(file), name=path.name))
        mine.run = run
        mine.save(update_fields=["run"])
        FolderFile.objects.filter(path=note.path + PART).delete()
    return "taken"


def _mapping_of(root: Path, path: Path) -> tuple[Mapping | None, dict]:
    if not path.name.lower().endswith(SUFFIXES):
        return None, {"error": _("This is neither CSV nor XLSX."), "mend": _("Save it as one of these.")}
    if path.parent != root:
        found = Mapping.objects.filter(name=path.parent.name).first()
        mend = _("Name the folder like a mapping, or write a mapping of this name.")
        return found, {"error": _("There is no mapping “%(name)s”.") % {"name": path.parent.name}, "mend": mend}
    named = [one for one in Mapping.objects.exclude(files="") if fnmatchcase(path.name.lower(), one.files.lower())]
    if len(named) == 1:
        return named[0], {}
    words = (
        _("No mapping says that files of this name are its own.") if not named else _("Several mappings say that this file is their own.")
    )
    return None, {"error": words, "mend": _("Say it in one mapping (“names of its files”), or use a folder named like the mapping.")}


def _move_away(root: Path, path: Path, note: FolderFile) -> str:
    run = FigureImport.objects.get(pk=note.run_id)
    if run.state in (ImportState.RUNNING, ImportState.LOOKING):
        return ""
    nothing_right = run.state == ImportState.REFUSED or (run.wrong and not run.new + run.same + run.replaced)
    report = {
        "import": run.pk,
        "state": run.state,
        **{name: getattr(run, name) for name in ("rows", "new", "same", "replaced", "wrong")},
        "faults": run.told_faults,
        "faults_not_named": run.more_faults,
    }
    return _put_away(root, path, note, REFUSED if nothing_right else DONE, report)


def _put_away(root: Path, path: Path, note: FolderFile, where: str, report: dict) -> str:
    place = root / where / path.relative_to(root).parent
    place.mkdir(parents=True, exist_ok=True)
    target = _free(place / path.name)
    text = json.dumps(report, ensure_ascii=False, indent=1)
    half = target.with_name(f".{target.name}.report{PART}")
    half.write_text(text + "\n", encoding="utf-8")
    half.replace(target.with_name(target.name + ".report.json"))
    path.replace(target)
    note.delete()
    return where


def _free(target: Path) -> Path:
    """The same name, or the next one that nothing has yet: what lies there is never written over."""
    number, free = 2, target
    while free.exists():
        free, number = target.with_name(f"{target.stem}-{number}{target.suffix}"), number + 1
    return free
