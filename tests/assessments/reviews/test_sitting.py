from hypothesis import given
from hypothesis import strategies as st

from assessments.reviews.sitting import LEAST, MOST, minutes, place, sitting

CARDS = st.lists(st.integers(), max_size=30)


def test_what_is_due_is_asked_and_ten_at_most():
    assert sitting(0, list(range(14)), [99]) == list(range(10))


def test_a_short_sitting_reaches_a_little_ahead():
    assert sitting(0, [1, 2], [7, 8, 9, 10]) == [1, 2, 7, 8, 9]


def test_nothing_due_begins_no_sitting():
    assert sitting(0, [], [7, 8, 9]) == []


def test_a_paused_sitting_goes_on_where_it_stopped():
    assert sitting(2, [], [7, 8, 9, 10]) == [7, 8, 9]
    assert sitting(6, [1, 2, 3, 4, 5], []) == [1, 2, 3, 4]


def test_after_ten_it_is_enough_unless_more_is_wanted():
    assert sitting(10, [1, 2], []) == []
    assert sitting(10, [1, 2], [], more=True) == [1, 2]


@given(st.integers(0, 25), CARDS, CARDS, st.booleans())
def test_a_sitting_never_passes_ten_and_reaches_ahead_only_to_have_five(done, due, soon, more):
    chosen = sitting(done, due, soon, more=more)
    assert done % MOST + len(chosen) <= MOST
    assert len(chosen) <= len(due) or done + len(chosen) <= LEAST


@given(st.integers(0, 9), st.integers(1, 10))
def test_the_last_card_is_the_last_of_the_total(done, to_come):
    number, total = place(done, to_come)
    assert number + to_come - 1 == total


def test_seven_cards_take_three_minutes():
    assert [minutes(number) for number in (1, 5, 7, 10)] == [1, 2, 3, 4]
