"""Questions answered by choosing among options or places of an image."""

from collections.abc import Sequence
from typing import Any

from assessments.quizzes.content import Content
from assessments.quizzes.drawing import mixed
from assessments.quizzes.exceptions import InvalidAnswer
from assessments.quizzes.kinds.reading import key_at, place_of, strings

Slot = dict[str, Any]


class Choosing:
    """`several`: more than one may be chosen. `list_name`: where the content keeps what is chosen from."""

    def __init__(self, *, several: bool = False, shuffled: bool = True, list_name: str = "options"):
        self.several, self.shuffled, self.list_name = several, shuffled, list_name

    def serve(self, content: Content, *, seed: str, shuffle: bool) -> Slot:
        keys = [one["key"] for one in content[self.list_name]]
        return {"options": mixed(keys, seed=seed) if shuffle and self.shuffled else keys}

    def read(self, content: Content, slot: Slot, raw: Any) -> list[str]:
        chosen = {key_at(place, slot["options"]) for place in strings(raw)}
        if len(chosen) > 1 and not self.takes_several(content):
            raise InvalidAnswer("One option only")
        return sorted(chosen)

    def show(self, content: Content, slot: Slot, answer: Sequence[str]) -> list[str]:
        return [place for key in answer if (place := place_of(key, slot["options"]))]

    def takes_several(self, content: Content) -> bool:
        return self.several


class Pointing(Choosing):
    """Places on an image. As many are chosen as are right; the order of the areas is not told."""

    def __init__(self) -> None:
        super().__init__(list_name="areas")

    def takes_several(self, content: Content) -> bool:
        return sum(1 for area in content["areas"] if area["correct"]) > 1
