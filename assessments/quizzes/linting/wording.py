"""What the words of a question or of an option do to whoever reads them."""

import re
from collections.abc import Iterator

from assessments.quizzes.linting.findings import Finding
from assessments.quizzes.linting.patterns import (
    ALL_OR_NONE,
    ASKS,
    BARE_TURN,
    EXCEPT,
    LETTER_PAIR,
    LOUD,
    NAMED_BY_PLACE,
    NOT,
    TELLS,
    TURNS_AWAY,
)
from assessments.quizzes.linting.reasons import Rule
from assessments.quizzes.linting.texts import Content, choices_of, format_of, stems, words
from lms.language.bilingual import LANGUAGES

_SENTENCES = re.compile(r"(?<=[.?!])\s+|\s*¿")
# Kinds that are answered by choosing among things that were written for it: only there a “not” turns the choice around.
CHOSEN = {"single", "multiple", "best", "true_false", "hotspot"}
SHUFFLED = {"single", "multiple", "best", "gaps"}


def negative_stem(kind: str, content: Content) -> Iterator[Finding]:
    for code, stem in stems(content):
        if kind in CHOSEN:
            said = _denied_statement(stem, code) if kind == "true_false" else _denied(stem, code)
            if said:
                yield Finding(Rule.NEGATIVE_STEM, "stem", language=code, said=said)


def all_or_none(kind: str, content: Content) -> Iterator[Finding]:
    for choices in choices_of(kind, content):
        for code in LANGUAGES:
            for number, text in enumerate(choices.texts(code), 1):
                found = ALL_OR_NONE[code].search(text)
                if found:
                    yield Finding(Rule.ALL_OR_NONE, "options", (number,), code, found[0], choices.gap)


def named_by_place(kind: str, content: Content) -> Iterator[Finding]:
    """In every text of a question whose options are shuffled. What speaks of all the options has a rule of its own."""
    if kind not in SHUFFLED:
        return
    for part, numbers, code, text in _texts(kind, content):
        # An option that is nothing but such a name stands for something drawn in the question.
        if part == "options" and (ALL_OR_NONE[code].search(text) or NAMED_BY_PLACE[code].fullmatch(text)):
            continue
        found = NAMED_BY_PLACE[code].search(text) or LETTER_PAIR[code].search(text)
        if not found and part != "stem":
            found = next(filter(None, (BARE_TURN[code].search(one) for one in _SENTENCES.split(text) if one)), None)
        if found:
            yield Finding(Rule.NAMED_BY_PLACE, part, numbers, code, found[0].strip(" .,;:"))


def _texts(kind: str, content: Content) -> Iterator[tuple[str, tuple[int, ...], str, str]]:
    for code in LANGUAGES:
        for part in ("stem", "explanation"):
            yield part, (), code, words(content.get(part), code, format_of(content))
        for number, option in enumerate(content.get("options") or (), 1):
            yield "options", (number,), code, words(option.get("text"), code, format_of(content))
            yield "feedback", (number,), code, words(option.get("feedback"), code, format_of(content))


def _denied(stem: str, code: str) -> str:
    """The “not” that the question itself is asked with; empty when there is none."""
    for sentence in filter(None, _SENTENCES.split(stem)):
        told = TELLS[code].search(sentence)
        if told:
            return told[1]
        asks = ASKS[code].search(sentence)
        if not asks:
            continue
        asked = sentence[asks.start() :]
        found = LOUD[code].search(asked) or EXCEPT[code].search(asked) or _first_clause_not(asked[asks.end() - asks.start() :], code)
        if found:
            return found[0]
    return ""


def _denied_statement(stem: str, code: str) -> str:
    """A statement whose own verb is denied: “false” would then be a double negative."""
    sentence = [one for one in _SENTENCES.split(stem) if one][-1]
    found = LOUD[code].search(sentence) or _first_clause_not(sentence, code)
    return found[0] if found else ""


def _first_clause_not(text: str, code: str) -> re.Match[str] | None:
    turn = TURNS_AWAY[code].search(text)
    return NOT[code].search(text, 0, turn.start() if turn else len(text))
