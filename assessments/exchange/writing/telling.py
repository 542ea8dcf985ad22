"""What is said of a question that a format cannot hold, or not wholly."""

from assessments.exchange.items import Item, Note
from assessments.exchange.writing.texts import called


class CannotHold(Exception):
    """A question that a format has no place for. Carries the note that says so."""

    def __init__(self, note: Note):
        super().__init__(note.message)
        self.note = note


def told(message: str, item: Item, mend: str = "", **values: str | int) -> Note:
    """A note about one question; its message says `%(question)s`."""
    return Note(message, mend, {"question": called(item), **values})
