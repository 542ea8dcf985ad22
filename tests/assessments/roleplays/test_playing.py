"""The walk through a conversation: its laws, and the endings of the six conversations of the demo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.roleplays.conversation import END, Choice, Conversation, Ending, Node
from assessments.roleplays.conversation.playing import (
    Figure,
    NoSuchChoice,
    begin,
    choose,
    evidence_levels,
    figures,
    mood_step,
    total,
    walk,
    within,
)
from tests import roleplays

CODES = ("EMP", "OWN", "WRI")
ENDINGS = (Ending("E1", 6, "good", "Well"), Ending("E2", 3, "partial", "So so"), Ending("E3", -99, "poor", "Not yet"))


@st.composite
def conversations(draw) -> Conversation:
    """Turns in a row, whose choices lead on, to the end or to an ending."""
    size = draw(st.integers(1, 6))
    nodes = tuple(_node(draw, place, size) for place in range(size))
    low = draw(st.integers(-5, 0))
    return Conversation("n0", nodes, ENDINGS, draw(st.integers(low, 10)), (low, 10))


def _node(draw, place: int, size: int) -> Node:
    onward = [f"n{later}" for later in range(place + 1, size)]
    choices = tuple(
        Choice(
            key,
            key,
            draw(st.sampled_from([*onward, END, "E3"])),
            draw(st.dictionaries(st.sampled_from(CODES), st.integers(0, 3))),
            draw(st.integers(-3, 3)),
            critical_error=draw(st.sampled_from(["", "", "CE-FALSE"])),
        )
        for key in "abc"
    )
    return Node(f"n{place}", "…", choices)


def played(conversation: Conversation, data):
    so_far, keys = begin(conversation), []
    while so_far.node:
        keys.append(data.draw(st.sampled_from("abc")))
        so_far = choose(conversation, so_far, keys[-1])
    return so_far, keys


@given(conversations(), st.data())
def test_the_same_choices_lead_to_the_same_end_step_by_step_or_at_once(conversation, data):
    so_far, keys = played(conversation, data)
    assert walk(conversation, keys) == so_far
    assert [turn.number for turn in so_far.turns] == list(range(1, len(keys) + 1))


@given(conversations(), st.data())
def test_the_mood_never_leaves_its_scale(conversation, data):
    low, high = conversation.mood_scale
    so_far, _keys = played(conversation, data)
    assert all(low <= turn.mood <= high for turn in so_far.turns)


@given(conversations(), st.data())
def test_points_lie_between_none_and_the_most_possible(conversation, data):
    so_far, _keys = played(conversation, data)
    found = figures(so_far.turns)
    assert all(0 <= one.points <= one.possible and 0 <= one.percent <= 100 for one in found.values())
    assert 0 <= total(found, {"EMP": 20, "OWN": 80}) <= 100


@given(conversations(), st.data())
def test_a_simulation_never_shows_more_than_level_two_and_nothing_after_a_critical_error(conversation, data):
    so_far, _keys = played(conversation, data)
    levels = evidence_levels(so_far)
    assert set(levels.values()) <= {1, 2}
    assert not (so_far.errors and levels)


@given(conversations(), st.data())
def test_nothing_is_shown_before_the_end(conversation, data):
    _end, keys = played(conversation, data)
    assert evidence_levels(walk(conversation, keys[:-1])) == {}


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_a_better_mood_is_never_a_worse_word(one, other):
    low, high = sorted((one, other))
    assert mood_step(low, (0, 10)) <= mood_step(high, (0, 10))


def test_the_words_of_a_mood_part_its_scale_in_five():
    assert [mood_step(mood, (0, 10)) for mood in range(11)] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4]
    assert mood_step(3, (3, 3)) == 4
    assert within(-7, (0, 10)) == 0


def test_a_choice_that_is_not_there_is_refused_and_so_is_one_after_the_end():
    conversation = Conversation("a", (Node("a", "Hello", (Choice("x", "Bye", END),)),), ENDINGS)
    with pytest.raises(NoSuchChoice):
        walk(conversation, ["z"])
    with pytest.raises(NoSuchChoice):
        walk(conversation, ["x", "x"])


def test_a_choice_that_leads_nowhere_is_an_error_of_the_conversation():
    conversation = Conversation("a", (Node("a", "Hello", (Choice("x", "Bye", "nowhere"),)),), ENDINGS)
    with pytest.raises(LookupError):
        walk(conversation, ["x"])


def test_a_competency_is_measured_by_every_turn_that_offers_points_in_it():
    node = Node("a", "…", (Choice("x", "", "b", {"EMP": 3}), Choice("y", "", "b", {"OWN": 2})))
    end = Node("b", "…", (Choice("x", "", END, {"EMP": 1}),))
    so_far = walk(Conversation("a", (node, end), ENDINGS), ["y", "x"])
    assert figures(so_far.turns) == {"EMP": Figure(1, 6), "OWN": Figure(2, 3)}


def test_the_total_weighs_only_the_competencies_that_were_met():
    found = {"EMP": Figure(3, 3), "OWN": Figure(0, 3)}
    assert total(found, {"EMP": 30, "OWN": 10, "REC": 60}) == 75
    assert total(found, {}) == 50
    assert total({}, {"EMP": 30}) == 0


@pytest.mark.parametrize("code", roleplays.CODES)
def test_every_ending_of_the_demo_can_be_reached(code):
    assert set(roleplays.ways(code)) == {"E1", "E2", "E3"}


@pytest.mark.parametrize("code", roleplays.CODES)
def test_the_best_choices_end_well_and_show_level_two_in_everything(code):
    so_far = walk(roleplays.conversation(code), roleplays.best(code))
    assert so_far.ending.result == "good"
    assert set(evidence_levels(so_far).values()) == {2}
