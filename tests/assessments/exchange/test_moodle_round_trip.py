"""What is written as Moodle XML and read again is the same, in one language or in two."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.exchange.items import Verdict
from assessments.exchange.reading.moodle import read_moodle
from assessments.exchange.writing.moodle import write_moodle
from tests.assessments.exchange.strategies import KINDS, items

LANGUAGES = st.sampled_from([("es",), ("en",), ("es", "en")])
FORMATS = st.sampled_from(["plain", "html"])
MANY = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def bare(item):
    return replace(item, line=None, notes=())


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), languages=LANGUAGES, text_format=FORMATS, chosen=st.sampled_from([None, "es", "en"]))
@MANY
def test_a_question_comes_back_as_it_was(kind, data, languages, text_format, chosen):
    item = data.draw(items(kind, languages=languages, text_format=text_format))

    written, _notes = write_moodle([item], language=chosen)

    assert [bare(one) for one in read_moodle(written).items] == [item]
    assert [bare(one) for one in read_moodle(written, language="en").items] == [item]


@given(data=st.data(), kinds=st.lists(st.sampled_from(KINDS), min_size=2, max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_several_questions_come_back_in_their_order_and_places(data, kinds):
    several = [data.draw(items(kind)) for kind in kinds]

    reading = read_moodle(write_moodle(several)[0])

    assert [bare(one) for one in reading.items] == several
    assert all(one.verdict is Verdict.READY and one.line for one in reading.items)
