"""One question of an attempt as it is asked."""

import json
from dataclasses import dataclass
from datetime import datetime

from assessments.quizzes.kinds import shown_answer
from assessments.quizzes.models import Attempt, Response
from assessments.quizzes.queries.asking.parts import PARTS, Part
from assessments.quizzes.queries.words import Wording, Words
from lms.language.bilingual import pick


@dataclass(frozen=True)
class Item:
    """A question as it is asked. `shown_in` names the language of the text when it is not the reader's; `section` is the title
    of the section that it belongs to, and `opens_section` says whether it is the first one there."""

    slot: int
    kind: str
    template: str
    stem: Words
    part: Part
    answer: tuple[str, ...]  # what is kept, as a browser knows it
    counter: int
    saved_at: datetime | None
    shown_in: str
    section: str
    opens_section: bool

    @property
    def answered(self) -> bool:
        return bool(self.answer)

    @property
    def hinted(self) -> bool:
        """Whether the group as a whole has a hint: one line or one text has its own."""
        return self.kind not in ("single", "true_false", "short", "number", "free")

    @property
    def was(self) -> str:
        """The answer that the page is made with, for the form that comes back."""
        return json.dumps(self.answer, ensure_ascii=False)


def item(attempt: Attempt, response: Response) -> Item:
    """Built from the texts alone: the key and the reasons stay behind, and what is chosen is known by its place."""
    version, slot = response.version, attempt.slots[response.slot - 1]
    wording = Wording(version.content)
    answer = shown_answer(version.kind, version.content, slot, response.answer)
    template, part = PARTS[version.kind]
    section, before = slot.get("section"), attempt.slots[response.slot - 2].get("section") if response.slot > 1 else None
    return Item(
        slot=response.slot,
        kind=version.kind,
        template=f"quizzes/parts/kinds/{template}.html",
        stem=wording.of(version.content["stem"]),
        part=part(version.kind, version.content, slot, answer, wording),
        answer=tuple(answer),
        counter=response.counter,
        saved_at=response.saved_at,
        shown_in=wording.shown_in,
        section=pick(section or {}),
        opens_section=section != before,
    )
