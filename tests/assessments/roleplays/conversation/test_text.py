"""A conversation as text: what is written is read again as it was, and what cannot be read says where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.roleplays.conversation import Choice, Conversation, Ending, Node
from assessments.roleplays.conversation.text import parse, write
from tests import roleplays

SHORT = """
start: n1
mood: 4 of 0 to 10

== n1
"My line is down again."
And it is the second day.
? What do you say first?
- a) "Two days without a line: I stay on it."
  [EMP 3 LIS 2] mood +2 -> END
  > You gave the fact back.
- b) "Calm down."
  [EMP 0] mood -2 -> E2
  ! CE-ABUSE
  > It rarely calms anyone.

== ending E1 good from 6
It works by noon.
> A fact and a promise.

== ending E2 poor from -99
They hang up.
"""


def test_a_text_is_read_as_it_looks():
    talk, problems = parse(SHORT)
    assert problems == []
    first = talk.node("n1")
    assert first.says == '"My line is down again."\nAnd it is the second day.'
    assert (first.prompt, len(first.choices)) == ("What do you say first?", 2)
    assert first.choice("a") == Choice(
        "a", '"Two days without a line: I stay on it."', "END", {"EMP": 3, "LIS": 2}, 2, "You gave the fact back."
    )
    assert (first.choice("b").critical_error, first.choice("b").mood, first.choice("b").next) == ("CE-ABUSE", -2, "E2")
    assert talk.ending("E1") == Ending("E1", 6, "good", "It works by noon.", "A fact and a promise.")
    assert (talk.start, talk.mood_start, talk.mood_scale) == ("n1", 4, (0, 10))


@pytest.mark.parametrize("code", roleplays.CODES)
def test_the_six_scenarios_come_back_as_they_were(code):
    talk = roleplays.conversation(code)
    assert parse(write(talk)) == (talk, [])


names = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1, max_size=8).filter(lambda name: name not in ("ending",))
lines = st.text("ab ñ=?-[]!>\\:.012moodstart", max_size=20).map(str.strip)
texts = st.lists(lines, max_size=3).map("\n".join)
choices = st.builds(
    Choice,
    key=st.sampled_from("abcdefgh"),
    text=texts,
    next=names,
    scores=st.dictionaries(st.sampled_from(["EMP", "LIS", "REG"]), st.integers(0, 3)),
    mood=st.integers(-5, 5),
    feedback=texts,
    critical_error=st.sampled_from(["", "CE-ID", "CE-FALSE"]),
)
turns = st.builds(Node, id=names, says=texts, prompt=texts, choices=st.lists(choices, max_size=3, unique_by=lambda one: one.key).map(tuple))
endings = st.builds(
    Ending, id=names, min_mood=st.integers(-99, 10), result=st.sampled_from(["good", "partial", "poor"]), story=texts, coach_note=texts
)


@given(
    nodes=st.lists(turns, min_size=1, max_size=4, unique_by=lambda one: one.id),
    last=st.lists(endings, max_size=3, unique_by=lambda one: one.id),
    mood=st.integers(0, 10),
)
def test_whatever_is_written_is_read_again_as_it_was(nodes, last, mood):
    ids = {node.id for node in nodes}
    talk = Conversation(start=nodes[0].id, nodes=tuple(nodes), endings=tuple(one for one in last if one.id not in ids), mood_start=mood)
    assert parse(write(talk)) == (talk, [])


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text):
    talk, problems = parse(text)
    assert (talk is None) == bool(problems)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "no turn yet"),
        ("Hello", 1, "before the first turn"),
        ("== n1\nHi\n- a) Yes\n  [EMP] -> n2", 4, "points cannot be read"),
        ("== n1\nHi\n- a) Yes\n  [EMP 4] -> n2", 4, "points cannot be read"),
        ("== n1\nHi\n- a) Yes\n  [EMP ²] -> n2", 4, "points cannot be read"),
        ("== n1\nHi\n- a) Yes", 3, "leads nowhere"),
        ("== n1\nHi\n- a) Yes\n-> n1\n- a) No\n-> n1", 5, "two choices a"),
        ("== n1\nHi\n== n1\nHo", 3, "there twice"),
        ("== ending E1 great from 3\nBye", 1, "heading cannot be read"),
        ("== n1\n[EMP 1] -> n2", 2, "belongs to a choice"),
        ("== n1\n! CE-ID", 2, "belongs to a choice"),
        ("== n1\nHi\n- a Yes\n", 3, "choice cannot be read"),
        ("== n1\nHi\n- a) Yes\n  [EMP 1 mood", 4, "effect cannot be read"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_mends_it(text, line, words):
    talk, problems = parse(text)
    assert talk is None
    assert (problems[0].line, words in problems[0].what) == (line, True)
    assert problems[0].mend
