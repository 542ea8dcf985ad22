"""A question that is written in one language only, or a text of it that is."""

from collections.abc import Iterator, Mapping

from assessments.quizzes.content import untranslated
from assessments.quizzes.linting.findings import Finding
from assessments.quizzes.linting.reasons import Rule
from assessments.quizzes.linting.texts import Content


def missing_language(kind: str, content: Content) -> Iterator[Finding]:
    stem, explanation = content.get("stem") or {}, content.get("explanation") or {}
    missing = _one_missing(stem)
    if missing:
        yield Finding(Rule.MISSING_LANGUAGE, "stem", language=missing)
        return
    half = _one_missing(explanation)
    if half:
        yield Finding(Rule.MISSING_LANGUAGE, "explanation", language=half)
    for number, option in enumerate(content.get("options") or (), 1):
        half = _one_missing(option.get("feedback") or {})
        if half:
            yield Finding(Rule.MISSING_LANGUAGE, "feedback", (number,), half)


def _one_missing(texts: Mapping[str, str]) -> str:
    """The language that is missing where the other is written; empty otherwise."""
    missing = untranslated(texts)
    return missing[0] if len(missing) == 1 else ""
