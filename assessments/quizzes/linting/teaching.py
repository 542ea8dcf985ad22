"""What whoever was wrong learns afterwards."""

from collections.abc import Iterator

from assessments.quizzes.linting.findings import Finding
from assessments.quizzes.linting.reasons import Rule
from assessments.quizzes.linting.texts import OPTIONS, Content, is_right, stems


def without_explanation(kind: str, content: Content) -> Iterator[Finding]:
    # Whoever marks a free text explains it; the model answer is shown with it.
    if kind != "free" and any(stems(content)) and not any((content.get("explanation") or {}).values()):
        yield Finding(Rule.NO_EXPLANATION, "explanation")


def without_feedback(kind: str, content: Content) -> Iterator[Finding]:
    """The wrong options and places that say nothing to whoever chose them."""
    for name, wanted in (("options", kind in OPTIONS), ("areas", kind == "hotspot")):
        parts = content.get(name) or () if wanted else ()
        silent = tuple(
            number for number, part in enumerate(parts, 1) if not is_right(part) and not any((part.get("feedback") or {}).values())
        )
        if silent:
            yield Finding(Rule.NO_FEEDBACK, name, silent)


def _says_why(part: Content) -> bool:
    return any((part.get("feedback") or {}).values())
