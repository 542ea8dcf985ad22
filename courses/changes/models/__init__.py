"""What was said of a change, and what it asks of whom."""

from courses.changes.models.questions import QuestionChange
from courses.changes.models.saying import Change
from courses.changes.models.tasks import ProveAgain, ReadAgain

__all__ = ["Change", "ProveAgain", "QuestionChange", "ReadAgain"]
