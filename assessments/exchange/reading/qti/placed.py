"""What the tests of a package say of its items: their order, the sections that they stand in, what each is worth.

https://www.imsglobal.org/spec/qti/v3p0/impl#h.assessment-test. The names of the sections become the category of an item, by which a quiz of
ours can draw; of its order, sections, draws and time a quiz can be made.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.items import Note, Section, Test, Unreadable
from assessments.exchange.reading.numbers import is_number, written
from assessments.exchange.reading.qti.names import with_plain_names, words
from assessments.exchange.reading.safety import Archive, parse_xml, resolved

_DEEPEST = 8  # sections within sections, and files that point to files
_MOST_DRAWN = 1000
_LONGEST = 24 * 3600  # seconds of a test


@dataclass(frozen=True)
class Place:
    category: tuple[str, ...]
    points: str = "1"
    test: str = ""  # the path of its test
    draws: int | None = None  # how many are drawn of those that stand beside it

    @property
    def notes(self) -> tuple[Note, ...]:
        if self.points == "1":
            return ()
        message = _("In its test it was worth %(points)s points; here each question of a quiz is worth the same.")
        return (Note(message, values={"points": self.points}),)


@dataclass
class Placed:
    """The places of items by their path, in the order in which they are asked."""

    archive: Archive
    places: dict[str, Place] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    tests: dict[str, Test] = field(default_factory=dict)  # by path, without their sections
    met: set[str] = field(default_factory=set)  # files of tests and sections: one that names itself ends there

    def root_of(self, path: str) -> Element | None:
        """What stands in a file; None, and told, when it cannot be read or was read before."""
        if path in self.met:
            return None
        self.met.add(path)
        try:
            return with_plain_names(parse_xml(self.archive.read(path))[0])
        except (Unreadable, KeyError):
            self.notes.append(Note(_("The test %(name)s could not be read; its questions come in."), values={"name": path[:80]}))
            return None


def placed_by(archive: Archive, tests: Iterable[str]) -> Placed:
    """Of the tests at these paths."""
    found = Placed(archive)
    for path in tests:
        root = found.root_of(path)
        if root is None:
            continue
        title = _titled((), root)
        found.tests[path] = Test((title or ("",))[0], (), minutes=_minutes(root), shuffled=_is_shuffled(root))
        for item, place in _within(root, found, path, title):
            found.places.setdefault(item, replace(place, test=path))
        if root.find("timeLimits") is None and root.find(".//timeLimits") is not None:
            found.notes.append(Note(_("The time limit of a part of a test was passed over."), _("Set one for the whole quiz.")))
    return found


def tests_made(found: Placed, numbers: Mapping[str, int]) -> Iterator[Test]:
    """The tests with their sections. `numbers` are those of the items that came in, by path."""
    for path, test in found.tests.items():
        sections: dict[tuple[tuple[str, ...], int | None], list[int]] = {}
        for item, place in found.places.items():
            if place.test == path and item in numbers:
                sections.setdefault((place.category, place.draws), []).append(numbers[item])
        if sections:
            made = (Section((category[1:] or ("",))[-1], tuple(items), draws) for (category, draws), items in sections.items())
            yield replace(test, sections=tuple(made))


def _within(
    element: Element, found: Placed, beside: str, above: tuple[str, ...], depth: int = 0, draws: int | None = None
) -> Iterator[tuple[str, Place]]:
    """The items of a test, of a part or of a section, with their places."""
    for child in element:
        path = resolved(child.get("href") or "", beside=beside) if isinstance(child.tag, str) else ""
        if child.tag == "testPart":
            yield from _within(child, found, beside, above, depth)
        elif child.tag == "assessmentSection" and depth < _DEEPEST:
            category = _titled(above, child)
            _tell_drawn(child, category, found.notes)
            yield from _within(child, found, beside, category, depth + 1, _drawn(child))
        elif child.tag == "assessmentSectionRef" and path and depth < _DEEPEST:
            section = found.root_of(path)
            if section is not None:
                category = _titled(above, section)
                _tell_drawn(section, category, found.notes)
                yield from _within(section, found, path, category, depth + 1, _drawn(section))
        elif child.tag == "assessmentItemRef" and path:
            yield path, Place(above, _points(child), draws=draws)


def _titled(above: tuple[str, ...], element: Element) -> tuple[str, ...]:
    title = " ".join((element.get("title") or "").split())
    return (*above, title) if title and title not in above else above


def _tell_drawn(section: Element, category: tuple[str, ...], notes: list[Note]) -> None:
    selection = section.find("selection")
    if selection is not None:
        message = _("The section “%(name)s” asks %(count)s of its questions, drawn anew each time.")
        values = {"name": (category or ("?",))[-1][:80], "count": words(selection) or selection.get("select") or "?"}
        notes.append(Note(message, _("In a quiz, draw as many by the tag of the section."), values))


def _drawn(section: Element) -> int | None:
    """How many of its own questions a section draws. One that draws whole sections asks all of them: none of ours does that."""
    selection = section.find("selection")
    said = (words(selection) or selection.get("select") or "") if selection is not None else ""
    return int(said) if said.isascii() and said.isdigit() and 0 < int(said) < _MOST_DRAWN else None


def _minutes(root: Element) -> int:
    limits = root.find("timeLimits")
    said = (limits.get("maxTime") or words(limits)) if limits is not None else ""
    return ceil(float(said) / 60) if is_number(said) and 0 < float(said) <= _LONGEST else 0


def _is_shuffled(root: Element) -> bool:
    return any(one.get("shuffle") == "true" for one in root.iter("ordering"))


def _points(reference: Element) -> str:
    value = next((one.get("value") or "" for one in reference.iter("weight")), "1")
    return written(value) if is_number(value) else "1"
