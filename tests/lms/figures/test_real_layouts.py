"""The columns of real systems come in through the screen: a mapping written, a file sent, looked at, confirmed, imported."""

import csv
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lms.figures.models import FigureImport, Mapping
from lms.jobs.actions import run as run_job
from lms.operations.models import Measurement, Metric
from tests import world
from tests.lms.figures.test_screens import FIELDS
from tests.real import REAL

COLUMNS = REAL / "hr_kpi" / "kpi_export_columns.csv"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not COLUMNS.exists(), reason="the columns of real systems are kept beside the project, and are not here"),
]
OTHERS = {"benchmark"}  # what others reach, not a layout
FIFTH = date(2026, 11, 5)


def columns_of(vendor: str) -> list[str]:
    """The columns that a vendor's page names; a row that lists several in its cell is several."""
    with COLUMNS.open(encoding="utf-8") as file:
        cells = [row["column_or_layout"] for row in csv.DictReader(file) if row["vendor"] == vendor]
    return cells[0].split(",") if len(cells) == 1 and "," in cells[0] else [cell.split(" / ")[-1] for cell in cells]


def table(separator: str, *rows: dict[str, str], columns: list[str]) -> str:
    """A file with all of these columns, filled in where a row says so."""
    lines = [separator.join(columns)]
    lines += [separator.join(row.get(name, "0") for name in columns) for row in rows]
    return "\n".join(lines) + "\n"


def genesys() -> tuple:
    columns = ["Agent Email", "Date", *columns_of("Genesys Cloud")]
    row = {"Agent Email": "ana@x.example", "Date": "11/5/2026", "Avg Handle": "00:04:50", "Answered": "41", "Service Level %": "82.5 %"}
    fields = {"whom": "Agent Email", "day": "Date", "order": "mdy", "decimal": ".", "measures": "aht = Avg Handle; seconds; Answered"}
    return "genesys.csv", b"\xef\xbb\xbf" + table(",", row, columns=columns).encode(), fields, (Decimal(290), 41)


def connect() -> tuple:
    columns = ["Agent", "Day", *columns_of("Amazon Connect")]
    row = {"Agent": "ana", "Day": "2026-11-05", "AFTER_CONTACT_WORK_TIME": "290.0", "CONTACTS_HANDLED": "41"}
    fields = {"whom": "Agent", "domain": "x.example", "day": "Day", "decimal": "."}
    return "connect.csv", table(",", row, columns=columns).encode(), fields | {"measures": ACW % "AFTER_CONTACT_WORK_TIME"}, (290, None)


def cxone() -> tuple:
    columns = ["agent_email", "start_date", *columns_of("NICE CXone")]
    row = {"agent_email": "ANA@x.example", "start_date": "2026-11-05T07:00:00Z", "ACW_Seconds": "290"}
    fields = {"whom": "agent_email", "day": "start_date", "measures": ACW % "ACW_Seconds"}
    return "cxone.csv", table(";", row, columns=columns).encode("utf-16"), fields, (290, None)


def iex() -> tuple:
    """Parted by bars, days as eight digits with the month first; a shift that passes midnight is of the day it began."""
    columns = ["agent", "date", "acw"]
    row = {"agent": "ana@x.example", "date": "11052026", "acw": "4:50"}
    fields = {"whom": "agent", "day": "date", "order": "mdy", "begins": "06:00", "measures": ACW % "acw"}
    return "agentActivitySummary_110526_0830.txt", table("|", row, columns=columns).encode("cp1252"), fields, (290, None)


def bright_pattern() -> tuple:
    columns = columns_of("Bright Pattern")
    row = {"login_id": "ana", "start_time": "2026-11-05 22:30", "activity": "after_call_work", "duration": "00:04:50"}
    fields = {"whom": "login_id", "domain": "x.example", "day": "start_time", "zone": "UTC", "measures": ACW % "duration"}
    return "activity.csv", table(",", row, columns=columns).encode(), fields, (290, None)


def quality() -> tuple:
    columns = [name for name in columns_of("Genesys QM export (a public exporter)") if name != "..."]
    row = {"Agent ID": "ana", "Date": "2026-11-05", "Answer 1": "290"}
    fields = {"whom": "Agent ID", "domain": "x.example", "day": "Date", "measures": "qa = Answer 1"}
    return "evaluations.csv", b"\xef\xbb\xbf" + table(",", row, columns=columns).encode(), fields, (290, None)


def huawei() -> tuple:
    """No header: columns by their place."""
    places = {name: str(place) for place, name in enumerate(columns_of("Huawei CEC"), start=1)}
    row = {"agent_id": "ana", "begin_time": "2026-11-05 09:00:00", "op_type": "290"}
    text = table(",", row, columns=list(places)).split("\n", 1)[1]
    fields = {"whom": places["agent_id"], "domain": "x.example", "day": places["begin_time"], "header_line": "0"}
    return "operations.csv", text.encode(), fields | {"measures": ACW % places["op_type"]}, (290, None)


ACW = "acw = %s; seconds"
VENDORS = {
    "Genesys Cloud": genesys,
    "Amazon Connect": connect,
    "NICE CXone": cxone,
    "NICE CXone IEX WFM": iex,
    "Bright Pattern": bright_pattern,
    "Genesys QM export (a public exporter)": quality,
    "Huawei CEC": huawei,
}


@pytest.fixture
def hr(client):
    for code in ("aht", "acw", "qa"):
        Metric.objects.create(code=code, name_es=code, attaches_to_person=True)
    world.person(email="ana@x.example")
    client.force_login(world.member("hr", world.unit()))


def test_no_real_layout_is_left_out():
    with COLUMNS.open(encoding="utf-8") as file:
        assert {row["vendor"] for row in csv.DictReader(file)} - OTHERS == set(VENDORS)


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_file_of_each_real_layout_comes_in_through_the_screen(client, hr, vendor):
    name, content, fields, expected = VENDORS[vendor]()
    assert client.post(reverse("figures:add_mapping"), FIELDS | {"decimal": "auto"} | fields).status_code == 302
    sent = {"mapping": Mapping.objects.get().pk, "file": SimpleUploadedFile(name, content)}
    assert client.post(reverse("figures:upload"), sent).status_code == 302
    run = FigureImport.objects.get()
    assert (run.state, run.new, run.told_faults) == ("preview", 1, [])
    client.post(reverse("figures:confirm", args=[run.pk]))
    run.refresh_from_db()
    run_job(job_id=run.job_id)
    kept = Measurement.objects.get()
    assert (kept.value, kept.sample, kept.starts_on, kept.person.email) == (*expected, FIFTH, "ana@x.example")
