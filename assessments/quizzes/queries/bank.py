"""What authors ask of the bank."""

from assessments.quizzes.models import Question


def matching_questions(*, tag: str = "", competency_id: int | None = None, level: int | None = None, difficulty: int | None = None) -> int:
    """How many live questions a section with these wishes can take."""
    return Question.objects.live().that_fit(tag=tag, competency_id=competency_id, level=level, difficulty=difficulty).count()
