"""What answers say about quizzes and their questions."""

from assessments.analysis.queries.passing import Standings, who_would_pass
from assessments.analysis.queries.quizzes import QuizLine, quizzes_with_answers
from assessments.analysis.queries.screens import Analysis, Chosen, ItemLine, analysis

__all__ = ["Analysis", "Chosen", "ItemLine", "QuizLine", "Standings", "analysis", "quizzes_with_answers", "who_would_pass"]
