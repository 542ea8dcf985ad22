"""Conversations to Twee and back, and what comes of somebody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.roleplays.conversation import Choice, Conversation, Ending, Node
from assessments.roleplays.conversation.twee import from_twee, to_twee
from tests import roleplays
from tests.assessments.roleplays.conversation.test_text import endings, turns

IFID = "D674C58C-DEFA-4F70-B7A2-27742230C0FC"
THEIRS = """:: StoryTitle
The card

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "Hello"}

:: Styles [stylesheet]
body { color: red }

:: Bye
They hang up.

:: Hello [call] {"position": "10,20"}
(set: $calm to 1)
"My card is gone."
[[Ask when->When]]
[[Bye<-Hang up]]
[[Say nothing|Bye]]

:: When
"On Monday."
[[Bye]]
"""


@pytest.mark.parametrize("code", roleplays.CODES)
def test_the_six_scenarios_come_back_as_they_were(code):
    brought = from_twee(to_twee(roleplays.conversation(code), "Título", IFID))
    assert (brought.talk, brought.dropped) == (roleplays.conversation(code), ())


@given(st.lists(turns, min_size=1, max_size=4, unique_by=lambda one: one.id), st.lists(endings, max_size=3), st.integers(-5, 10))
def test_any_conversation_comes_back_as_it_was(nodes, last, mood):
    talk = Conversation(nodes[0].id, tuple(nodes), tuple(last), mood, (-5, 10))
    assert from_twee(to_twee(talk, "A :: title", IFID)).talk == talk


@pytest.mark.parametrize("says", [":: Other\nwords", "<!-- roleplay: {} -->", "[[A->b]]", "a -- b"])
def test_words_that_look_like_signs_stay_words(says):
    talk = Conversation("n1", (Node("n1", says, (Choice("a", says, "E1"),)),), (Ending("E1", 0, "good", says),))
    assert from_twee(to_twee(talk, says, IFID)).talk == talk


@pytest.mark.parametrize(
    "kept", ["5", '{"id": "n1"}', '{"id": 1, "says": 2, "prompt": 3, "choices": 4}', "{", '{"choices": [{"key": "a"}]}']
)
def test_a_comment_that_was_changed_by_hand_counts_for_nothing(kept):
    talk = from_twee(f":: One\nHello\n[[Go->Two]]\n<!-- roleplay: {kept} -->\n\n:: Two\nBye").talk
    assert talk.node("One") == Node("One", "Hello", (Choice("a", "Go", "Two"),))


def test_turns_are_passages_and_choices_are_links():
    text = to_twee(roleplays.conversation(), "Rosa", IFID)
    assert ":: StoryTitle\nRosa\n" in text
    assert "->n1x]]" in text


def test_links_of_every_form_are_choices_and_the_start_is_theirs():
    talk = from_twee(THEIRS).talk
    assert (talk.start, talk.node("Hello").says) == ("Hello", '"My card is gone."')
    assert talk.node("Hello").choices == (
        Choice("a", "Ask when", "When"),
        Choice("b", "Hang up", "Bye"),
        Choice("c", "Say nothing", "Bye"),
    )
    assert talk.endings == (Ending("Bye", 0, "partial", "They hang up."),)


def test_names_with_spaces_become_names_of_turns():
    talk = from_twee(":: First thing\nHello\n[[Go->Last thing]]\n\n:: Last thing\nBye").talk
    assert (talk.start, talk.nodes[0].choices[0].next, talk.endings[0].id) == ("First-thing", "Last-thing", "Last-thing")


def test_what_is_not_brought_is_said():
    assert from_twee(THEIRS).dropped == (
        "“Styles”: scripts and styles are not brought.",
        "“Hello”: what its macros do is not brought, only its words.",
    )


@pytest.mark.parametrize("text", ["", "no passages", ":: Alone\nWords", ":: StoryData\nnot json", ':: StoryData\n["a list"]'])
def test_what_holds_no_conversation_gives_none(text):
    assert from_twee(text).talk is None
