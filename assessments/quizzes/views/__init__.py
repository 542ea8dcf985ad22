"""A quiz on the learner's side."""

from assessments.quizzes.views.after import grant, report, result
from assessments.quizzes.views.answering import answer
from assessments.quizzes.views.taking import brief, preview, question, review, start, submit

__all__ = ["answer", "brief", "grant", "preview", "question", "report", "result", "review", "start", "submit"]
