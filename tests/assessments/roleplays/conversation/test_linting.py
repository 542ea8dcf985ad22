"""What an author is told of a conversation before people play it."""

from dataclasses import replace

import pytest

from assessments.roleplays.conversation import Choice, Conversation, Ending, Node
from assessments.roleplays.conversation.linting import findings, reachable
from tests import roleplays

WEIGHTS = {"EMP": 100}
LAST = Ending("E1", 0, "good", "It works.")


def choice(key: str, points: int, *, to: str = "END", text: str = "", **fields) -> Choice:
    return Choice(
        key, text or f"Answer {key}", to, fields.pop("scores", {"EMP": points}), feedback=fields.pop("feedback", "Because."), **fields
    )


def talk(*nodes: Node, endings=(LAST,), start: str = "n1") -> Conversation:
    return Conversation(start=start, nodes=nodes, endings=endings)


def said(conversation: Conversation, weights=WEIGHTS, **kwargs) -> list[str]:
    return [f"{one.where}: {one.what}" for one in findings(conversation, weights, **kwargs)]


GOOD = Node("n1", "Hello", (choice("a", 1), choice("b", 3)))


def test_of_a_sound_conversation_nothing_is_said():
    assert said(talk(GOOD)) == []


@pytest.mark.parametrize(
    ("conversation", "words", "stops"),
    [
        (talk(GOOD, start="n9"), "starts at “n9”", True),
        (talk(Node("n1", "Hello")), "Nobody could go on", True),
        (talk(GOOD, Node("n2", "Who?", (choice("a", 1),))), "Nobody comes to this turn", False),
        (talk(Node("n1", "Hello", (choice("a", 1, to="n7"),))), "leads to “n7”", True),
        (talk(GOOD, endings=()), "has no ending", True),
        (talk(GOOD, endings=(replace(LAST, min_mood=5),)), "With a mood of 0 nothing ends it", True),
        (talk(GOOD, endings=(LAST, Ending("E2", 50, "good", "!"))), "Nobody comes to this ending", False),
        (talk(Node("n1", "Hello", (choice("a", 0, scores={}), choice("b", 1)))), "has no effect", False),
        (talk(Node("n1", "Hello", (choice("a", 1, feedback=""),))), "does not say why", False),
        (talk(Node("n1", "Hello", (choice("a", 1, scores={"REG": 1}), choice("b", 1)))), "REG has no weight", False),
        (talk(Node("n1", "Hello", (choice("a", 1, scores={"EMP": 1, "REG": 1}), choice("b", 1)))), "different competencies", False),
    ],
)
def test_each_fault_is_said_with_its_place(conversation, words, stops):
    found = [one for one in findings(conversation, WEIGHTS) if words in one.what]
    assert len(found) == 1
    assert found[0].stops is stops
    assert found[0].mend


def test_an_unknown_critical_error_is_said():
    conversation = talk(Node("n1", "Hello", (choice("a", 1, critical_error="CE-NOPE"),)))
    assert said(conversation, known_errors=["CE-ID"]) == ["n1 a: There is no critical error CE-NOPE."]


def test_a_best_choice_that_is_always_the_longest_and_the_first_is_given_away():
    nodes = [
        Node(f"n{place}", "Hello", (choice("a", 3, to=f"n{place + 1}" if place < 4 else "END", text="A long answer"), choice("b", 1)))
        for place in range(1, 5)
    ]
    assert [words.split(" in ")[0] for words in said(talk(*nodes))] == [
        ": The best choice is the longest",
        ": The best choice is the first",
    ]


def test_weights_are_measured_and_add_up_to_a_hundred():
    assert said(talk(GOOD), {"EMP": 50, "REG": 20}) == [
        ": REG has a weight, and no choice gives it points.",
        ": The weights add up to 70.",
    ]


@pytest.mark.parametrize("code", roleplays.CODES)
def test_the_six_scenarios_have_nothing_that_stops(code):
    conversation = roleplays.conversation(code)
    assert [one for one in findings(conversation, roleplays.written()[code]["competency_weights"]) if one.stops] == []
    assert reachable(conversation) == {node.id for node in conversation.nodes}
