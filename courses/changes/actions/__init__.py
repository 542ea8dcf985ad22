"""What changes what a change asks: saying it, its going live, giving its tasks, reading them, taking it back."""

from courses.changes.actions.ending import end_change
from courses.changes.actions.giving import give_provings, give_readings
from courses.changes.actions.publishing import publish_said, went_live
from courses.changes.actions.questions import ask_again, note_question, say_of_question
from courses.changes.actions.reading import read_to_the_end
from courses.changes.actions.saying import Said, say_afterwards, say_of_draft
from courses.changes.actions.structure import step_came, step_went

__all__ = [
    "Said",
    "ask_again",
    "end_change",
    "give_provings",
    "give_readings",
    "note_question",
    "publish_said",
    "read_to_the_end",
    "say_afterwards",
    "say_of_draft",
    "say_of_question",
    "step_came",
    "step_went",
    "went_live",
]
