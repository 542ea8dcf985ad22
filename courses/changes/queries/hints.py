"""What changed that somebody has still to read, for the first screen."""

from dataclasses import dataclass

from django.core.cache import cache

from courses.changes.models import ReadAgain
from courses.changes.queries.reading import shown_titles
from lms.statements import Statement

OPEN, KEPT_SECONDS, MOST = "changes.open", 60, 3
_OF = Statement(lambda person: ReadAgain.objects.open().filter(person=person).select_related("change__page"), person=999_999_999)


@dataclass(frozen=True)
class ToRead:
    """The tasks that press most, each with its title, and how many there are."""

    tasks: tuple[tuple[ReadAgain, str], ...]
    number: int


def changes_to_read(person) -> ToRead | None:
    """What is still to read; None when nothing is. One query, and none while nobody in the house has anything to read."""
    if not cache.get_or_set(OPEN, lambda: ReadAgain.objects.open().exists(), KEPT_SECONDS):
        return None
    tasks = _OF.all(person=person.pk)
    if not tasks:
        return None
    titles = shown_titles([task.change for task in tasks[:MOST]])
    return ToRead(tuple((task, titles[task.change_id]) for task in tasks[:MOST]), len(tasks))


def forget_open() -> None:
    """Something was given to read: this process says so at once, the others within a minute."""
    cache.delete(OPEN)
