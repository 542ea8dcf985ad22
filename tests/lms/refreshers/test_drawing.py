"""Before and after as a picture: what is higher stands higher, and no figure lies on another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.refreshers.drawing import HEIGHT, LINE, slopes
from lms.refreshers.effect import Effect, Verdict

NAMES = ("Took it", "Alike")
VALUES = st.floats(min_value=0, max_value=1000)


def drawn(before, after, others_before, others_after):
    found = Effect(Verdict.SILENT, 9, 9, before=before, after=after, others_before=others_before, others_after=others_after)
    return slopes(found, NAMES)


def test_what_is_higher_stands_higher():
    took, others = drawn(80, 60, 82, 75)
    assert took.y1 > others.y1 and took.y2 > others.y2, "counted from the top"
    assert (took.dashed, others.dashed) == (False, True)


@given(VALUES, VALUES, VALUES, VALUES)
def test_no_figure_lies_on_another_and_all_are_inside(before, after, others_before, others_after):
    took, others = drawn(before, after, others_before, others_after)
    for one, other in ((took.left_text, others.left_text), (took.right_text, others.right_text)):
        assert abs(one - other) >= LINE - 0.2  # places are rounded
        assert 0 < one < HEIGHT and 0 < other < HEIGHT


@pytest.mark.parametrize("found", [Effect(Verdict.TOO_FEW, 1, 0), Effect(Verdict.NOBODY_ALIKE, 9, 0, before=1.0)])
def test_nothing_is_drawn_where_nothing_was_compared(found):
    assert slopes(found, NAMES) == []
