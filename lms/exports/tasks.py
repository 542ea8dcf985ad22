"""Making an export apart from the request that asked for it."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from openpyxl import Workbook

from lms.exports.models import Export
from lms.exports.registry import Make, file_maker_of, maker_of
from lms.exports.sheets import safe_cell, sheet_title
from lms.jobs.actions import report_progress
from lms.jobs.models import Job
from lms.jobs.registry import handles

SHOWN_EVERY = 2000  # rows between two signs of progress


@handles("exports.make", title=_("Make an export"))
def make_export(job: Job):
    """Writes the rows to a file one by one, then keeps the file with the job's own "done"."""
    export = Export.objects.select_related("asked_by").filter(pk=UUID(job.payload["export"])).first()
    if export is None:
        return None
    if make := file_maker_of(export.kind):
        return _whole_file(job, export, make)
    rows, total = maker_of(export.kind)
    path = Path(tempfile.mkstemp(suffix=f".{export.suffix}")[1])
    with override(export.language):
        wanted = total(export.asked_by, export.asked)
        number = WRITERS[export.suffix](path, _counted(job, rows(export.asked_by, export.asked), wanted), export.title)

    def keep() -> dict[str, Any]:
        with path.open("rb") as made:
            export.file.save(f"{export.pk}.{export.suffix}", File(made), save=False)
        export.rows = max(number - 1, 0)
        export.save(update_fields=["file", "rows"])
        path.unlink(missing_ok=True)
        return {"rows": export.rows}

    return keep


def _whole_file(job: Job, export: Export, make: Make):
    with override(export.language):
        made = make(export.asked_by, export.asked, lambda done, total: report_progress(job=job, done=done, total=total))

    def keep() -> dict[str, Any]:
        export.file.save(f"{export.pk}.{export.suffix}", ContentFile(made.data), save=False)
        export.rows, export.notes = made.entries, list(made.notes)
        export.save(update_fields=["file", "rows", "notes"])
        return {"rows": export.rows}

    return keep


def _counted(job: Job, rows: Iterator[Sequence[Any]], total: int) -> Iterator[list[Any]]:
    for number, row in enumerate(rows):
        if number % SHOWN_EVERY == 0:
            report_progress(job=job, done=number, total=max(total, number))
        yield [safe_cell(cell) for cell in row]


def _write_csv(path: Path, rows: Iterator[list[Any]], _title: str) -> int:
    number = 0
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        for number, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow(row)
    return number


def _write_xlsx(path: Path, rows: Iterator[list[Any]], title: str) -> int:
    book, number = Workbook(write_only=True), 0
    sheet = book.create_sheet(sheet_title(title))
    for number, row in enumerate(rows, 1):  # noqa: B007
        sheet.append(row)
    book.save(path)
    return number


WRITERS = {"csv": _write_csv, "xlsx": _write_xlsx}
