"""Aiken: a question on a line, its options after A), B) … or A., B. …, and ANSWER: with a letter.

https://docs.moodle.org/en/Aiken_format and Moodle's `question/format/aiken/format.php`. Beyond Moodle are understood: small letters, a
question or an option on several lines, RESPUESTA in place of ANSWER, several letters. Texts are plain: tags are no tags.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Format, Item, Note, Reading, Unreadable, Verdict
from lms.language.bilingual import LANGUAGES

# Without a space only after a capital: “e.g.” begins no option.
_OPTION = re.compile(r"([A-Z])[.)]\s*(.*)|([a-z])[.)]\s+(.*)")
_ANSWER = re.compile(r"(?:ANSWER|RESPUESTA)\s*:\s*(.*)", re.IGNORECASE)
_LETTERS = re.compile(r"\(?([A-Z])[).]?(?:\s*(?:,|;|&|\+|\by\b|\band\b)\s*\(?([A-Z])[).]?)*", re.IGNORECASE)
_SHORTENED = 80


@dataclass
class _Question:
    """What was read of one so far; `loose` are lines after an option that may belong to it or begin the next question."""

    line: int
    text: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    loose: list[tuple[int, str]] = field(default_factory=list)
    small: bool = False

    @property
    def letters(self) -> list[str]:
        return [letter for letter, _text in self.options]

    def settle(self) -> None:
        """Loose lines were the end of the last option."""
        if self.loose:
            letter, text = self.options[-1]
            self.options[-1] = letter, " ".join((text, *(line for _number, line in self.loose)))
            self.loose = []


def read_aiken(text: str, *, language: str = "es") -> Reading:
    """Every question of the text, in its order, its words in `language`. Raises `Unreadable` when there is none."""
    items = tuple(_items(text, language))
    if not any(item.verdict == Verdict.READY for item in items) and not _ANSWER.search(text):
        raise Unreadable(
            Note(
                _("There is no question in the file."),
                _("In Aiken a question is a line, its options begin with A) and B), and ANSWER: ends it."),
            )
        )
    return Reading(Format.AIKEN, items)


def _items(text: str, language: str) -> Iterator[Item]:
    question: _Question | None = None
    ended = False  # an empty line stood before this one
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        line = " ".join(line.split())
        if not line:
            ended = True
            continue
        answer = _ANSWER.fullmatch(line)
        letter, rest, small = _option(line, question)
        if answer:
            yield _finished(question or _Question(number), answer[1], number, language)
            question = None
        elif letter:
            if question and letter in question.letters:
                yield _unfinished(question, language)
                question = _begun(question.loose, number)
            question = question or _Question(number)
            question.settle()
            question.options.append((letter, rest))
            question.small = question.small or small
        elif question and not ended:
            (question.loose.append((number, line)) if question.options else question.text.append(line))
        else:
            if question:
                yield _unfinished(question, language)
            question = _Question(number, [line])
        ended = False
    if question:
        yield _unfinished(question, language)


def _option(line: str, question: _Question | None) -> tuple[str, str, bool]:
    """Its letter, its text, and whether the letter is a small one; no letter when the line is no option.

    The first option is A: a question that begins with “U.S.” is a text.
    """
    found = _OPTION.fullmatch(line)
    if not found:
        return "", "", False
    letter, text = (found[1], found[2]) if found[1] else (found[3].upper(), found[4])
    begun = bool(question and question.options)
    if letter != "A" and not begun:
        return "", "", False
    return letter, text, found[1] is None


def _begun(loose: list[tuple[int, str]], number: int) -> _Question:
    return _Question(loose[0][0] if loose else number, [line for _number, line in loose])


def _finished(question: _Question, answer: str, line: int, language: str) -> Item:
    question.settle()
    right = _right(answer, question)
    problem = _problem(question, answer, right)
    if problem:
        return _broken(question, Note(*problem, {"answer": answer[:40]}, line))
    notes = []
    if question.small:
        notes.append(Note(_("Its letters are small; Moodle takes capitals only."), line=question.line))
    if len(right) > 1:
        notes.append(Note(_("It names several answers, which Aiken does not have: all of them have to be chosen."), line=line))
    options = [
        {"key": key, "text": _text(text, language), "feedback": _text("", language), "correct": letter in right}
        for key, (letter, text) in zip(ascii_lowercase, question.options, strict=False)
    ]
    content: dict[str, Any] = {
        "format": "plain",
        "stem": _text("\n".join(question.text), language),
        "explanation": _text("", language),
        "options": options,
    }
    kind = "single"
    if len(right) > 1:
        kind, content = "multiple", {**content, "rule": "all"}
    return Item(kind=kind, verdict=Verdict.READY, content=content, line=question.line, notes=tuple(notes))


def _right(answer: str, question: _Question) -> set[str]:
    """The letters that the answer names; by the words of an option too."""
    if _LETTERS.fullmatch(answer.strip()):
        return {one.upper() for one in re.findall(r"\b[A-Za-z]\b", answer) if one.upper() in question.letters or one not in "yY"}
    return {letter for letter, text in question.options if text and text.casefold() == answer.strip().casefold()}


def _problem(question: _Question, answer: str, right: set[str]) -> tuple[str, str] | None:
    if not question.text:
        return _("There is an ANSWER without a question."), _("Write the question on a line above its options.")
    if len(question.options) < 2:
        return _("It has fewer than two options."), _("Write each on its line: A) and B) at least.")
    if any(not text for _letter, text in question.options):
        return _("One of its options has no text."), _("Write it after its letter.")
    if not answer.strip():
        return _("Its ANSWER has no letter."), _("Write the letter of the right option: ANSWER: B.")
    if not right or not right <= set(question.letters):
        return _("Its ANSWER “%(answer)s” is none of its options."), _("Write the letter of one of them: ANSWER: B.")
    return None


def _unfinished(question: _Question, language: str) -> Item:
    if not question.text:
        note = Note(_("There are options without a question."), _("Write the question on a line above them."), line=question.line)
    elif question.options:
        note = Note(_("It has no ANSWER."), _("Write ANSWER: and the letter of the right option after the last one."), line=question.line)
    else:
        note = Note(
            _("A text without options."), _("If it is a question, write its options on the lines after it: A) and B)."), line=question.line
        )
    return _broken(question, note)


def _broken(question: _Question, note: Note) -> Item:
    title = " ".join(question.text) or " ".join(text for _letter, text in question.options)
    title = title if len(title) <= _SHORTENED else f"{title[:_SHORTENED].rstrip()}…"
    return Item(kind="multichoice", verdict=Verdict.BROKEN, title=title, line=question.line, notes=(note,))


def _text(text: str, language: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, "") | {language: text}
