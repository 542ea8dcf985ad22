"""What is said of a question that a format cannot hold, or not wholly."""

from assessments.exchange.items import Item, Note
from assessments.quizzes.content import in_words
from lms.language.bilingual import pick

_SHORTENED = 60


class CannotHold(Exception):
    """A question that a format has no place for. Carries the note that says so."""

    def __init__(self, note: Note):
        super().__init__(note.message)
        self.note = note


def told(message: str, item: Item, mend: str = "", **values: str | int) -> Note:
    """A note about one question; its message says `%(question)s`."""
    return Note(message, mend, {"question": named(item), **values})


def named(item: Item) -> str:
    """By what people know a question: its name, or its first words."""
    words = item.title or in_words(pick(item.stem, "es"), (item.content or {}).get("format") or "plain") or item.code
    return words if len(words) <= _SHORTENED else f"{words[:_SHORTENED].rstrip()}…"
