"""The texts of a question that came as HTML, made into what a question keeps: cleaned, in both languages, plain where nothing is lost."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from assessments.exchange.reading.languages import has_languages, in_language, languages_in, tokens
from assessments.exchange.reading.markup import clean, is_plain, to_plain
from assessments.quizzes.content import in_words
from lms.language.bilingual import LANGUAGES


@dataclass(frozen=True)
class Html:
    """Stands in a content where a text in both languages will, until `settled` puts that there."""

    markup: str
    said: str | None = None  # its words as they were typed, where they had no formatting: plain text keeps every space of them

    def __bool__(self) -> bool:
        return bool(clean(self.markup))


@dataclass(frozen=True)
class Own:
    """Words of ours where a file has none: those of the languages that the question is in."""

    es: str
    en: str


NOTHING = Html("")
MOST_PARTS = 100  # options, pairs, words or gaps of one question: beyond that it is no question but a burden
# What a text with gaps asks when the file does not say.
FILL_IN = Own("Completa el texto.", "Complete the text.")
_GAP = re.compile(r"\[\[[A-Za-z0-9_-]+\]\]")
_PARAGRAPHS_BEFORE = re.compile(r"(?:\s*(?:\{mlang[a-z ]*\}\s*)*<p>(?:(?!</p>|\[\[[A-Za-z0-9_-]+\]\]).)*</p>(?:\s*\{mlang\})?)+", re.DOTALL)


def settled(content: Mapping[str, Any], *, language: str, as_typed: bool = False) -> dict[str, Any]:
    """The content with each `Html` as `{"es": …, "en": …}`, and its `format`.

    Where one of its texts is in several languages, one that is not is the same in all; else all are in `language`. The format is HTML
    where plain text would lose something; with `as_typed` also where somebody said that a text is HTML.
    """
    typed = list(texts_in(content))
    texts = [one.markup for one in typed]
    spoken = {code for one in texts if has_languages(one) for code in languages_in(one)}
    several = [code for code in LANGUAGES if code in spoken]
    languages = several or [language]
    cleaned = {(one, code): clean(in_language(one, code) if several else one) for one in texts for code in languages}
    told = as_typed and any(one.markup and one.said is None for one in typed)
    text_format = "plain" if not told and all(map(is_plain, cleaned.values())) else "html"

    def said(text: Html | Own, code: str) -> str:
        if isinstance(text, Own):
            return str(getattr(text, code))
        if text_format == "plain" and text.said is not None:
            return in_language(text.said, code).strip() if has_languages(text.said) else text.said
        return to_plain(cleaned[text.markup, code]) if text_format == "plain" else cleaned[text.markup, code]

    def put(text: Html | Own) -> dict[str, str]:
        return {code: said(text, code) if code in languages else "" for code in LANGUAGES}

    return {"format": text_format, **_put(content, put)}


def parted(markup: str) -> tuple[Html | Own, Html]:
    """What a text with gaps asks, and the text: the paragraphs before the one with the first gap, and the rest."""
    markup = clean(tokens(markup))
    found = _PARAGRAPHS_BEFORE.match(markup)
    if found and _GAP.search(markup, found.end()):
        return Html(found[0]), Html(markup[found.end() :])
    return FILL_IN, Html(markup)


def title_of(name: str, content: Mapping[str, Any]) -> str:
    """The name of a question, unless it only repeats how the question begins: many programs name them so."""
    name = " ".join(name.split())
    begins = name.removesuffix("...").removesuffix("…").strip()
    for text in content["stem"].values():
        words = in_words(text, content["format"])
        if begins == words or (len(begins) >= 15 and words.startswith(begins)):
            return ""
    return name


def key(place: int) -> str:
    """a, b, … of places that count from 0."""
    letter = ascii_lowercase[place % 26]
    return letter if place < 26 else f"{letter}{place // 26}"


def texts_in(value: Any) -> Iterator[Html]:
    """Every text of a content that is not settled yet."""
    if isinstance(value, Html):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def _put(value: Any, put: Callable[[Html | Own], dict[str, str]]) -> Any:
    if isinstance(value, Html | Own):
        return put(value)
    if isinstance(value, Mapping):
        return {name: _put(one, put) for name, one in value.items()}
    return [_put(one, put) for one in value] if isinstance(value, list) else value
