"""Questions to hand over as `lms.exports` makes them: apart from the request, however many they are."""

from collections.abc import Callable, Iterator, Mapping

from assessments.exchange import bank, queries
from assessments.exchange.items import Item
from assessments.exchange.notes import in_sentence
from assessments.exchange.writing import write
from lms.exports.registry import Made, Progress, register_file
from lms.people.permissions import can_author

KIND = "exchange.questions"
BATCH = 200


class _Watched(list[Item]):
    """Says how far whoever goes through it has come."""

    said: Callable[[int], None]

    def __iter__(self) -> Iterator[Item]:
        for number, item in enumerate(super().__iter__()):
            if number % BATCH == 0:
                self.said(number)
            yield item


def make_questions(viewer, asked: Mapping[str, str], progress: Progress) -> Made:
    """`asked` is what `queries.asked_for` takes, with a format and a language. Whoever may no longer author gets an empty file."""
    questions = queries.asked_for(asked) if can_author(viewer) else queries.asked_for(asked).none()
    total = questions.count()
    items = _Watched(bank.items_of(questions))
    items.said = lambda number: progress(number, total)
    written = write(items, format=asked["format"], language=asked.get("language") or None)
    return Made(written.data, len(items), tuple(in_sentence(note) for note in written.notes))


register_file(KIND, make=make_questions)
