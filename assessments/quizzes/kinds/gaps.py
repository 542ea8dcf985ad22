"""A text with gaps. An answer is “gap:what was chosen or typed” for each gap that is filled."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.quizzes.content import Content
from assessments.quizzes.drawing import mixed
from assessments.quizzes.kinds.reading import LONGEST_TEXT, key_at, parts, place_of, strings, text
from assessments.quizzes.scoring.arranging import given_pairs

Slot = dict[str, Any]


class Gaps:
    several = True

    def serve(self, content: Content, *, seed: str, shuffle: bool) -> Slot:
        orders = {}
        for gap in content["gaps"]:
            if gap["kind"] == "choice":
                keys = [one["key"] for one in gap["options"]]
                orders[gap["key"]] = mixed(keys, seed=f"{seed}/{gap['key']}") if shuffle else keys
        return {"options": [gap["key"] for gap in content["gaps"]], "gaps": orders}

    def read(self, content: Content, slot: Slot, raw: Any) -> list[str]:
        kinds = {gap["key"]: gap["kind"] for gap in content["gaps"]}
        filled = {}
        for place, given in parts(strings(raw)):
            key = key_at(place, slot["options"])
            value = text(given, LONGEST_TEXT)
            if value:
                filled[key] = key_at(value, slot["gaps"][key]) if kinds[key] == "choice" else value
        return [f"{key}:{filled[key]}" for key in slot["options"] if key in filled]

    def show(self, content: Content, slot: Slot, answer: Sequence[str]) -> list[str]:
        kinds = {gap["key"]: gap["kind"] for gap in content["gaps"]}
        return [
            f"{place_of(key, slot['options'])}:{_shown(slot['gaps'], key, value, kinds[key])}" for key, value in given_pairs(answer).items()
        ]


def _shown(orders: Mapping[str, Sequence[str]], key: str, value: str, kind: str) -> str:
    return place_of(value, orders[key]) if kind == "choice" else value
