"""What is written for whoever marks a text: a model answer, and at its end a list of what earns points.

“Greets by name (2 points)”: as people write it, and as our own files do, where a format has one text for all of it.
"""

import re
from decimal import Decimal
from typing import Any

from assessments.exchange.reading.formatted import Html, key
from assessments.exchange.reading.languages import has_languages
from assessments.exchange.reading.markup import clean, from_plain, to_plain
from assessments.exchange.reading.numbers import plain_number

_CRITERION = re.compile(r"(.+?)\s*\((\d{1,3}(?:[.,]\d{1,2})?)\s*(?:p|pt|pts|punto|puntos|point|points)\.?\)\s*", re.DOTALL | re.IGNORECASE)


def model_and_rubric(info: Html) -> tuple[Html, list[dict[str, Any]]]:
    """The model answer, and the criteria with their points; none where the text does not end with such a list."""
    markup = "" if has_languages(info.markup) else clean(info.markup)
    start = markup.rfind("<ul>")
    parts = _items(markup[start:]) if start >= 0 else []
    criteria = [one for part in parts if (one := _CRITERION.fullmatch(to_plain(part)))]
    if not parts or len(criteria) != len(parts):
        return info, []
    rubric = [
        {"key": key(place), "text": Html(from_plain(one[1])), "points": plain_number(Decimal(one[2].replace(",", ".")))}
        for place, one in enumerate(criteria)
    ]
    return Html(markup[:start]), rubric


def _items(markup: str) -> list[str]:
    """What is in a list that ends the text and has no other within it."""
    head, tail = "<ul><li>", "</li></ul>"
    if not (markup.startswith(head) and markup.endswith(tail)):
        return []
    return markup[len(head) : -len(tail)].split("</li><li>")
