"""Questions answered by putting things in order or in pairs. What is served is always mixed: its order would be the answer."""

from collections.abc import Sequence
from typing import Any

from assessments.quizzes.content import Content
from assessments.quizzes.drawing import mixed
from assessments.quizzes.exceptions import InvalidAnswer
from assessments.quizzes.kinds.reading import key_at, parts, place_of, strings
from assessments.quizzes.scoring.arranging import given_pairs

Slot = dict[str, Any]


class Ordering:
    """An answer is every item once, in the order given."""

    several = True

    def serve(self, content: Content, *, seed: str, shuffle: bool) -> Slot:
        right = [one["key"] for one in content["items"]]
        served = mixed(right, seed=seed)
        # Mixed by chance into the right order, it would be answered before it is read.
        return {"options": served if served != right else served[1:] + served[:1]}

    def read(self, content: Content, slot: Slot, raw: Any) -> list[str]:
        order = [key_at(place, slot["options"]) for place in strings(raw)]
        if order and (len(set(order)) != len(order) or len(order) != len(slot["options"])):
            raise InvalidAnswer("Every item once")
        return order

    def show(self, content: Content, slot: Slot, answer: Sequence[str]) -> list[str]:
        return [place for key in answer if (place := place_of(key, slot["options"]))]


class Matching:
    """An answer is “prompt:target” for each prompt that has one; the places of prompts are as written, of targets as mixed."""

    several = True

    def serve(self, content: Content, *, seed: str, shuffle: bool) -> Slot:
        return {"options": mixed([one["key"] for one in content["targets"]], seed=seed)}

    def read(self, content: Content, slot: Slot, raw: Any) -> list[str]:
        prompts = [one["key"] for one in content["prompts"]]
        pairs = [(key_at(prompt, prompts), target) for prompt, target in parts(strings(raw)) if target]
        return sorted(f"{prompt}:{key_at(target, slot['options'])}" for prompt, target in pairs)

    def show(self, content: Content, slot: Slot, answer: Sequence[str]) -> list[str]:
        prompts = [one["key"] for one in content["prompts"]]
        given = given_pairs(answer)
        return [f"{place_of(prompt, prompts)}:{place_of(given[prompt], slot['options'])}" for prompt in prompts if prompt in given]
