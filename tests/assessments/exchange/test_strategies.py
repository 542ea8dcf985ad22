"""What the other tests of exchange are fed is what may be asked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.quizzes.kinds import problems_of
from tests.assessments.exchange.strategies import KINDS, items


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), languages=st.sampled_from([("es",), ("en",), ("es", "en")]), text_format=st.sampled_from(["plain", "html"]))
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_question_drawn_could_be_asked(kind, data, languages, text_format):
    item = data.draw(items(kind, languages=languages, text_format=text_format))

    assert problems_of(item.kind, item.content) == []
