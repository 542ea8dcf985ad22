"""What the screens ask: a learner's path, the people one teaches, the questions that wait."""

from courses.enrolments.queries.keeping import is_planned, people_in
from courses.enrolments.queries.learner import (
    AgendaEntry,
    DayView,
    Player,
    Staircase,
    agenda,
    learner_enrolments,
    next_step,
    own_enrolment,
    own_questions,
    player,
    staircase,
)
from courses.enrolments.queries.path import ModuleView, Path, StepView, path, paths, step_of
from courses.enrolments.queries.people import (
    ClassTick,
    Whereabouts,
    class_tick,
    cohorts_of,
    detail_of,
    enrolment_list,
    people_of,
    people_progress,
    ticks_of,
    whereabouts,
    would_enrol,
)
from courses.enrolments.queries.tutoring import questions_for, waiting_count
from courses.enrolments.queries.ways import way_to, ways_of

__all__ = [
    "AgendaEntry",
    "ClassTick",
    "DayView",
    "ModuleView",
    "Path",
    "Player",
    "Staircase",
    "StepView",
    "Whereabouts",
    "agenda",
    "class_tick",
    "cohorts_of",
    "detail_of",
    "enrolment_list",
    "is_planned",
    "learner_enrolments",
    "next_step",
    "own_enrolment",
    "own_questions",
    "path",
    "paths",
    "people_in",
    "people_of",
    "people_progress",
    "player",
    "questions_for",
    "staircase",
    "step_of",
    "ticks_of",
    "waiting_count",
    "way_to",
    "ways_of",
    "whereabouts",
    "would_enrol",
]
