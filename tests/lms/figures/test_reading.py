"""What telephone systems write, read: numbers, durations, days, encodings, separators."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from lms.figures.reading.mapping import Layout, Measure, missing_columns, read_row
from lms.reading import days, numbers, tables
from lms.reading.faults import Fault, Unreadable

AGENTS = Layout(whom="Agent", day="Date", measures=(Measure("aht", "AHT", "seconds", "Handled"), Measure("fcr", "FCR")))


@pytest.mark.parametrize(
    ("text", "value"),
    [("72.5", "72.5"), ("72,5", "72.5"), ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("85 %", "85"), ("0,875", "0.875"), ("-3", "-3")]
    + [("1\u00a0234,5", "1234.5"), ("1.234.567", "1234567"), ("+4", "4"), ("2.5E+2", "250")],
)
def test_numbers_are_read_as_people_write_them(text, value):
    assert numbers.number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", " ", "-", "—", "N/A", "#DIV/0!", "n/d"])
def test_an_empty_cell_is_no_figure(text):
    assert numbers.number(text) is numbers.seconds(text) is numbers.count(text) is None


def test_a_number_that_reads_in_two_ways_is_refused_until_the_mapping_says():
    with pytest.raises(Unreadable, match="two ways"):
        numbers.number("1.234")
    assert numbers.number("1.234", ",") == 1234
    assert numbers.number("1.234", ".") == Decimal("1.234")


@pytest.mark.parametrize("text", ["abc", "12a", "--3", "7 of 10"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Unreadable):
        numbers.number(text)


@pytest.mark.parametrize(
    "text", ["00:04:50", "04:50", "4:50", "290", "290 s", "290s", "4 min 50 s", "4m50s", "4 minutos 50 segundos", "290,0", "0:04:50.000"]
)
def test_a_duration_is_the_same_however_it_is_written(text):
    assert numbers.seconds(text) == 290


@pytest.mark.parametrize("text", ["00:71:00", "00:04:75", "soon"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(Unreadable):
        numbers.seconds(text)


@pytest.mark.parametrize(("text", "cases"), [("240", 240), ("1.234", 1234), ("1,234", 1234), ("1 234", 1234), ("12.0", 12)])
def test_a_count_has_no_decimals(text, cases):
    assert numbers.count(text) == cases


@pytest.mark.parametrize("text", ["2.5", "-1"])
def test_half_a_case_is_none(text):
    with pytest.raises(Unreadable, match="count"):
        numbers.count(text)


@pytest.mark.parametrize("text", ["2026-11-05", "05/11/2026", "5.11.26", "2026/11/05 23:30", "2026-11-05T22:30:00Z"])
def test_days_are_read_as_systems_write_them(text):
    assert days.day_of(text, zone="Europe/Madrid", centre="Europe/Madrid") == date(2026, 11, 5)


def test_the_month_comes_first_where_the_mapping_says_so():
    assert days.day_of("11/05/2026 11:15 PM", order="mdy", zone="Europe/Madrid", centre="Europe/Madrid") == date(2026, 11, 5)
    with pytest.raises(Unreadable, match="no such day"):
        days.day_of("31/02/2026")


def test_a_moment_is_taken_to_the_zone_of_the_centre():
    assert days.day_of("2026-11-05 23:30", zone="UTC", centre="Europe/Madrid") == date(2026, 11, 6)
    assert days.day_of("2026-11-05 23:30", zone="America/Bogota", centre="Europe/Madrid") == date(2026, 11, 6)


def test_a_night_shift_belongs_to_the_day_it_began():
    at_night = {"zone": "Europe/Madrid", "centre": "Europe/Madrid", "begins": time(6)}
    assert days.day_of("2026-11-06 02:10", **at_night) == date(2026, 11, 5)
    assert days.day_of("2026-11-06 06:00", **at_night) == date(2026, 11, 6)
    assert days.day_of("2026-11-06", **at_night) == date(2026, 11, 6)


@pytest.mark.parametrize("text", ["", "soon", "2026-11-05 25:00", "2026-11-05 at noon"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(Unreadable):
        days.day_of(text)


def test_a_week_begins_on_monday_and_a_month_ends_on_its_last():
    assert days.period_of(date(2026, 11, 26), "week") == (date(2026, 11, 23), date(2026, 11, 29))
    assert days.period_of(date(2026, 2, 10), "month") == (date(2026, 2, 1), date(2026, 2, 28))


@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)), period=st.sampled_from(["day", "week", "month"]))
def test_a_day_lies_in_its_period_and_neighbours_share_or_touch(day, period):
    first, last = days.period_of(day, period)
    assert first <= day <= last
    following = days.period_of(day + timedelta(days=1), period)
    assert following in ((first, last), days.period_of(last + timedelta(days=1), period))


@given(value=st.decimals(min_value=-(10**6), max_value=10**6, places=2))
def test_both_ways_of_writing_a_number_read_the_same(value):
    english = f"{value:,.2f}"
    spanish = english.translate(str.maketrans(",.", ".,"))
    assert numbers.number(english, ".") == numbers.number(spanish, ",") == value


def wrote(tmp_path, data: bytes, name: str = "figures.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


TEXT = "Agente;Día;TMO\nJosé;05/11/2026;00:04:50\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_whatever_encoding_wrote_it_the_words_are_right(tmp_path, encoding):
    rows = list(tables.rows_of(wrote(tmp_path, TEXT.encode(encoding))))
    assert rows == [(2, {"Agente": "José", "Día": "05/11/2026", "TMO": "00:04:50"})]


@pytest.mark.parametrize("separator", list(tables.SEPARATORS))
def test_whatever_separates_its_columns(tmp_path, separator):
    assert [row for _line, row in tables.rows_of(wrote(tmp_path, f"a{separator}b\n1{separator}2\n".encode()))] == [{"a": "1", "b": "2"}]


def test_the_line_that_names_the_separator_is_no_row(tmp_path):
    assert list(tables.rows_of(wrote(tmp_path, b"sep=;\na;b\n1;2\n"))) == [(3, {"a": "1", "b": "2"})]


def test_lines_before_the_header_are_passed_over_and_empty_ones_too(tmp_path):
    path = wrote(tmp_path, b"Report of November,\n\na,b\n,\n1,2\n")
    assert list(tables.rows_of(path, header_line=3)) == [(5, {"a": "1", "b": "2"})]


def test_a_sheet_reads_like_a_text(tmp_path):
    book = Workbook()
    book.active.append(["Agent", "Date", "AHT", "FCR"])
    book.active.append(["ana@x.example", datetime(2026, 11, 5), timedelta(seconds=290), 72.5])
    book.save(tmp_path / "figures.xlsx")
    ((line, row),) = tables.rows_of(tmp_path / "figures.xlsx")
    assert (line, row) == (2, {"Agent": "ana@x.example", "Date": "2026-11-05", "AHT": "290 s", "FCR": Decimal("72.5")})


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.csv", "empty"),
        (b"a,a\n1,2\n", "a.csv", "Two columns"),
        (b"PK\x03\x04rubbish", "a.xlsx", "cannot be opened"),
        (b"\x00\x01", "a.csv", "no text"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path, data, name, words):
    with pytest.raises(Unreadable, match=words):
        list(tables.rows_of(wrote(tmp_path, data, name)))


def test_a_row_gives_a_figure_for_each_column_with_its_cases():
    row = {"Agent": "ana@x.example", "Date": "05/11/2026", "AHT": "00:04:50", "Handled": "41", "FCR": "72,5"}
    figures, faults = read_row(2, row, AGENTS, "Europe/Madrid")
    assert faults == []
    assert [(one.metric, one.value, one.sample, one.starts_on) for one in figures] == [
        ("aht", 290, 41, date(2026, 11, 5)),
        ("fcr", Decimal("72.5"), None, date(2026, 11, 5)),
    ]


def test_what_is_wrong_with_one_figure_leaves_the_others():
    row = {"Agent": "ana@x.example", "Date": "05/11/2026", "AHT": "soon", "Handled": "41", "FCR": "72,5"}
    figures, faults = read_row(7, row, AGENTS, "Europe/Madrid")
    assert [one.metric for one in figures] == ["fcr"]
    assert [(fault.line, fault.column) for fault in faults] == [(7, "AHT")]
    assert faults[0].mend


@pytest.mark.parametrize(("row", "column"), [({"Date": "05/11/2026"}, "Agent"), ({"Agent": "ana", "Date": "soon"}, "Date")])
def test_a_row_of_nobody_or_of_no_day_is_a_fault_with_its_place(row, column):
    figures, faults = read_row(3, row, AGENTS, "UTC")
    assert figures == []
    assert isinstance(faults[0], Fault)
    assert faults[0].column == column


def test_a_layout_comes_back_from_its_json_and_says_which_columns_it_misses():
    assert Layout.from_json(AGENTS.to_json()) == AGENTS
    assert missing_columns(AGENTS, ["Agent", "Date", "FCR"]) == ["AHT", "Handled"]


@pytest.mark.parametrize(
    "change",
    [
        {"period": "year"},
        {"zone": "Mars/Olympus"},
        {"measures": []},
        {"measures": [{"metric": "aht", "column": "AHT", "unit": "m"}]},
        {"begins": "6"},
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused_with_its_mend(change):
    with pytest.raises(Unreadable) as refused:
        Layout.from_json(AGENTS.to_json() | change)
    assert refused.value.mend
