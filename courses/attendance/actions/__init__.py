"""Planning sessions, keeping their registers, and settling what somebody says is not so."""

from courses.attendance.actions.making_up import make_up, take_back
from courses.attendance.actions.planning import Stretch, add_session, cancel_session, change_session, plan_sessions
from courses.attendance.actions.questions import answer_question, ask_about
from courses.attendance.actions.registers import Entry, take_register
from courses.attendance.actions.reminding import remind_of_registers

__all__ = [
    "Entry",
    "Stretch",
    "add_session",
    "answer_question",
    "ask_about",
    "cancel_session",
    "change_session",
    "make_up",
    "plan_sessions",
    "remind_of_registers",
    "take_back",
    "take_register",
]
