"""A card as it is put before its person: the order of its options is its own each time, and the same whenever it is asked for."""

from typing import Any

from assessments.quizzes.kinds import serve
from assessments.quizzes.models import Attempt, QuestionVersion, Response
from assessments.quizzes.queries.asking.items import Item, item

SLOT = 1  # a page asks one question


def slot_of(card_id: int, version: QuestionVersion, number: int) -> dict[str, Any]:
    """What the answer with this number is given to, as a slot of an attempt."""
    return {"version": version.pk, **serve(version.kind, version.content, seed=f"card/{card_id}/{version.pk}/{number}")}


def item_of(card_id: int, version: QuestionVersion, number: int, answer=()) -> Item:
    return item(*as_attempt(card_id, version, number, answer))


def as_attempt(card_id: int, version: QuestionVersion, number: int, answer=(), points=None) -> tuple[Attempt, Response]:
    """The shape in which the screens of quizzes know a question and its answer; nothing of it is kept."""
    attempt = Attempt(slots=[slot_of(card_id, version, number)], rules={}, practice=True)
    return attempt, Response(slot=SLOT, version=version, answer=list(answer), points=points)
