from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.attendance.minutes import Mark, Tally, length, tally

marks = st.builds(
    lambda minutes, presence, late, early, made_up: Mark(
        minutes, presence, *((late, early) if presence == "present" else (0, 0)), made_up=made_up
    ),
    st.integers(1, 480),
    st.sampled_from(["present", "absent", "leave"]),
    st.integers(0, 300),
    st.integers(0, 300),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], (0, 0, 0, None)),
        ([Mark(240, "present")], (240, 240, 0, 100)),
        ([Mark(240, "present"), Mark(240, "absent")], (480, 240, 0, 50)),
        ([Mark(240, "present", late=25)], (240, 215, 0, 89)),
        ([Mark(240, "present", late=10, early=14)], (240, 216, 0, 90)),
        ([Mark(240, "absent", made_up=True)], (240, 240, 0, 100)),
        # Leave is neither: the share is of the other half, and 240 minutes stand apart.
        ([Mark(240, "present"), Mark(240, "leave")], (480, 240, 240, 100)),
        ([Mark(240, "present"), Mark(240, "leave", made_up=True)], (480, 480, 0, 100)),
        ([Mark(240, "leave")], (240, 0, 240, None)),
    ],
)
def test_what_was_had_of_what_was_held(given, said):
    found = tally(given)
    assert (found.held, found.there, found.leave, found.percent) == said


def test_a_share_is_never_rounded_up_to_what_is_asked():
    just_under = Tally(held=10_000, there=8_999)
    assert just_under.percent == 89
    assert just_under.reaches(90) is False
    assert Tally(held=10_000, there=9_000).reaches(90) is True


def test_who_was_on_leave_all_along_is_told_nothing_yet():
    assert Tally(held=240, leave=240).reaches(90) is None
    assert Tally().reaches(90) is None


@given(st.lists(marks))
def test_nobody_has_had_more_than_was_held_without_their_leave(several):
    found = tally(several)
    assert 0 <= found.there <= found.held - found.leave <= found.held


@given(st.lists(marks), st.randoms())
def test_the_order_of_the_sessions_does_not_matter(several, chance):
    mixed = list(several)
    chance.shuffle(mixed)
    assert tally(mixed) == tally(several)


@given(st.lists(marks, min_size=1), st.integers(1, 480))
def test_a_leave_lowers_no_share(several, minutes):
    assert tally([*several, Mark(minutes, "leave")]).percent == tally(several).percent


@given(st.lists(marks), st.integers(0, 20))
def test_making_up_a_session_takes_nothing_away(several, which):
    if which < len(several):
        made_up = [*several[:which], Mark(several[which].minutes, several[which].presence, made_up=True), *several[which + 1 :]]
        assert tally(made_up).there >= tally(several).there


@pytest.mark.parametrize(("starts", "ends", "minutes"), [((9, 0), (13, 0), 240), ((9, 15), (9, 16), 1), ((12, 0), (14, 30), 150)])
def test_a_session_lasts_from_one_time_to_the_other(starts, ends, minutes):
    assert length(time(*starts), time(*ends)) == minutes


def test_a_session_that_ends_before_it_starts_has_no_length():
    with pytest.raises(ValueError, match="before it starts"):
        length(time(13), time(9))
