"""Moodle XML, question by question: https://docs.moodle.org/en/Moodle_XML_format.

A question that cannot be read, or that no kind of ours can hold, says so at its line and stands in nobody's way. Nothing is left out
without a note. Files of any size take the memory of their questions, not of their XML.
"""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.items import Format, Item, Note, Reading, Unreadable, Verdict
from assessments.exchange.reading.beside import NAME, restored
from assessments.exchange.reading.formatted import MOST_PARTS, settled, title_of
from assessments.exchange.reading.languages import in_language
from assessments.exchange.reading.markup import to_plain
from assessments.exchange.reading.moodle.arranged import read_matching, read_ordering
from assessments.exchange.reading.moodle.choices import read_multichoice, read_multichoiceset, read_true_false
from assessments.exchange.reading.moodle.cloze import read_cloze
from assessments.exchange.reading.moodle.gaps import read_missing_words
from assessments.exchange.reading.moodle.places import read_markers
from assessments.exchange.reading.moodle.question import Question, too_many, value_in
from assessments.exchange.reading.moodle.typed import read_essay, read_number, read_short
from assessments.exchange.reading.refusing import Answered, Refused
from assessments.exchange.reading.safety import Cut, elements, xml_text

READERS: dict[str, Callable[[Question], Answered]] = {
    "cloze": read_cloze,
    "ddmarker": read_markers,
    "ddmatch": read_matching,
    "ddwtos": read_missing_words,
    "essay": read_essay,
    "gapselect": read_missing_words,
    "match": read_matching,
    "matching": read_matching,
    "multianswer": read_cloze,
    "multichoice": read_multichoice,
    "multichoiceset": read_multichoiceset,
    "numerical": read_number,
    "ordering": read_ordering,
    "shortanswer": read_short,
    "truefalse": read_true_false,
}
_CALCULATED = ("calculated", "calculatedsimple", "calculatedmulti", "formulas", "stack", "varnumeric", "varnumericset")
_PARTS = ("answer", "subquestion", "dragbox", "selectoption", "drag", "drop")
# Places within Moodle with which a path of categories begins.
_PLACES = ("$course$", "$module$", "$cat$", "$system$", "$coursecat$")


def read_moodle(data: bytes, *, language: str = "es") -> Reading:
    """Every question of the file in its order; a text in no language by itself is in `language`.

    Raises `Unreadable` for what is not Moodle XML, is hostile, or has no question.
    """
    text, notes = xml_text(data)
    items: list[Item] = []
    category: tuple[str, ...] = ()
    parsing = elements(text, "question")
    _check(next(parsing))
    try:
        for element in parsing:
            if element.get("type") == "category":
                category = _path(value_in(element.find("category")))
            else:
                items.append(_item(element, category, language))
    except Cut as cut:
        if not items:
            raise Unreadable(cut.note) from None
        items.append(Item(kind="", verdict=Verdict.BROKEN, line=cut.note.line, notes=(cut.note,)))
    if not items:
        raise Unreadable(Note(_("There is no question in the file."), _("Choose questions in Moodle and export them as Moodle XML.")))
    return Reading(Format.MOODLE, tuple(items), notes)


def _check(root: Element) -> None:
    if root.tag != "quiz":
        raise Unreadable(
            Note(
                _("This is not Moodle XML: it begins with <%(name)s> where <quiz> should be."),
                _("In Moodle export the questions as Moodle XML."),
                {"name": str(root.tag)[:60]},
                root.sourceline,
            )
        )


def _item(element: Element, category: tuple[str, ...], language: str) -> Item:
    question = Question(element, language)
    stem, explanation = question.field("questiontext"), question.field("generalfeedback")
    item = Item(kind=question.type, verdict=Verdict.READY, code=question.value("idnumber"), tags=_tags(question), category=category)
    try:
        answered = _answered(question)
        body = {"stem": stem, "explanation": explanation, **answered.body}
        item = replace(item, kind=answered.kind, media=question.media)
        question.tell_what_is_left()
    except Refused as refused:
        body = {"stem": stem, "explanation": explanation}
        item = replace(item, verdict=refused.verdict, media=question.media)
        question.notes.insert(0, refused.note)
    content = settled(body, language=language)
    name = to_plain(in_language(question.value("name"), language)) or question.value("name")
    item = replace(item, content=content, title=title_of(name, content), notes=tuple(question.notes))
    record = element.find(NAME)
    item = restored(item, record.text or "") if record is not None else item
    line = element.sourceline
    return replace(item, line=line, notes=tuple(replace(one, line=line) for one in item.notes))


def _answered(question: Question) -> Answered:
    """Raises `Refused`."""
    count = sum(1 for one in question.element if one.tag in _PARTS)
    if count > MOST_PARTS:
        raise too_many(count)
    reader = READERS.get(question.type)
    if reader:
        return reader(question)
    if question.type == "description":
        note = _("A text without a question."), _("Put it into the lesson, or into the question that it belongs to.")
    elif question.type.startswith(_CALCULATED):
        note = _("Its numbers are made anew each time; a question of ours has the same numbers for everyone."), _("Write it with numbers.")
    elif question.type.startswith("random"):
        note = _("It stands for any question of a category."), _("Say in the quiz how many questions it draws, and by what.")
    else:
        note = _("Moodle's type “%(type)s” is no kind of ours."), _("Ask it as another kind.")
    raise Refused(Verdict.UNSUPPORTED, *note, type=question.type or "?")


def _tags(question: Question) -> tuple[str, ...]:
    tags = [value_in(one) for one in question.element.iterfind("tags/tag")]
    return tuple(dict.fromkeys(one for one in tags if one))


def _path(text: str) -> tuple[str, ...]:
    """Names parted by / (a double one is a sign of a name), without the place in Moodle that they begin with."""
    names = [one.replace("\0", "/").strip() for one in text.replace("//", "\0").split("/")]
    if names and (names[0] in _PLACES or (names[0].startswith("$") and names[0].endswith("$"))):
        names = names[1:]
    if names and names[0] == "top":
        names = names[1:]
    return tuple(one for one in names if one)
