"""Everything that changes an enrolment: assigning, walking its steps, asking on them."""

from courses.enrolments.actions.assigning import assign, cancel_enrolment
from courses.enrolments.actions.cohorts import open_cohort
from courses.enrolments.actions.holidays import add_holiday, remove_holiday
from courses.enrolments.actions.questions import answer, ask
from courses.enrolments.actions.steps import complete_step, needs_settling, note_opened, open_step, save_place, settle, test_out, tick

__all__ = [
    "add_holiday",
    "answer",
    "ask",
    "assign",
    "cancel_enrolment",
    "complete_step",
    "needs_settling",
    "open_cohort",
    "note_opened",
    "open_step",
    "remove_holiday",
    "save_place",
    "settle",
    "test_out",
    "tick",
]
