"""Texts of Moodle whose gaps are filled from lists: “select missing words” and “drag and drop into text”.

https://docs.moodle.org/en/Select_missing_words_question_type and https://docs.moodle.org/en/Drag_and_drop_into_text_question_type:
`[[2]]` is where the second of the words belongs; the words of its group are what one chooses among.
"""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.reading.formatted import MOST_PARTS, NOTHING, Html, key, parted
from assessments.exchange.reading.languages import in_language, parts
from assessments.exchange.reading.markup import as_html
from assessments.exchange.reading.moodle.question import Question, too_many, value_in
from assessments.exchange.reading.refusing import Answered, broken

_GAP = re.compile(r"\[\[(\d{1,3})\]\]")


def read_missing_words(question: Question) -> Answered:
    words = question.all("selectoption") or question.all("dragbox")
    markup = in_one(question.field("questiontext").markup, question, lambda part: bool(_GAP.search(part)))
    gaps: list[dict[str, Any]] = []
    count = len(_GAP.findall(markup))
    if count > MOST_PARTS:
        raise too_many(count)

    def put(found: re.Match[str]) -> str:
        right = int(found[1])
        if not 1 <= right <= len(words):
            raise broken(_("A gap asks for word %(number)s, but there are %(count)s."), _("Mend the gap."), number=right, count=len(words))
        gaps.append({"key": str(len(gaps) + 1), "kind": "choice", "points": 1, "options": _options(words, right, question)})
        return f"[[{len(gaps)}]]"

    return with_gaps(_GAP.sub(put, markup), gaps)


def with_gaps(markup: str, gaps: list[dict[str, Any]]) -> Answered:
    """The text with `[[1]]` and so on, and what belongs there."""
    if not gaps:
        raise broken(_("Its text has no gap."), _("Say in the text where the gaps are."))
    stem, text = parted(markup)
    return Answered("gaps", {"stem": stem, "text": text, "gaps": gaps, "rule": "partial"})


def in_one(markup: str, question: Question, has_gap: Callable[[str], bool]) -> str:
    """The text in the language of the file, where each language has gaps of its own: here all have the same gaps."""
    if not any(code and has_gap(part) for code, part in parts(markup)):
        return markup
    question.tell(
        _("Its text has other gaps in each language: only one of the languages was taken."), _("Write the other language in the editor.")
    )
    return in_language(markup, question.language)


def _options(words: list[Element], right: int, question: Question) -> list[dict[str, Any]]:
    group = value_in(words[right - 1].find("group"), "1")
    among = [(number, one) for number, one in enumerate(words, 1) if value_in(one.find("group"), "1") == group]
    return [
        {"key": key(place), "text": Html(as_html(value_in(one))), "weight": 100 if number == right else 0, "feedback": NOTHING}
        for place, (number, one) in enumerate(among)
    ]
