"""A file of figures: looked at, imported, run again, undone. Good rows go in, bad rows are named, nothing is doubled."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from lms.figures.actions import confirm_import, discard_import, undo_import, upload
from lms.figures.exceptions import CannotImport, ReasonMissing
from lms.figures.models import FigureImport, Mapping
from lms.jobs.actions import run as run_job
from lms.operations.models import Measurement, Metric
from tests import world

pytestmark = pytest.mark.django_db
LAYOUT = {
    "whom": "Agent",
    "day": "Date",
    "order": "dmy",
    "decimal": ",",
    "measures": [{"metric": "aht", "column": "AHT", "unit": "seconds", "sample": "Handled"}, {"metric": "fcr", "column": "FCR"}],
}
GOOD = "Agent;Date;AHT;Handled;FCR\nana@x.example;05/11/2026;00:04:50;41;72,5\nluis@x.example;05/11/2026;310 s;38;\n"


@pytest.fixture
def people():
    return [world.person(email=f"{name}@x.example") for name in ("ana", "luis")]


@pytest.fixture
def mapping(people):
    for code, of_people in (("aht", True), ("fcr", True), ("sl", False)):
        Metric.objects.create(code=code, name_es=code, attaches_to_person=of_people)
    return Mapping.objects.create(name="telephony", source="Telephony", layout=LAYOUT)


@pytest.fixture
def hr():
    return world.member("hr", world.unit())


def brought(mapping, hr, text: str = GOOD, *, replace: bool = False, encoding: str = "utf-8") -> FigureImport:
    """Uploaded, confirmed, and run by a worker."""
    made = upload(mapping=mapping, file=ContentFile(text.encode(encoding)), name="november.csv", replace=replace, actor=hr)
    run_job(job_id=confirm_import(run=made, actor=hr).job_id)
    made.refresh_from_db()
    return made


def undone(made: FigureImport, hr) -> FigureImport:
    run_job(job_id=undo_import(run=made, reason="Wrong month", actor=hr).job_id)
    made.refresh_from_db()
    return made


def standing() -> list[tuple]:
    rows = Measurement.objects.standing().order_by("person__email", "metric__code")
    return list(rows.values_list("person__email", "metric__code", "value", "sample"))


def test_looking_at_a_file_says_what_would_happen_and_writes_no_figure(mapping, hr):
    made = upload(mapping=mapping, file=ContentFile(GOOD.encode()), name="november.csv", replace=False, actor=hr)
    assert (made.state, made.rows, made.new, made.wrong) == ("preview", 2, 3, 0)
    assert not Measurement.objects.exists()


def test_a_confirmed_file_is_imported_by_a_job(mapping, hr):
    made = brought(mapping, hr)
    assert (made.state, made.new, made.same, made.wrong) == ("done", 3, 0, 0)
    assert standing() == [
        ("ana@x.example", "aht", Decimal(290), 41),
        ("ana@x.example", "fcr", Decimal("72.5"), None),
        ("luis@x.example", "aht", Decimal(310), 38),
    ]


def test_the_same_file_again_changes_nothing(mapping, hr):
    brought(mapping, hr)
    before = list(Measurement.objects.values())
    again = brought(mapping, hr)
    assert (again.new, again.same) == (0, 3)
    assert list(Measurement.objects.values()) == before


def test_confirming_twice_asks_for_one_job(mapping, hr):
    made = upload(mapping=mapping, file=ContentFile(GOOD.encode()), name="november.csv", replace=False, actor=hr)
    assert confirm_import(run=made, actor=hr).job_id == confirm_import(run=made, actor=hr).job_id


def test_good_rows_go_in_and_bad_ones_are_named_with_their_line(mapping, hr):
    text = (
        GOOD
        + "nobody@x.example;05/11/2026;290;1;1\n"  # 4
        + "ana@x.example;31/02/2026;290;1;1\n"  # 5
        + "ana@x.example;06/11/2026;soon;1;80\n"  # 6: its FCR is right
        + ";06/11/2026;290;1;1\n"  # 7
        + "luis@x.example;05/11/2026;999;38;\n"  # 8: line 3 says 310
    )
    made = brought(mapping, hr, text, encoding="cp1252")
    assert [(line, column) for line, column, _what, _mend in made.faults] == [
        (4, "Agent"),
        (5, "Date"),
        (6, "AHT"),
        (7, "Agent"),
        (8, "aht"),
    ]
    assert all(fault["mend"] for fault in made.told_faults)
    assert made.new == 4


def test_another_value_for_the_same_days_is_refused_unless_it_replaces(mapping, hr):
    brought(mapping, hr)
    other = GOOD.replace("00:04:50", "00:05:00")
    refused = brought(mapping, hr, other)
    assert (refused.new, refused.same, refused.wrong) == (0, 2, 1)
    assert "replace what differs" in refused.told_faults[0]["mend"]
    taken = brought(mapping, hr, other, replace=True)
    assert (taken.replaced, taken.wrong) == (1, 0)
    assert standing()[0] == ("ana@x.example", "aht", Decimal(300), 41)
    assert Measurement.objects.count() == 4


def test_undoing_withdraws_exactly_its_figures_and_keeps_the_rows(mapping, hr):
    first = brought(mapping, hr)
    brought(mapping, hr, GOOD.replace("05/11", "06/11"))
    undone(first, hr)
    undo_import(run=first, reason="Again", actor=hr)
    first.refresh_from_db()
    assert (first.state, first.undo_reason) == ("undone", "Wrong month")
    assert (Measurement.objects.count(), Measurement.objects.standing().count()) == (6, 3)


def test_undoing_says_why(mapping, hr):
    with pytest.raises(ReasonMissing):
        undo_import(run=brought(mapping, hr), reason=" ", actor=hr)


def test_a_job_that_is_run_again_after_half_of_it_counts_the_same(mapping, hr):
    from lms.figures.actions.importing import bring_in
    from lms.jobs.models import Job
    from lms.reading.files import on_disk

    made = upload(mapping=mapping, file=ContentFile(GOOD.encode()), name="november.csv", replace=False, actor=hr)
    made = confirm_import(run=made, actor=hr)
    with on_disk(made.file) as path:
        bring_in(made, path)  # a worker that was killed before it said "done"
    run_job(job_id=Job.objects.get(pk=made.job_id).pk)
    made.refresh_from_db()
    assert (made.state, made.new, made.same) == ("done", 3, 0)
    assert Measurement.objects.count() == 3


@pytest.mark.parametrize(
    ("layout", "text", "words"),
    [
        (LAYOUT, "Agent;Date\nana@x.example;05/11/2026\n", "no column AHT"),
        (LAYOUT | {"measures": [{"metric": "sl", "column": "AHT"}]}, GOOD, "never attached to a person"),
        (LAYOUT | {"measures": [{"metric": "xyz", "column": "AHT"}]}, GOOD, "does not exist"),
        (LAYOUT, "", "empty"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_whole(mapping, hr, layout, text, words):
    mapping.layout = layout
    with pytest.raises(CannotImport, match=words):
        upload(mapping=mapping, file=ContentFile(text.encode()), name="november.csv", replace=False, actor=hr)
    assert not FigureImport.objects.exists()


def test_figures_of_queues_go_to_units(mapping, hr):
    unit = world.unit(code="cola-1")
    mapping.layout = {"whom": "Queue", "day": "Date", "of_units": True, "measures": [{"metric": "sl", "column": "SL"}]}
    mapping.save()
    brought(mapping, hr, "Queue;Date;SL\ncola-1;05/11/2026;81,5\n")
    assert list(Measurement.objects.values_list("unit", "value")) == [(unit.pk, Decimal("81.5"))]


def test_who_looks_after_nobody_brings_nothing_in(mapping, hr):
    agent, made = world.member("agent"), brought(mapping, hr)
    for forbidden in (
        lambda: upload(mapping=mapping, file=ContentFile(b""), name="a.csv", replace=False, actor=agent),
        lambda: confirm_import(run=made, actor=agent),
        lambda: discard_import(run=made, actor=agent),
        lambda: undo_import(run=made, reason="x", actor=agent),
    ):
        with pytest.raises(PermissionDenied):
            forbidden()


def test_what_was_only_looked_at_can_be_left_and_what_was_imported_stays(mapping, hr):
    looked = upload(mapping=mapping, file=ContentFile(GOOD.encode()), name="november.csv", replace=False, actor=hr)
    discard_import(run=looked, actor=hr)
    assert not FigureImport.objects.exists()
    done = brought(mapping, hr)
    discard_import(run=done, actor=hr)
    assert FigureImport.objects.get() == done


@pytest.mark.parametrize("people_in_file", [1, 3])
def test_a_piece_takes_the_same_queries_whoever_is_in_it(mapping, hr, people_in_file, django_assert_max_num_queries, tmp_path):
    from lms.figures.actions import look_at
    from lms.figures.reading.mapping import Layout

    for number in range(people_in_file):
        world.person(email=f"p{number}@x.example")
    rows = "".join(f"p{number}@x.example;05/11/2026;290;41;70\n" for number in range(people_in_file))
    path = tmp_path / "a.csv"
    path.write_text("Agent;Date;AHT;Handled;FCR\n" + rows)
    with django_assert_max_num_queries(5):
        look_at(path, Layout.from_json(LAYOUT))


def test_the_command_says_what_it_would_do_and_does_it(mapping, tmp_path, capsys):
    path = tmp_path / "november.csv"
    path.write_text(GOOD + "nobody@x.example;05/11/2026;1;1;1\n")
    call_command("import_kpis", str(path), "--mapping", "telephony", "--dry-run", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["rows"], said["new"], said["wrong"]) == (3, 3, 1)
    assert said["faults"][0]["line"] == 4
    assert not Measurement.objects.exists()
    call_command("import_kpis", str(path), "--mapping", "telephony")
    assert "new: 3" in capsys.readouterr().out
    assert Measurement.objects.count() == 3


def test_the_command_names_what_is_missing(mapping, tmp_path):
    with pytest.raises(CommandError, match="no file"):
        call_command("import_kpis", str(tmp_path / "a.csv"), "--mapping", "telephony")
    (tmp_path / "a.csv").write_text("x;y\n1;2\n")
    with pytest.raises(CommandError, match="There are: telephony"):
        call_command("import_kpis", str(tmp_path / "a.csv"), "--mapping", "other")
    with pytest.raises(CommandError, match="no column Agent"):
        call_command("import_kpis", str(tmp_path / "a.csv"), "--mapping", "telephony")


def test_undoing_what_replaced_figures_lets_them_stand_again(mapping, hr):
    brought(mapping, hr)
    before = standing()
    second = brought(mapping, hr, GOOD.replace("00:04:50", "00:05:00"), replace=True)
    assert standing() != before
    undone(second, hr)
    assert standing() == before
    assert not Measurement.objects.standing().filter(source=second.mark).exists()


def test_a_figure_of_a_file_that_was_undone_itself_does_not_come_back(mapping, hr):
    first = brought(mapping, hr)
    second = brought(mapping, hr, GOOD.replace("00:04:50", "00:05:00"), replace=True)
    undone(first, hr)
    undone(second, hr)
    assert standing() == []


def test_a_big_file_is_looked_at_by_a_job_and_one_without_its_columns_is_refused_there(mapping, hr, monkeypatch):
    monkeypatch.setattr("lms.figures.actions.uploads.LOOKED_AT_ONCE", 10)
    texts = {"good": GOOD, "bad": "x;y\n1;2\n" * 3}
    runs = {
        name: upload(mapping=mapping, file=ContentFile(text.encode()), name="a.csv", replace=False, actor=hr)
        for name, text in texts.items()
    }
    assert {run.state for run in runs.values()} == {"looking"}
    for run in runs.values():
        run_job(job_id=run.job_id)
        run.refresh_from_db()
    assert (runs["good"].state, runs["good"].new, Measurement.objects.count()) == ("preview", 3, 0)
    assert (runs["bad"].state, "Agent" in runs["bad"].told_faults[0]["what"]) == ("refused", True)


def test_hr_of_one_branch_brings_in_figures_of_its_own_people_and_of_whoever_has_left_it(mapping, people):
    company = world.unit()
    here, there = world.unit(parent=company), world.unit(parent=company)
    world.member("agent", here, who=people[0], valid_to=date(2021, 1, 1))
    world.member("agent", there, who=people[1])
    ours, theirs, everybodys = world.member("hr", here), world.member("hr", there), world.member("hr", company)
    made = brought(mapping, ours)
    assert (made.new, [one[2] for one in made.faults]) == (2, ["nobody"])
    assert {one.person for one in Measurement.objects.all()} == {people[0]}
    seen = [FigureImport.objects.visible_to(who).count() for who in (ours, theirs, everybodys)]
    assert seen == [1, 0, 1]
