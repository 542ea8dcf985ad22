"""The picture of a conversation."""

from itertools import combinations

import pytest

from assessments.roleplays.conversation import Choice, Conversation, Ending, Node
from assessments.roleplays.conversation.drawing import HEIGHT, WIDTH, drawing
from tests import roleplays


def talk(*nodes) -> Conversation:
    return Conversation("n1", nodes, (Ending("E1", 5, "good", "Well."), Ending("E2", 0, "poor", "Not yet.")))


def to(*targets) -> tuple[Choice, ...]:
    return tuple(Choice("abcd"[place], "…", target) for place, target in enumerate(targets))


def test_turns_stand_in_layers_and_endings_below_them():
    boxes = {box.id: box for box in drawing(talk(Node("n1", "Hello", to("n2", "n2")), Node("n2", "So?", to("END")))).boxes}
    assert [id for id, box in sorted(boxes.items(), key=lambda pair: pair[1].y)] == ["n1", "n2", "END", "E1", "E2"]
    assert boxes["E1"].y == boxes["E2"].y
    assert {id: box.kind for id, box in boxes.items()} == {"n1": "turn", "n2": "turn", "END": "mood", "E1": "good", "E2": "poor"}


def test_choices_that_lead_to_the_same_turn_are_one_arrow():
    arrows = drawing(talk(Node("n1", "Hello", to("n2", "n2")), Node("n2", "So?", to("END")))).arrows
    assert [(one.source, one.target, one.label) for one in arrows] == [
        ("n1", "n2", "a, b"),
        ("n2", "END", "a"),
        ("END", "E1", ""),
        ("END", "E2", ""),
    ]


def test_what_leads_nowhere_has_no_arrow_and_a_lost_turn_is_marked():
    picture = drawing(talk(Node("n1", "Hello", to("n9", "E1")), Node("n2", "So?", to("E2"))))
    assert [(one.source, one.target) for one in picture.arrows] == [("n1", "E1"), ("n2", "E2")]
    assert next(box.kind for box in picture.boxes if box.id == "n2") == "lost"


def test_a_way_back_is_drawn():
    assert drawing(talk(Node("n1", "Hello", to("n1", "E1")))).arrows[0].path.startswith("M")


def test_a_turn_stands_below_every_turn_that_leads_to_it():
    aside = Node("n1x", "Really?", to("n2"))
    boxes = {box.id: box.y for box in drawing(talk(Node("n1", "Hello", to("n1x", "n2")), aside, Node("n2", "So?", to("END")))).boxes}
    assert boxes["n1"] < boxes["n1x"] < boxes["n2"] < boxes["END"]


def test_an_arrow_past_other_turns_runs_beside_all_boxes():
    picture = drawing(talk(Node("n1", "Hello", to("n2", "E2")), Node("n2", "So?", to("n3")), Node("n3", "And?", to("END"))))
    past = next(one for one in picture.arrows if (one.source, one.target) == ("n1", "E2"))
    lane = int(past.path.split("V")[0].split()[-2])
    assert lane > max(box.x for box in picture.boxes) + WIDTH
    assert lane < picture.width


def test_a_ring_of_turns_ends_its_picture():
    assert len(drawing(talk(Node("n1", "Hello", to("n2")), Node("n2", "So?", to("n1", "END")))).boxes) == 5


def test_an_empty_conversation_is_an_empty_picture():
    assert drawing(Conversation("n1", (), ())).boxes == ()


@pytest.mark.parametrize("code", roleplays.CODES)
def test_no_box_of_the_demo_lies_on_another_or_outside(code):
    picture = drawing(roleplays.conversation(code))
    for one, other in combinations(picture.boxes, 2):
        assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT
    assert all(0 <= box.x <= picture.width - WIDTH and 0 <= box.y <= picture.height - HEIGHT for box in picture.boxes)
