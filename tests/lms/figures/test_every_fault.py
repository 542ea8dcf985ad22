"""One file with everything that files of telephone systems have wrong: its good rows go in, its bad ones are named with line and mend."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from lms.operations.models import Measurement, Metric
from tests import world
from tests.lms.figures.test_importing import brought, hr, undone  # noqa: F401

pytestmark = pytest.mark.django_db
LAYOUT = {
    "whom": "Agente",
    "day": "Fecha",
    "order": "dmy",
    "decimal": ",",
    "zone": "Europe/Madrid",
    "begins": "06:00",
    "measures": [{"metric": "aht", "column": "TMO", "unit": "seconds", "sample": "Gestionadas"}, {"metric": "fcr", "column": "Resolución"}],
}
LINES = (
    "Agente;Fecha;TMO;Gestionadas;Resolución;Comentario",
    "ana@x.example;05/11/2026;00:04:50;41;72,5;mañana",  # 2: good
    "luis@x.example;05/11/2026;290 s;38;80;",  # 3: good
    "ana@x.example;07/11/2026 02:30;00:05:10;12;;turno de noche",  # 4: good, and of the 6th
    "luis@x.example;25/10/2026 02:30;310;20;75;cambio de hora",  # 5: an hour that there is twice; of the 24th
    "luis@x.example;29/03/2026 02:30;315;20;75;cambio de hora",  # 6: an hour that there is not; of the 28th
    "nadie@x.example;05/11/2026;290;1;1;",  # 7: nobody
    "ana@x.example;31/02/2026;290;1;1;",  # 8: no such day
    "ana@x.example;08/11/2026;-290;1;80;",  # 9: negative; its share is right
    "ana@x.example;09/11/2026;290;-3;80;",  # 10: negative cases; its share is right
    "ana@x.example;10/11/2026;290;3;-80;",  # 11: a negative share; its duration is right
    "ana@x.example;05/11/2026;00:04:50;41;72,5;otra vez",  # 12: line 2 again
    "ana@x.example;05/11/2026;00:09:00;41;72,5;otra cosa",  # 13: contradicts line 2 in its duration
    "ana@x.example;11/11/2026;290",  # 14: cut short
    "ana@x.example;12/11/2026;290;1;80;una;dos",  # 15: one cell too many
    ";12/11/2026;290;1;80;",  # 16: nobody at all
    "ana@x.example;13/11/2026;00:75:00;1;999999999999;",  # 17: neither can be
    "ANA@X.EXAMPLE;14/11/2026 25:00;290;1;80;",  # 18: no such time
    "ana@x.example;15/11/2026;4 min 50 s;1.234;1.072,5;",  # 19: good
)
GOOD = [
    ("ana@x.example", "aht", date(2026, 11, 5), Decimal(290), 41),
    ("ana@x.example", "aht", date(2026, 11, 6), Decimal(310), 12),
    ("ana@x.example", "aht", date(2026, 11, 10), Decimal(290), 3),
    ("ana@x.example", "aht", date(2026, 11, 15), Decimal(290), 1234),
    ("ana@x.example", "fcr", date(2026, 11, 5), Decimal("72.5"), None),
    ("ana@x.example", "fcr", date(2026, 11, 8), Decimal(80), None),
    ("ana@x.example", "fcr", date(2026, 11, 9), Decimal(80), None),
    ("ana@x.example", "fcr", date(2026, 11, 15), Decimal("1072.5"), None),
    ("luis@x.example", "aht", date(2026, 3, 28), Decimal(315), 20),
    ("luis@x.example", "aht", date(2026, 10, 24), Decimal(310), 20),
    ("luis@x.example", "aht", date(2026, 11, 5), Decimal(290), 38),
    ("luis@x.example", "fcr", date(2026, 3, 28), Decimal(75), None),
    ("luis@x.example", "fcr", date(2026, 10, 24), Decimal(75), None),
    ("luis@x.example", "fcr", date(2026, 11, 5), Decimal(80), None),
]
NAMED = [
    (7, "Agente"), (8, "Fecha"), (9, "TMO"), (10, "TMO"), (11, "fcr"), (13, "aht"), (14, ""), (15, ""), (16, "Agente"),
    (17, "TMO"), (17, "Resolución"), (18, "Fecha"),
]  # fmt: skip


@pytest.fixture
def mapping():
    from lms.figures.models import Mapping

    for name in ("ana", "luis"):
        world.person(email=f"{name}@x.example")
    Metric.objects.create(code="aht", name_es="TMO", attaches_to_person=True, unit_of_measure="s")
    Metric.objects.create(code="fcr", name_es="RPC", attaches_to_person=True, unit_of_measure="%")
    return Mapping.objects.create(name="telephony", source="Telephony", layout=LAYOUT)


def standing() -> list[tuple]:
    rows = Measurement.objects.standing().order_by("person__email", "metric__code", "starts_on")
    return list(rows.values_list("person__email", "metric__code", "starts_on", "value", "sample"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_good_rows_go_in_and_bad_ones_are_named_with_line_and_mend(mapping, hr, encoding):  # noqa: F811
    run = brought(mapping, hr, "\r\n".join(LINES) + "\r\n", encoding=encoding)
    assert standing() == GOOD
    assert sorted((line, column) for line, column, _what, _mend in run.faults) == sorted(NAMED)
    assert all(fault["what"] and fault["mend"] for fault in run.told_faults)
    assert (run.rows, run.new, run.same, run.wrong) == (18, 14, 3, 12)


def test_the_same_file_again_brings_nothing_and_undoing_takes_all_of_it(mapping, hr):  # noqa: F811
    text = "\n".join(LINES)
    first, again = brought(mapping, hr, text), brought(mapping, hr, text)
    assert (again.new, again.same, again.wrong) == (0, 17, 12)
    undone(first, hr)
    assert standing() == []


def test_lines_far_apart_that_contradict_each_other_are_named_even_where_the_file_replaces(mapping, hr, monkeypatch):  # noqa: F811
    monkeypatch.setattr("lms.figures.actions.importing.PIECE", 1)
    run = brought(mapping, hr, "\n".join((LINES[0], LINES[1], LINES[12])), replace=True)
    assert [(line, column) for line, column, _what, _mend in run.faults] == [(3, "aht")]
    assert [row[3] for row in standing()] == [Decimal(290), Decimal("72.5")]


def test_a_figure_with_more_decimals_than_are_kept_is_there_already_the_second_time(mapping, hr):  # noqa: F811
    text = "\n".join((LINES[0], "ana@x.example;05/11/2026;;;72,123456;"))
    brought(mapping, hr, text)
    assert (brought(mapping, hr, text).same, [row[3] for row in standing()]) == (1, [Decimal("72.1235")])


def test_a_sheet_keeps_its_numbers_whatever_sign_the_mapping_has(mapping, hr, tmp_path):  # noqa: F811
    from django.core.files import File

    from lms.figures.actions import confirm_import, upload
    from lms.jobs.actions import run as run_job

    book = Workbook()
    for row in (LINES[0].split(";"), ["ana@x.example", "05/11/2026", 290, 41, 72.5, None], ["luis@x.example", "05/11/2026", 300]):
        book.active.append(row)
    book.save(tmp_path / "figures.xlsx")
    with (tmp_path / "figures.xlsx").open("rb") as file:
        run = upload(mapping=mapping, file=File(file), name="figures.xlsx", replace=False, actor=hr)
    run_job(job_id=confirm_import(run=run, actor=hr).job_id)
    assert [row[3:] for row in standing()] == [(Decimal(290), 41), (Decimal("72.5"), None), (Decimal(300), None)]
