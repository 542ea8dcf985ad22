"""What the screens of sessions and registers ask: the same few times, however many people and sessions there are."""

from courses.attendance.queries.cohorts import PersonTally, SessionLine, class_days, least_of, sessions_of, tallies_of
from courses.attendance.queries.people import PersonAttendance, attendance_of, goals_of, known_of
from courses.attendance.queries.sessions import Register, begins, ends, hours, people_of, register_of, titled, when
from courses.attendance.queries.today import ComingClasses, ToKeep, classes_to_come, classes_to_keep

__all__ = [
    "ComingClasses",
    "PersonAttendance",
    "PersonTally",
    "Register",
    "SessionLine",
    "ToKeep",
    "attendance_of",
    "begins",
    "class_days",
    "classes_to_come",
    "classes_to_keep",
    "ends",
    "goals_of",
    "hours",
    "known_of",
    "least_of",
    "people_of",
    "register_of",
    "sessions_of",
    "tallies_of",
    "titled",
    "when",
]
