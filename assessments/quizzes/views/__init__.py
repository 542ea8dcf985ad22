"""A quiz on the learner's side."""

from assessments.quizzes.views.after import grant, report, result
from assessments.quizzes.views.answering import answer, state
from assessments.quizzes.views.pictures import picture
from assessments.quizzes.views.rescue import bring_in, rescue
from assessments.quizzes.views.taking import brief, preview, question, review, start, submit
from assessments.quizzes.views.time import end_time, time
from assessments.quizzes.views.whole import questions

__all__ = [
    "answer",
    "brief",
    "bring_in",
    "grant",
    "picture",
    "preview",
    "question",
    "questions",
    "report",
    "rescue",
    "result",
    "review",
    "start",
    "state",
    "submit",
    "end_time",
    "time",
]
