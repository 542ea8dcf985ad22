"""Moodle XML, as Moodle itself writes it: https://docs.moodle.org/en/Moodle_XML_format.

Texts in two languages are in the spans of Moodle's multi-language filter, https://docs.moodle.org/en/Multi-language_content_filter; where
a question has gaps, only one language is. What Moodle has no place for (our rules, competencies, the other language of gaps) stands in an
element `<peldano>` of the question, which Moodle passes over: read here again, a question is what it was.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Item, Note
from assessments.exchange.reading.beside import NAME
from assessments.exchange.reading.moodle import read_moodle
from assessments.exchange.writing.beside import is_kept, record
from assessments.exchange.writing.moodle.cloze import write_gaps
from assessments.exchange.writing.moodle.kinds import WRITERS
from assessments.exchange.writing.moodle.question import Building, in_xml
from assessments.exchange.writing.texts import called, languages_of

_HEAD, _TAIL = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n', "</quiz>\n"


def write_moodle(items: Sequence[Item], *, language: str | None = None) -> tuple[bytes, tuple[Note, ...]]:
    """The file, and what Moodle cannot hold of each question. Texts are in `language`, or in both where none is named."""
    parts: list[str] = []
    notes: list[Note] = []
    category: tuple[str, ...] = ()
    for number, item in enumerate(items, 1):
        written, told = _question(item, number, language)
        notes += told
        if written and item.category != category:
            parts.append(_category(item.category))
            category = item.category
        parts.append(written)
    if any(item.competency or item.level or item.difficulty for item in items):
        notes.append(Note(_("Competency, level and difficulty are in the file for this academy; Moodle passes over them.")))
    return (_HEAD + "".join(parts) + _TAIL).encode(), tuple(notes)


def _question(item: Item, number: int, language: str | None) -> tuple[str, list[Note]]:
    languages = languages_of(item)
    chosen = [code for code in languages if code == language] or (languages[:1] if language else languages)
    building = Building(item, chosen, called(item) or item.code or f"#{number}")
    if item.content is None or not languages or item.kind not in (*WRITERS, "gaps") or not is_kept(item):
        building.tell(_("“%(question)s” was left out: it is not complete enough to be written."), _("Complete it first."))
        return "", building.notes
    if language and language not in languages:
        building.tell(_("“%(question)s” is not written in the language chosen; it is in the other one."))
    lines = _lines(building)
    read = read_moodle("\n".join([_HEAD, _category(item.category), *lines, "</question>", _TAIL]).encode()).items[-1]
    beside = record(item, read)
    lines += [f"    <{NAME}>{in_xml(beside)}</{NAME}>"] if beside else []
    return "\n".join([*lines, "  </question>", ""]), building.notes


def _lines(building: Building) -> list[str]:
    item, content = building.item, building.content
    kind, write = WRITERS.get(item.kind, ("cloze", write_gaps))
    building.add(f'  <question type="{kind}">')
    building.add(f"    <name><text>{in_xml(building.name)}</text></name>")
    if kind != "cloze":
        building.holder("questiontext", content["stem"], marked=True)
    write(building)
    building.holder("generalfeedback", content["explanation"])
    if kind != "cloze":
        building.simple("defaultgrade", f"{sum(one['points'] for one in content.get('rubric') or ()) or 1:g}")
    building.simple("penalty", 0)
    building.simple("hidden", 0)
    if item.code:
        building.simple("idnumber", item.code)
    if item.tags:
        building.add("    <tags>" + "".join(f"<tag><text>{in_xml(one)}</text></tag>" for one in item.tags) + "</tags>")
    return building.lines


def _category(path: tuple[str, ...]) -> str:
    names = "/".join(("$course$", "top", *(one.replace("/", "//") for one in path)))
    return f'  <question type="category"><category><text>{in_xml(names)}</text></category></question>\n'
