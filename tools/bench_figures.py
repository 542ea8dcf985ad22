"""A file of figures with a million rows: looked at, imported and undone by its jobs, with the memory that takes.

    tools/bench_figures.py                                 a hundred thousand rows and a million, on SQLite
    DATABASE_URL=postgres://… tools/bench_figures.py       and on PostgreSQL
    tools/bench_figures.py --rows 20000                    fewer

Each size has a process and a database of its own, so that their memory can be compared: it should be the same. Nothing is judged.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from bench_server import fresh_postgres

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = 2000
LINE = "{database:<12}{kind:<6}{rows:>10} {look:>9.1f}{take:>9.1f}{cpu:>9.1f}{again:>9.1f}{undo:>9.1f}{rate:>9.0f}{start:>9.0f}{end:>9.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--sheet-rows", type=int, default=100_000, help="rows of the XLSX file")
    parser.add_argument("--inside", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        measure(options.inside[0], options.inside[1], int(options.inside[2]))
        return
    databases = {"SQLite": ""}
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        databases["PostgreSQL"] = os.environ["DATABASE_URL"]
    print("Seconds to look at a file of figures, to import it, to import it again, to undo it; memory in MB\n", flush=True)
    print(f"{'':<18}{'rows':>10} {'look':>9}{'import':>9}{'its CPU':>9}{'again':>9}{'undo':>9}{'rows/s':>9}{'before':>9}{'after':>9}")
    for name, url in databases.items():
        for kind, rows in [*(("csv", rows) for rows in options.rows), ("xlsx", options.sheet_rows)]:
            with tempfile.TemporaryDirectory(prefix="peldano-bench-") as folder:
                env = {**os.environ, "PELDANO_VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "lms.settings.demo"}
                env.pop("DATABASE_URL", None)
                if url:
                    env["DATABASE_URL"] = fresh_postgres(url)
                subprocess.run([sys.executable, __file__, "--inside", name, kind, str(rows)], env=env, cwd=ROOT, check=True)
    print(f"\nLoad of the machine: {os.getloadavg()[0]:.1f}")


def measure(database: str, kind: str, rows: int) -> None:
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.files import File
    from django.core.management import call_command

    from lms.figures.actions import confirm_import, undo_import, upload
    from lms.jobs.actions import run as run_job

    with open(os.devnull, "w") as quiet:  # noqa: PTH123
        call_command("prepare", stdout=quiet)
    mapping, actor = furnish()
    subprocess.run([sys.executable, "-c", WRITE, str(ROOT), f"bench.{kind}", str(rows)], cwd=os.environ["PELDANO_VAR_DIR"], check=True)
    path = Path(os.environ["PELDANO_VAR_DIR"], f"bench.{kind}")
    start = megabytes()

    def brought() -> tuple[object, float, float, float]:
        began = time.perf_counter()
        with path.open("rb") as file:
            run = upload(mapping=mapping, file=File(file), name=path.name, replace=False, actor=actor)
        if run.job:
            run_job(job_id=run.job_id)
        looked, spent = time.perf_counter(), time.process_time()
        run = confirm_import(run=run, actor=actor)
        run_job(job_id=run.job_id)
        run.refresh_from_db()
        assert (run.state, run.wrong, run.rows) == ("done", 0, rows), (run.state, run.faults[:3], run.rows)
        return run, looked - began, time.perf_counter() - looked, time.process_time() - spent

    first, look, take, cpu = brought()
    assert first.new == rows
    second, _look, again, _cpu = brought()
    assert (second.new, second.same) == (0, rows)
    began = time.perf_counter()
    run_job(job_id=undo_import(run=first, reason="Measured", actor=actor).job_id)
    undo = time.perf_counter() - began
    values = {"database": database, "kind": kind, "rows": rows, "look": look, "take": take, "again": again, "undo": undo}
    print(LINE.format(**values, cpu=cpu, rate=rows / take, start=start, end=megabytes()), flush=True)


def furnish():
    from lms.figures.models import Mapping
    from lms.operations.models import Metric
    from lms.people.models import User

    Metric.objects.create(code="aht", name_es="TMO", attaches_to_person=True)
    User.objects.bulk_create(User(email=f"agent{number}@bench.example", password="!") for number in range(PEOPLE))
    layout = {"whom": "Agent", "day": "Date", "measures": [{"metric": "aht", "column": "AHT", "unit": "seconds", "sample": "Handled"}]}
    actor = User.objects.create_superuser("bench@bench.example")
    return Mapping.objects.create(name="bench", source="Bench", layout=layout), actor


# By a process of its own: what writing a workbook takes is not what reading it does.
WRITE = """
import sys; sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tools"]
from bench_figures import write
write(sys.argv[2], int(sys.argv[3]))
"""


def write(name: str, rows: int) -> None:
    """Day after day of everybody, as a telephone system writes it."""
    lines = (
        (f"agent{place % PEOPLE}@bench.example", day(place), f"00:0{4 + place % 3}:{place % 60:02}", 20 + place % 40)
        for place in range(rows)
    )
    header = ("Agent", "Date", "AHT", "Handled")
    if name.endswith(".xlsx"):
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(header)
        for line in lines:
            sheet.append(line)
        book.save(name)
        return
    with Path(name).open("w") as file:
        file.write(";".join(header) + "\n")
        file.writelines(";".join(str(cell) for cell in line) + "\n" for line in lines)


def day(place: int) -> str:
    return (date(2024, 1, 1) + timedelta(days=place // PEOPLE)).strftime("%d/%m/%Y")


def handled(place: int) -> str:
    return f"00:0{4 + place % 3}:{place % 60:02}"


def megabytes() -> float:
    """Memory of the process's own: without the pages of its database file that SQLite maps, which the machine may take back."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))


if __name__ == "__main__":
    main()
