"""Publishing questions; starting, answering and handing in an attempt; more attempts and more time for one person."""

from assessments.quizzes.actions.adding import add_questions
from assessments.quizzes.actions.adjusting import end_adjustment, grant_attempt, grant_time
from assessments.quizzes.actions.answering import Saved, save_response
from assessments.quizzes.actions.bank import publish_question, retire_question, save_question, send_for_review
from assessments.quizzes.actions.ending import end_overdue, rescore, submit_attempt
from assessments.quizzes.actions.marking import correct_version, fits_key, mark_response
from assessments.quizzes.actions.rescuing import BroughtIn, bring_in, check_rescue
from assessments.quizzes.actions.starting import start_attempt

__all__ = [
    "BroughtIn",
    "Saved",
    "add_questions",
    "bring_in",
    "check_rescue",
    "correct_version",
    "end_adjustment",
    "end_overdue",
    "fits_key",
    "grant_attempt",
    "grant_time",
    "mark_response",
    "publish_question",
    "rescore",
    "retire_question",
    "save_question",
    "save_response",
    "send_for_review",
    "start_attempt",
    "submit_attempt",
]
