"""What our tables say is what our reader takes from them, in both languages."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.exchange.reading.tables import read_table
from assessments.exchange.writing.tables import write_csv, write_xlsx
from tests.assessments.exchange.strategies import items

WRITERS = {"csv": write_csv, "xlsx": write_xlsx}
KINDS = ("single", "multiple", "true_false", "best", "short", "number", "ordering", "matching", "free")


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", KINDS)
@given(
    data=st.data(),
    languages=st.sampled_from([("es",), ("en",), ("es", "en")]),
    text_format=st.sampled_from(["plain", "html"]),
    in_language=st.sampled_from(["es", "en"]),
)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_question_comes_back_as_it_went(kind, file_format, data, languages, text_format, in_language):
    item = data.draw(items(kind, languages=languages, text_format=text_format))

    file, notes = WRITERS[file_format]([item], language=in_language)
    (back,) = read_table(file, format=file_format, language="es").items

    assert notes == ()
    assert replace(back, line=None) == item


@pytest.mark.parametrize("kind", ["gaps", "hotspot"])
@given(data=st.data())
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_does_not_fit_a_row_is_left_out_and_told(kind, data):
    item = data.draw(items(kind))

    for writer in WRITERS.values():
        _file, notes = writer([item])
        assert [note.message for note in notes] == ["“%(question)s” was left out: a question of its kind does not fit a row."]
