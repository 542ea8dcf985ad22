from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courses.enrolments.unlocking import Lock, Place, access, behind_since, is_complete

MONDAY = date(2026, 11, 9)
RULES = ("open", "on_day", "after_previous", "on_day_after_previous")


@st.composite
def programmes(draw):
    size = draw(st.integers(1, 8))
    return [
        Place(number, draw(st.integers(1, 10)), draw(st.booleans()), draw(st.sampled_from(RULES)), draw(st.booleans()))
        for number in range(size)
    ]


def open_ones(places, done, today):
    return {entry.module for entry in access(places, done, MONDAY, today) if entry.is_open}


offsets = st.integers(-5, 30)
done_sets = st.frozensets(st.integers(0, 7))


@given(programmes(), done_sets, st.integers(0, 7), offsets)
def test_finishing_more_never_locks_anything(places, done, one_more, offset):
    today = MONDAY + timedelta(days=offset)
    assert open_ones(places, done, today) <= open_ones(places, done | {one_more}, today)


@given(programmes(), done_sets, offsets, st.integers(0, 30))
def test_time_passing_never_locks_anything(places, done, offset, later):
    today = MONDAY + timedelta(days=offset)
    assert open_ones(places, done, today) <= open_ones(places, done, today + timedelta(days=later))


@given(programmes(), done_sets, offsets)
def test_what_is_locked_says_what_opens_it(places, done, offset):
    today = MONDAY + timedelta(days=offset)
    for entry in access(places, done, MONDAY, today):
        assert entry.is_open or entry.opens_on > today or entry.waits_for


@given(programmes(), offsets)
def test_when_everything_is_done_everything_is_open(places, offset):
    done = frozenset(place.module for place in places)
    assert open_ones(places, done, MONDAY + timedelta(days=offset)) == done


def test_a_module_opens_on_its_day():
    (entry,) = access([Place(1, 4, True, "on_day")], set(), MONDAY, MONDAY)
    assert (entry.lock, entry.opens_on) == (Lock.DAY, date(2026, 11, 12))


def test_a_module_waits_for_the_required_ones_before_it_and_only_those():
    places = [
        Place(1, 1, True, "open"),
        Place(2, 1, False, "open"),
        Place(3, 1, True, "open", empty=True),
        Place(4, 1, True, "after_previous"),
    ]
    assert access(places, set(), MONDAY, MONDAY)[-1].waits_for == (1,)


def test_both_rules_hold_together():
    places = [Place(1, 1, True, "open"), Place(2, 2, True, "on_day_after_previous")]
    assert access(places, set(), MONDAY, MONDAY)[1].lock == Lock.DAY_AND_MODULES
    assert access(places, {1}, MONDAY, MONDAY)[1].lock == Lock.DAY
    assert access(places, set(), MONDAY, date(2026, 11, 10))[1].lock == Lock.MODULES
    assert access(places, {1}, MONDAY, date(2026, 11, 10))[1].lock == Lock.NONE


def test_nothing_is_open_before_the_first_day():
    assert access([Place(1, 1, True, "open")], set(), MONDAY, date(2026, 11, 6))[0].lock == Lock.DAY


def test_who_has_a_day_undone_is_behind_from_the_next_day():
    places = [Place(1, 1, True, "open"), Place(2, 2, True, "open")]
    assert behind_since(places, set(), MONDAY, MONDAY) is None
    assert behind_since(places, set(), MONDAY, date(2026, 11, 10)) == places[0]
    assert behind_since(places, {1}, MONDAY, date(2026, 11, 10)) is None


def test_optional_modules_are_not_needed_to_complete():
    places = [Place(1, 1, True, "open"), Place(2, 1, False, "open")]
    assert not is_complete(places, {2})
    assert is_complete(places, {1})


def test_where_nothing_is_required_everything_is_needed():
    places = [Place(1, 1, False, "open"), Place(2, 1, False, "open")]
    assert not is_complete(places, {1})
    assert is_complete(places, {1, 2})


def test_a_programme_with_nothing_in_it_is_never_complete():
    assert not is_complete([Place(1, 1, True, "open", empty=True)], {1})
