"""A rota from a planning tool: looked at, taken, taken again, put back; good weeks go in, bad ones are named and left."""

import json
from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook

from lms.notifications.models import PlannedDay, WorkingHours
from lms.notifications.queries import hours_of
from lms.rotas.models import HoursImport
from tests import world

pytestmark = pytest.mark.django_db
FIELDS = {"source": "Planner", "whom": "Agent", "day": "Day", "starts": "From", "ends": "To", "order": "dmy", "header_line": "1"}
WEEK = """Agent;Day;From;To
ana@x.example;lunes;09:00;13:00
ana@x.example;Monday;16:00;20:00
ANA@x.example;martes;22:00;06:00
luis@x.example;05/12/2026;22:00;6:00
luis@x.example;06/12/2026;;
"""


@pytest.fixture
def people():
    return {name: world.person(email=f"{name}@x.example") for name in ("ana", "luis")}


@pytest.fixture
def hr(client, people):
    client.force_login(world.member("hr", world.unit()))


def sent(client, text: str = WEEK, name: str = "rota.csv", **fields) -> HoursImport:
    content = text if isinstance(text, bytes) else text.encode()
    answer = client.post(reverse("rotas:upload"), {**FIELDS, **fields, "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.context["form"].errors
    return HoursImport.objects.first()


def taken(client, *args, **kwargs) -> HoursImport:
    run = sent(client, *args, **kwargs)
    client.post(reverse("rotas:confirm", args=[run.pk]))
    run.refresh_from_db()
    return run


def week_of(person) -> list:
    return sorted(WorkingHours.objects.filter(person=person).values_list("weekday", "starts", "ends"))


def dates_of(person) -> list:
    return list(PlannedDay.objects.filter(person=person).values_list("on", "starts", "ends"))


ANAS = [(0, time(9), time(13)), (0, time(16), time(20)), (1, time(22), time(6))]
LUIS = [(date(2026, 12, 5), time(22), time(6)), (date(2026, 12, 6), None, None)]


def test_a_file_is_looked_at_and_nothing_is_written_before_somebody_says_so(client, hr, people):
    run = sent(client)
    assert (run.state, run.rows, run.new, run.wrong) == ("preview", 5, 3, 0)
    assert not WorkingHours.objects.exists() and not PlannedDay.objects.exists()
    assert "Nothing has been written yet." in client.get(reverse("rotas:detail", args=[run.pk])).content.decode()
    client.post(reverse("rotas:discard", args=[run.pk]))
    assert not HoursImport.objects.exists()


def test_weeks_split_days_nights_and_dates_go_in_and_twice_is_once(client, hr, people):
    taken(client)
    assert (week_of(people["ana"]), dates_of(people["luis"])) == (ANAS, LUIS)
    again = taken(client)
    assert (again.new, again.same, again.replaced) == (0, 3, 0)
    assert (week_of(people["ana"]), dates_of(people["luis"])) == (ANAS, LUIS)


def test_a_file_that_lies_on_no_disk_of_this_machine_is_read_too(client, hr, people, monkeypatch):
    def nowhere(self):
        raise NotImplementedError("this storage has no paths")

    monkeypatch.setattr(FieldFile, "path", property(nowhere))
    assert taken(client).state == "done"
    assert week_of(people["ana"]) == ANAS


def test_whole_stretches_in_one_column_of_an_xlsx_come_in_too(client, hr, people, tmp_path):
    book = Workbook()
    for row in (("Login", "Date", "Shift"), ("ana", date(2026, 12, 5), "09:00-13:00 / 16:00-20:00"), ("ana", date(2026, 12, 6), "libre")):
        book.active.append(row)
    book.save(tmp_path / "rota.xlsx")
    content = (tmp_path / "rota.xlsx").read_bytes()
    taken(client, content, "rota.xlsx", whom="Login", domain="@x.example", day="Date", starts="Shift", ends="")
    split = [(date(2026, 12, 5), time(9), time(13)), (date(2026, 12, 5), time(16), time(20)), (date(2026, 12, 6), None, None)]
    assert dates_of(people["ana"]) == split


def test_a_week_with_a_fault_is_left_as_it_is_and_named_with_line_and_mend(client, hr, people):
    text = "\n".join(
        [
            "Agent;Day;From;To",
            "ana@x.example;Monday;09:00;13:00",  # 2: right, and left because of the next line
            "ana@x.example;Tuesday;25:00;26:00",  # 3: no hour
            "nadie@x.example;Monday;09:00;13:00",  # 4: nobody
            ";Monday;09:00;13:00",  # 5: nobody at all
            "luis@x.example;someday;09:00;13:00",  # 6: no day
            "luis@x.example;05/12/2026;22:00;06:00",  # 7: right
            "luis@x.example;06/12/2026;22:00;",  # 8: half
            "luis@x.example;07/12/2026;09:00;08:00",  # 9: 23 hours
            "luis@x.example;08/12/2026;09:00;14:00",  # 10: overlaps the next
            "luis@x.example;08/12/2026;13:00;15:00",  # 11
            "luis@x.example;31/02/2026;09:00;14:00",  # 12: no such day
            "luis@x.example;09/12/2026;09:00",  # 13: cut short
        ]
    )
    run = taken(client, text)
    lines = [(fault["line"], bool(fault["what"]), bool(fault["mend"])) for fault in run.told_faults]
    assert lines == [(line, True, True) for line in (3, 4, 5, 6, 8, 9, 11, 12, 13)]
    assert (week_of(people["ana"]), dates_of(people["luis"])) == ([], [(date(2026, 12, 5), time(22), time(6))])
    with override("es"):
        assert "nadie@x.example" in run.told_faults[1]["what"] and "Nobody" not in run.told_faults[1]["what"]


def test_undoing_puts_back_what_was_replaced_but_for_what_was_changed_since(client, hr, people):
    WorkingHours.objects.create(person=people["ana"], weekday=4, starts=time(8), ends=time(15))
    before = hours_of(people["ana"])
    run = taken(client)
    assert (run.new, run.replaced) == (2, 1)
    PlannedDay.objects.filter(person=people["luis"], on=date(2026, 12, 6)).update(starts=time(8), ends=time(9), source="")
    for _time in range(2):
        client.post(reverse("rotas:undo", args=[run.pk]))
    run.refresh_from_db()
    assert (run.state, run.left, hours_of(people["ana"])) == ("undone", 1, before)
    assert dates_of(people["luis"]) == [(date(2026, 12, 6), time(8), time(9))]


def test_the_columns_are_offered_again(client, hr, people):
    sent(client, WEEK.replace("Agent", "Persona"), whom="Persona")
    assert 'value="Persona"' in client.get(reverse("rotas:upload")).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "fields"),
    [
        ("rota.pdf", b"%PDF", {}),
        ("rota.csv", b"", {}),
        ("rota.csv", b"a;b\n1;2\n", {}),
        ("rota.xlsx", b"no book", {}),
        ("rota.csv", WEEK.encode(), {"header_line": "x"}),
        ("rota.csv", b"\x00\x01\x02", {}),
    ],
)
def test_what_is_no_rota_is_refused_with_words(client, hr, name, content, fields):
    answer = client.post(reverse("rotas:upload"), {**FIELDS, **fields, "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422 and not HoursImport.objects.exists()


def test_the_command_does_the_same(people, tmp_path, capsys):
    path = tmp_path / "rota.csv"
    path.write_text(WEEK)
    columns = json.dumps({"whom": "Agent", "day": "Day", "starts": "From", "ends": "To"})
    with pytest.raises(CommandError, match="--columns"):
        call_command("import_hours", str(path), "--source", "Planner")
    call_command("import_hours", str(path), "--source", "Planner", "--columns", columns, "--dry-run")
    assert not WorkingHours.objects.exists()
    call_command("import_hours", str(path), "--source", "Planner", "--columns", columns)
    capsys.readouterr()
    call_command("import_hours", str(path), "--source", "Planner", "--json")  # its columns are remembered
    assert json.loads(capsys.readouterr().out) == {"rows": 5, "new": 0, "same": 3, "replaced": 0, "faults": []}
    assert week_of(people["ana"]) == ANAS


def test_hr_of_one_branch_brings_in_nobodys_hours_elsewhere_and_sees_no_file_of_others(client, people):
    company = world.unit()
    here, there = world.unit(parent=company), world.unit(parent=company)
    world.member("agent", here, who=people["ana"])
    world.member("agent", there, who=people["luis"])
    everybodys, ours = world.member("hr", company), world.member("hr", here)
    client.force_login(everybodys)
    whole = taken(client, "Agent;Day;From;To\nluis@x.example;lunes;09:00;13:00\n")
    client.force_login(ours)
    assert client.get(reverse("rotas:detail", args=[whole.pk])).status_code == 404
    run = taken(client)
    assert [one[2] for one in run.faults] == ["nobody", "nobody"]
    assert week_of(people["ana"]) == ANAS
    assert (week_of(people["luis"]), dates_of(people["luis"])) == ([(0, time(9), time(13))], [])
    client.force_login(everybodys)
    assert client.get(reverse("rotas:detail", args=[run.pk])).status_code == 200
