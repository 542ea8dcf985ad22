"""The watched folder: a complete file is taken once, moved when its import has ended, and found again whatever died in between."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lms.figures.actions import folder as watched
from lms.figures.actions.folder import look_into
from lms.figures.models import FigureImport, FolderFile
from lms.jobs.actions import run as run_job
from lms.jobs.models import Job
from lms.operations.models import Measurement
from tests.lms.figures.test_importing import GOOD, hr, mapping, people, undone  # noqa: F401

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def root(tmp_path, mapping, settings) -> Path:  # noqa: F811
    settings.LANGUAGE_CODE = "en"  # the reports are in the academy's
    (tmp_path / "telephony").mkdir()
    return tmp_path


def put(root: Path, name: str = "telephony/november.csv", text: str = GOOD) -> Path:
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def looked_at(root: Path, *, times: int = 2, first: datetime = NOON) -> dict:
    """Looks some minutes one after the other, and lets the worker work between them."""
    done = {}
    for number in range(times):
        done = look_into(root, now=first + number * timedelta(minutes=1))
        for job in Job.objects.filter(kind="figures.import", state="queued"):
            run_job(job_id=job.pk)
    return done


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_file_that_stays_as_it_is_is_taken_and_moved_with_a_report_beside_it(root):
    put(root)
    looked_at(root, times=3)
    assert names(root) == ["done/telephony/november.csv", "done/telephony/november.csv.report.json"]
    report = json.loads((root / "done/telephony/november.csv.report.json").read_text())
    assert (report["state"], report["new"], report["wrong"], report["faults"]) == ("done", 3, 0, [])
    run = FigureImport.objects.get()
    assert (run.origin, run.made_by, run.state, Measurement.objects.count()) == ("folder", None, "done", 3)
    assert not FolderFile.objects.exists()


def test_a_file_that_still_grows_is_left_until_it_does_not(root):
    path = put(root, text=GOOD[:40])
    look_into(root, now=NOON)
    path.write_text(GOOD)
    assert look_into(root, now=LATER) == {"taken": 0, "done": 0, "refused": 0}
    assert look_into(root, now=LATER + timedelta(minutes=1))["taken"] == 1


def test_a_file_renamed_from_part_is_complete_at_once(root):
    path = put(root, "telephony/november.csv.part")
    assert look_into(root, now=NOON)["taken"] == 0
    assert look_into(root, now=LATER)["taken"] == 0
    path.rename(path.with_suffix(""))
    assert look_into(root, now=LATER)["taken"] == 1


def test_the_same_content_twice_is_taken_once_and_again_when_it_was_undone(root, hr):  # noqa: F811
    put(root)
    looked_at(root, times=3)
    put(root, "telephony/again.csv")
    looked_at(root, times=3)
    assert FigureImport.objects.count() == 1
    assert "taken before" in (root / "done/telephony/again.csv.report.json").read_text()
    undone(FigureImport.objects.get(), hr)
    put(root, "telephony/november.csv")
    looked_at(root, times=3)
    assert (FigureImport.objects.count(), Measurement.objects.standing().count()) == (2, 3)
    assert (root / "done/telephony/november-2.csv").exists()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("unknown/november.csv", GOOD, "no mapping “unknown”"),
        ("november.csv", GOOD, "No mapping says"),
        ("telephony/november.pdf", GOOD, "neither CSV nor XLSX"),
        ("telephony/november.csv", "x;y\n1;2\n", "no column Agent"),
        ("telephony/november.csv", GOOD.replace("x.example", "y.example"), "Nobody here"),
        ("telephony/november.csv", "", "empty"),
    ],
)
def test_what_cannot_be_taken_is_moved_to_refused_with_what_mends_it(root, name, text, words):
    put(root, name, text)
    looked_at(root, times=3)
    assert names(root) == [f"refused/{name}", f"refused/{name}.report.json"]
    report = (root / f"refused/{name}.report.json").read_text()
    assert words in report
    assert '"mend": "' in report
    assert not Measurement.objects.exists()


def test_a_pattern_says_whose_a_file_straight_in_the_folder_is(root, mapping):  # noqa: F811
    mapping.files = "agents_*.csv"
    mapping.save()
    put(root, "Agents_2026-11.csv")
    looked_at(root, times=3)
    assert names(root)[0] == "done/Agents_2026-11.csv"


def test_links_and_hidden_files_are_left_alone(root, tmp_path_factory):
    elsewhere = put(tmp_path_factory.mktemp("elsewhere"), "secret.csv")
    (root / "telephony/link.csv").symlink_to(elsewhere)
    put(root, "telephony/.november.csv")
    put(root, "telephony/~november.csv")
    looked_at(root, times=3)
    assert not FigureImport.objects.exists()


@pytest.mark.parametrize("step", ["begin_import", "_free", "Path.replace"])
def test_nothing_is_lost_when_a_process_dies_in_between(root, monkeypatch, step):
    put(root)
    with monkeypatch.context() as dying:

        def die(*args, **kwargs):
            raise KeyboardInterrupt

        dying.setattr(Path, "replace", die) if step == "Path.replace" else dying.setattr(watched, step, die)
        for number in range(3):
            try:
                look_into(root, now=NOON + number * timedelta(minutes=1))
            except KeyboardInterrupt:
                pass
            for job in Job.objects.filter(state="queued"):
                run_job(job_id=job.pk)
        assert "telephony/november.csv" in names(root)
    looked_at(root, times=3, first=LATER + timedelta(hours=1))
    assert (FigureImport.objects.count(), Measurement.objects.count()) == (1, 3)
    assert [name for name in names(root) if not Path(name).name.startswith(".")] == [
        "done/telephony/november.csv",
        "done/telephony/november.csv.report.json",
    ]


def test_a_file_that_cannot_be_read_stops_no_other(root, monkeypatch):
    bad, _good = put(root, "telephony/a.csv"), put(root, "telephony/b.csv", GOOD.replace("05/11", "06/11"))
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *args, **kwargs: _refuse() if path == bad else real(path, *args, **kwargs))
    looked_at(root, times=3)
    assert names(root)[-1] == "telephony/a.csv"
    assert FigureImport.objects.get().name == "b.csv"


def _refuse():
    raise PermissionError("not ours to read")
