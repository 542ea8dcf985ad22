r"""Moodle's GIFT, read as leniently as Moodle reads it.

The rules are those of https://docs.moodle.org/en/GIFT_format and, where that is silent, of Moodle's own `question/format/gift/format.php`.
A question that cannot be read says so at its line and stands in nobody's way. Beyond Moodle are understood: an empty line within braces, a
missing one between questions, unescaped signs within an HTML tag, T and F in small letters or in Spanish, decimal commas. In its comments,
beside Moodle's `[id:…]` and `[tag:…]`, our own files say `[competency:…]`, `[level:…]` and `[difficulty:…]`.
"""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Format, Item, Note, Reading, Unreadable, Verdict
from assessments.exchange.reading.formatted import settled, texts_in
from assessments.exchange.reading.gift.arranged import read_matching, read_ordering
from assessments.exchange.reading.gift.blocks import CATEGORY, Block, blocks_of
from assessments.exchange.reading.gift.choices import read_choices, read_true_false
from assessments.exchange.reading.gift.marks import show, tidy, verbatim
from assessments.exchange.reading.gift.question import Answered, Asked, Broken, kind_of, name_of, read_around
from assessments.exchange.reading.gift.typed import read_essay, read_number, read_short

READERS: dict[str, Callable[[str, Asked], Answered]] = {
    "essay": read_essay,
    "match": read_matching,
    "multichoice": read_choices,
    "numerical": read_number,
    "ordering": read_ordering,
    "shortanswer": read_short,
    "truefalse": read_true_false,
}
_SAID = re.compile(r"\[(id|tag|competency|level|difficulty):((?:\\\]|[^\]\x00-\x1f]){1,255}+)\]")
_SHORTENED = 80
_LINK = re.compile(r"<a\s[^<>]*\bhref")


def read_gift(text: str, *, language: str = "es") -> Reading:
    """Every question of the text, in its order, its words in `language`. Raises `Unreadable` when there is none."""
    items: list[Item] = []
    category: tuple[str, ...] = ()
    for block in blocks_of(tidy(text)):
        if block.code.startswith(CATEGORY):
            category = _path(block.code)
        else:
            items.append(_item(block, category, language))
    if not items:
        raise Unreadable(
            Note(_("There is no question in the file."), _("In GIFT a question is a text with its answers in braces: {=yes ~no}."))
        )
    return Reading(Format.GIFT, tuple(items))


def _item(block: Block, category: tuple[str, ...], language: str) -> Item:
    around: dict[str, Any] = {"line": block.line, "category": category, **_said(block.comment)}
    notes = _about(block)
    kind = ""
    try:
        asked = read_around(block.code)
        if asked.answers is None:
            return _description(asked, language, around)
        kind = kind_of(asked.answers)
        answered = READERS[kind](asked.answers, asked)
    except Broken as broken:
        return Item(kind=kind, verdict=Verdict.BROKEN, title=_title(block.code), notes=_at((broken.note, *notes), block.line), **around)
    body = {"stem": asked.stem, "explanation": asked.explanation, **answered.body}
    content = settled(body, language=language, as_typed=True)
    told = _at((*notes, *answered.notes, *_lost(body)), block.line)
    return Item(kind=answered.kind, verdict=Verdict.READY, content=content, title=asked.title, notes=told, **around)


def _description(asked: Asked, language: str, around: dict[str, Any]) -> Item:
    body = {"stem": asked.stem, "explanation": asked.explanation}
    content = settled(body, language=language, as_typed=True)
    note = Note(_("A text without a question."), _("If it asks something, write its answers in braces: {=yes ~no}."))
    notes = _at((note, *_lost(body)), around["line"])
    return Item(kind="description", verdict=Verdict.UNSUPPORTED, content=content, title=asked.title, notes=notes, **around)


def _lost(body: dict[str, Any]) -> tuple[Note, ...]:
    """What its texts show and cannot bring: GIFT holds no files, and a question no links."""
    markup = " ".join(text.markup for text in texts_in(body)).lower()
    image = Note(_("It shows an image that is not in this file."), _("Add the image in the editor, or bring the question as Moodle XML."))
    link = Note(_("Its links were left as words."), _("Write the address, or put the link into the lesson."))
    return (*([image] if "<img" in markup else []), *([link] if _LINK.search(markup) else []))


def _about(block: Block) -> tuple[Note, ...]:
    notes = []
    if block.has_gap:
        notes.append(Note(_("An empty line stood among its answers; Moodle would end the question there.")))
    if block.ran_on:
        notes.append(Note(_("No empty line stood before it; Moodle would take it for a part of the question before.")))
    return tuple(notes)


def _at(notes: tuple[Note, ...], line: int) -> tuple[Note, ...]:
    return tuple(Note(one.message, one.mend, one.values, line) for one in notes)


def _title(code: str) -> str:
    """By which a question that cannot be read is recognised."""
    title, rest = name_of(code)
    words = " ".join(show(title or rest).split())
    return words if len(words) <= _SHORTENED else f"{words[:_SHORTENED].rstrip()}…"


def _said(comment: str) -> dict[str, Any]:
    """What is kept of a comment: Moodle's number and tags, and what our own files add."""
    said: dict[str, list[str]] = {}
    for name, value in _SAID.findall(comment):
        said.setdefault(name, []).append(value.replace("\\]", "]").strip())
    first = {name: values[0] for name, values in said.items()}
    return {
        "code": first.get("id", ""),
        "tags": tuple(dict.fromkeys(said.get("tag", ()))),
        "competency": first.get("competency", ""),
        "level": _of(first.get("level"), 5),
        "difficulty": _of(first.get("difficulty"), 3),
    }


def _of(text: str | None, most: int) -> int | None:
    return int(text) if text and len(text) == 1 and text.isdecimal() and 1 <= int(text) <= most else None


def _path(code: str) -> tuple[str, ...]:
    """Names parted by / (a double one is a sign of a name), without the place in Moodle that they begin with."""
    line = verbatim(code.split("\n")[0][len(CATEGORY) :])
    names = [name.strip().replace("//", "/") for name in re.split(r"(?<!/)/(?!/)", line.strip())]
    if names and re.fullmatch(r"\$\w+\$", names[0]):
        names = names[1:]
    return tuple(name for name in (names[1:] if names[:1] == ["top"] else names) if name)
