"""A part of a question has to be written in every language that the question is written in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.quizzes.content import Content
from lms.language.bilingual import LANGUAGES

NAMES = {"es": _("Spanish"), "en": _("English")}


def unwritten(content: Content, parts: Sequence[Mapping[str, Any]], *, said, text: str = "text") -> list:
    """`said` has %(number)s and %(language)s: which part has no words where the question has some."""
    found = []
    stem = content.get("stem") or {}
    for code in LANGUAGES:
        empty = [number for number, part in enumerate(parts, 1) if not (part.get(text) or {}).get(code)]
        if stem.get(code) and empty:
            found.append(said % {"number": empty[0], "language": NAMES[code]})
        if not stem.get(code) and len(empty) < len(parts) and any(stem.get(other) for other in LANGUAGES):
            found.append(_("There are options in %(language)s but no question in it.") % {"language": NAMES[code]})
    return found


def a_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
