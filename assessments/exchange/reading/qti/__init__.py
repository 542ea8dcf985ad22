"""QTI 2.1, 2.2 and 3.0, an item by itself or a package of them.

https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html, https://www.imsglobal.org/spec/qti/v3p0/impl. Of tests the order and
the sections are kept, and what a quiz can be made of. An item that no kind of ours can hold says so and stands in nobody's way.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.items import Format, Item, Note, Reading, Unreadable, Verdict
from assessments.exchange.reading.beside import restored
from assessments.exchange.reading.formatted import MOST_PARTS, NOTHING, Html, settled, title_of
from assessments.exchange.reading.qti.arranged import read_associate, read_match, read_order
from assessments.exchange.reading.qti.body import Body
from assessments.exchange.reading.qti.choices import read_choice, read_hotspot
from assessments.exchange.reading.qti.item import AssessmentItem
from assessments.exchange.reading.qti.names import with_plain_names, words
from assessments.exchange.reading.qti.package import Resource, first_version, resources, tests_note, tests_of
from assessments.exchange.reading.qti.placed import Place, placed_by, tests_made
from assessments.exchange.reading.qti.typed import read_entry, read_extended, read_gap_match, read_inline
from assessments.exchange.reading.refusing import Answered, Refused, unsupported
from assessments.exchange.reading.safety import Archive, is_zip, parse_xml, resolved
from lms.language.bilingual import LANGUAGES

Fetch = Callable[[str], bytes | None]
BLOCKS: dict[str, Callable[[AssessmentItem, Element], Answered]] = {
    "associateInteraction": read_associate,
    "choiceInteraction": read_choice,
    "extendedTextInteraction": read_extended,
    "gapMatchInteraction": read_gap_match,
    "hotspotInteraction": read_hotspot,
    "matchInteraction": read_match,
    "orderInteraction": read_order,
}
INLINE = ("inlineChoiceInteraction", "textEntryInteraction")
_PARTS = ("simpleChoice", "simpleAssociableChoice", "hotspotChoice", "inlineChoice", "gapText", "gap")
# Buttons that answer nothing.
_NO_ANSWER = ("endAttemptInteraction",)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_MADE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|\d{10}", re.IGNORECASE)  # by a program, for nobody to read
_FOR_ALL = re.compile(r"solution|explan|general|soluci|explica|rationale|model", re.IGNORECASE)


def read_qti(data: bytes, *, name: str = "", language: str = "es") -> Reading:
    """Every item in its order; one that does not say its language is in `language`. `name` is that of the file.

    Raises `Unreadable` for what is no QTI of these versions, is hostile, or has no item.
    """
    reading = _package(Archive(data), language) if is_zip(data) else _single(data, language)
    if not reading.items:
        raise Unreadable(_no_item(reading))
    return reading


def item_of(root: Element, *, fetch: Fetch, language: str, tags: tuple[str, ...] = (), record: str = "") -> Item:
    """One item as it says itself, and then as the record beside it has it."""
    item = AssessmentItem(with_plain_names(root), Body(fetch))
    title, code = root.get("title") or "", root.get("identifier") or ""
    made = Item(kind="", verdict=Verdict.READY, code=code if _CODE.fullmatch(code) and not _MADE.search(code) else "", tags=tags)
    try:
        answered = _answered(item)
        made = replace(made, kind=answered.kind)
        body = {"explanation": _explanation(item), **answered.body}
    except Refused as refused:
        item.body.notes.insert(0, refused.note)
        made = replace(made, kind=_kind(item), verdict=refused.verdict)
        found = root.find("itemBody")
        body = {"stem": item.body.html(found) if found is not None else NOTHING, "explanation": NOTHING}
    content = settled({"stem": NOTHING, **body}, language=_language(item, language))
    made = replace(made, content=content, media=item.body.media, title=title_of(title, content), notes=tuple(item.body.notes))
    return restored(made, record) if record else made


def _package(archive: Archive, language: str) -> Reading:
    tests = tests_of(archive)
    placed = placed_by(archive, tests)
    order = {path: at for at, path in enumerate(placed.places)}
    found = sorted(resources(archive), key=lambda one: order.get(one.path, len(order)))
    read = [(one.path, _at(placed.places.get(one.path), item)) for one in found if (item := _resource(archive, one, language))]
    items = [item for _path, item in read]
    numbers = {path: number for number, (path, item) in enumerate(read, 1) if item.verdict == Verdict.READY}
    times = Counter(item.code for item in items)
    # A name that several items have is none: programs call every item “choice”.
    items = [replace(item, code="") if times[item.code] > 1 else item for item in items]
    return Reading(Format.QTI, tuple(items), (*tests_note(len(tests)), *placed.notes), tuple(tests_made(placed, numbers)))


def _at(place: Place | None, item: Item) -> Item:
    """The item as its test has it; what was said of it by ourselves counts before."""
    if place is None:
        return item
    return replace(item, category=item.category or place.category, notes=(*item.notes, *place.notes))


def _resource(archive: Archive, resource: Resource, language: str) -> Item | None:
    """None for XML that is no item, in a package that does not say what is one."""
    if resource.path not in archive:
        return _broken(resource, Note(_("The package has no file %(name)s."), _("Export it again."), {"name": resource.path[:80]}))
    try:
        root, notes = parse_xml(archive.read(resource.path))
    except Unreadable as unreadable:
        return _broken(resource, unreadable.note)
    if _version(root) is None:
        if _local_name(root) == "questestinterop":
            return _broken(resource, first_version())
        return None

    def fetch(path: str) -> bytes | None:
        inside = resolved(path, beside=resource.path)
        return archive.read(inside) if inside in archive else None

    item = item_of(root, fetch=fetch, language=language, tags=resource.tags, record=resource.record)
    return replace(item, notes=(*notes, *item.notes))


def _broken(resource: Resource, note: Note) -> Item:
    return Item(kind="", verdict=Verdict.BROKEN, title=resource.path.rpartition("/")[2], notes=(note,))


def _no_item(reading: Reading) -> Note:
    if reading.notes:
        return _test_alone()
    return Note(_("There is no question in the file."), _("Choose a QTI package with items, or an item."))


def _test_alone(line: int | None = None) -> Note:
    return Note(_("This is a test by itself, without its questions."), _("Choose the whole package, which has the items."), line=line)


def _single(data: bytes, language: str) -> Reading:
    root, notes = parse_xml(data)
    line = root.sourceline
    if _version(root) is None:
        if _local_name(root) == "questestinterop":
            raise Unreadable(first_version())
        if _local_name(root) in ("assessmentTest", "qti-assessment-test"):
            raise Unreadable(_test_alone(line))
        raise Unreadable(
            Note(
                _("This is no item of QTI: it begins with <%(name)s>."),
                _("Choose an item, or a package that has imsmanifest.xml."),
                {"name": _local_name(root)[:60]},
                line,
            )
        )
    item = item_of(root, fetch=lambda _path: None, language=language)
    item = replace(item, line=line, notes=tuple(replace(one, line=line) for one in item.notes))
    return Reading(Format.QTI, (item,), notes)


def _version(root: Element) -> str | None:
    name = _local_name(root)
    return name if name in ("assessmentItem", "qti-assessment-item") else None


def _local_name(root: Element) -> str:
    return str(root.tag).rpartition("}")[2]


def _answered(item: AssessmentItem) -> Answered:
    """Raises `Refused`."""
    interactions = [one for one in item.interactions if one.tag not in _NO_ANSWER]
    kinds = [str(one.tag) for one in interactions]
    if not interactions:
        raise unsupported(_("A text without a question."), _("Put it into the lesson, or into the question that it belongs to."))
    if item.element.get("adaptive") == "true":
        item.body.tell(_("It changes while it is answered, which none of ours does."), _("Look over what it asks and how it is marked."))
    if item.marking.custom:
        item.body.tell(
            _("Its marking is written out in rules of its own; it was taken as what it says is right."),
            _("Look over how it is marked."),
        )
    count = max(len(kinds), sum(1 for _one in item.item_body.iter(*_PARTS)))
    if count > MOST_PARTS:
        message = _("It has %(count)s parts; a question of ours has no more than %(most)s.")
        raise unsupported(message, _("Part it into several."), count=count, most=MOST_PARTS)
    if len(kinds) == 1 and kinds[0] in BLOCKS:
        answered = BLOCKS[kinds[0]](item, interactions[0])
        return replace(answered, body={"stem": item.stem(interactions[0]), **answered.body})
    if kinds == ["textEntryInteraction"]:
        return read_entry(item, interactions[0])
    if all(one in INLINE for one in kinds):
        return read_inline(item)
    unknown = next((one for one in kinds if one not in BLOCKS and one not in INLINE), "")
    if unknown:
        raise unsupported(_("QTI's %(name)s is no kind of ours."), _("Ask it as another kind."), name=unknown)
    raise unsupported(_("It asks %(count)s things at once; a question of ours asks one."), _("Make each a question."), count=len(kinds))


def _explanation(item: AssessmentItem) -> Html:
    """What is said to everyone afterwards. What is said only to whoever is right or wrong is told, for it has no place."""
    left = [one for one in item.element.iter("modalFeedback", "feedbackBlock", "feedbackInline") if one not in item.given and words(one)]
    general = [one for one in left if _FOR_ALL.search(f"{one.get('identifier')} {one.get('outcomeIdentifier')}")]
    rest = [one for one in left if one not in general]
    if rest:
        item.body.tell(
            _("It says something to whoever is right, partly right or wrong, which has no place here: %(said)s"),
            _("Put what matters of it into the explanation."),
            said=" / ".join(dict.fromkeys(words(one) for one in rest))[:300],
        )
    return Html("".join(item.body.html(one).markup for one in general))


def _kind(item: AssessmentItem) -> str:
    try:
        return next((str(one.tag) for one in item.interactions), "assessmentItem")
    except Refused:
        return "assessmentItem"


def _language(item: AssessmentItem, language: str) -> str:
    said = (item.element.get("lang") or "")[:2].lower()
    if said and said not in LANGUAGES:
        item.body.tell(_("It is in a language that is not one of ours: %(code)s."), _("Write it in Spanish or in English."), code=said)
    return said if said in LANGUAGES else language
