"""What keeps a text with gaps from being asked."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.quizzes.content import Content, gap_keys
from assessments.quizzes.kinds.problems.choosing import best_problems
from assessments.quizzes.kinds.problems.words import NAMES
from assessments.quizzes.kinds.problems.writing import number_problems, short_problems
from lms.language.bilingual import LANGUAGES

_OF_A_GAP: dict[str, Callable[[Content], list]] = {"choice": best_problems, "typed": short_problems, "number": number_problems}


def gaps_problems(content: Content) -> list:
    keys = [gap["key"] for gap in content.get("gaps") or ()]
    text = content.get("text") or {}
    found = [] if keys else [_("Leave at least one gap in the text.")]
    for code in LANGUAGES:
        if content["stem"].get(code) and not text.get(code):
            found.append(_("The text has no words in %(language)s.") % {"language": NAMES[code]})
        elif text.get(code) and sorted(gap_keys(text[code])) != sorted(keys):
            found.append(_("The text in %(language)s does not have each gap once.") % {"language": NAMES[code]})
    for number, gap in enumerate(content.get("gaps") or (), 1):
        found += [_("Gap %(number)s: %(problem)s") % {"number": number, "problem": problem} for problem in _problems(content, gap)]
    return found


def _problems(content: Content, gap: Mapping[str, Any]) -> list:
    return _OF_A_GAP[gap["kind"]]({**gap, "stem": content["stem"]})
