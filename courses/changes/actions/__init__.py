"""What changes what a change asks: saying it, its going live, giving its tasks, reading them, taking it back."""

from courses.changes.actions.ending import end_change
from courses.changes.actions.giving import give_provings, give_readings
from courses.changes.actions.publishing import publish_said, went_live
from courses.changes.actions.reading import read_to_the_end
from courses.changes.actions.saying import Said, say_afterwards, say_of_draft

__all__ = [
    "Said",
    "end_change",
    "give_provings",
    "give_readings",
    "publish_said",
    "read_to_the_end",
    "say_afterwards",
    "say_of_draft",
    "went_live",
]
