"""The graph: turns (`Node`) with choices, and the endings they lead to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

END = "END"  # a choice that leads here ends by the mood: the first ending whose `min_mood` is reached


@dataclass(frozen=True)
class Choice:
    """What the person may say. `scores`: points 0 to 3 by competency; `mood`: by how much the other's mood changes."""

    key: str
    text: str
    next: str
    scores: Mapping[str, int] = field(default_factory=dict)
    mood: int = 0
    feedback: str = ""
    critical_error: str = ""


@dataclass(frozen=True)
class Node:
    """What the other says, and what is asked of the person then."""

    id: str
    says: str
    choices: tuple[Choice, ...] = ()
    prompt: str = ""

    def choice(self, key: str) -> Choice | None:
        return next((one for one in self.choices if one.key == key), None)


@dataclass(frozen=True)
class Ending:
    """How it ends when the mood is `min_mood` or better. `result`: "good", "partial" or "poor"."""

    id: str
    min_mood: int
    result: str
    story: str
    coach_note: str = ""


@dataclass(frozen=True)
class Conversation:
    start: str
    nodes: tuple[Node, ...]
    endings: tuple[Ending, ...]
    mood_start: int = 5
    mood_scale: tuple[int, int] = (0, 10)

    def node(self, id: str) -> Node | None:
        return next((one for one in self.nodes if one.id == id), None)

    def ending(self, id: str) -> Ending | None:
        return next((one for one in self.endings if one.id == id), None)

    def ending_by_mood(self, mood: int) -> Ending | None:
        """The ending with the highest `min_mood` that `mood` reaches; None when none does."""
        reached = [one for one in self.endings if mood >= one.min_mood]
        return max(reached, key=lambda one: one.min_mood, default=None)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Conversation":
        """Reads what `to_json` wrote (the shape of `dialogue` in the centre's YAML). Raises KeyError or TypeError on another shape."""
        low, high = data.get("mood_scale", (0, 10))
        return cls(
            start=data["start"],
            nodes=tuple(_node(one) for one in data["nodes"]),
            endings=tuple(Ending(**one) for one in data["endings"]),
            mood_start=data.get("mood_start", 5),
            mood_scale=(low, high),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "mood_start": self.mood_start,
            "mood_scale": list(self.mood_scale),
            "nodes": [_node_json(one) for one in self.nodes],
            "endings": [vars(one) for one in self.endings],
        }


def _node(data: Mapping[str, Any]) -> Node:
    return Node(
        id=data["id"],
        says=data["says"],
        prompt=data.get("prompt", ""),
        choices=tuple(Choice(**one) for one in data.get("choices", ())),
    )


def _node_json(node: Node) -> dict[str, Any]:
    choices = [{**vars(one), "scores": dict(one.scores)} for one in node.choices]
    return {"id": node.id, "says": node.says, "prompt": node.prompt, "choices": choices}
