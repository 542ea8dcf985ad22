"""Which first screens a person has, and the words of a day. Plain data in and out; the moment is an argument."""

import re
from collections.abc import Iterable, Set
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.enrolments.calendar import is_working_day
from lms.home.enums import Face
from lms.language.bilingual import active_language
from lms.people.enums import Role

FACES = {
    Face.TEACHING: frozenset({Role.TRAINER}),
    Face.LEADING: frozenset({Role.COORDINATOR, Role.SUPERVISOR}),
    Face.PEOPLE: frozenset({Role.HR}),
    Face.RUNNING: frozenset({Role.ADMINISTRATOR}),
    Face.QUALITY: frozenset({Role.QUALITY}),
    Face.COUNCIL: frozenset({Role.WORKS_COUNCIL}),
    Face.LEARNING: frozenset({Role.TRAINEE, Role.AGENT, Role.ASSESSOR}),
}
LEARNERS = FACES[Face.LEARNING]
MORNING, AFTERNOON, EVENING = 6, 14, 21


def faces_of(roles: Set[str], *, runs_everything: bool = False) -> tuple[Face, ...]:
    """The first screens of somebody with these roles, in order.

    The last is one's own training: anybody may be given some. Only who answers contacts and sits on the works council opens the day
    with their own work, and the council's figures come second.
    """
    found = [face for face, needed in FACES.items() if face != Face.LEARNING and not needed.isdisjoint(roles)]
    if runs_everything and Face.RUNNING not in found:
        found.append(Face.RUNNING)
    if found == [Face.COUNCIL] and not LEARNERS.isdisjoint(roles):
        return (Face.LEARNING, Face.COUNCIL)
    return (*found, Face.LEARNING)


def chosen(faces: tuple[Face, ...], wanted: str) -> Face:
    """The one asked for if it is theirs, else the first."""
    return next((face for face in faces if face == wanted), faces[0])


def greeting(moment: datetime, name: str) -> str:
    """`moment` in the person's own time."""
    if MORNING <= moment.hour < AFTERNOON:
        return _("Good morning, %(name)s") % {"name": name}
    if AFTERNOON <= moment.hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def headline(day: int, topic: str, beside: Iterable[str] = ()) -> str:
    """Day 3: products today."""
    return _("Day %(day)d: %(topic)s today") % {"day": day, "topic": in_a_sentence(topic, beside)}


def late_headline(day: int, topic: str, beside: Iterable[str] = ()) -> str:
    return _("Day %(day)d first: %(topic)s") % {"day": day, "topic": in_a_sentence(topic, beside)}


def in_a_sentence(title: str, beside: Iterable[str] = ()) -> str:
    """A title inside a sentence: "Products" is "products", "SIM cards" stays as it is.

    A name keeps its capital: a word that has one in the middle of what is written `beside` the title ("the Marenta app") is a name.
    """
    first, rest = title[:1], title[1:]
    if rest[:1].isupper():
        return title
    word = re.match(r"\w+", title)
    name = word and re.compile(rf"[\w,;] {re.escape(word[0])}\b")
    if name and word[0][:1].isupper() and any(name.search(text) for text in beside):
        return title
    return first.lower() + rest


def day_in_words(day: date, today: date) -> str:
    """Yesterday, today, tomorrow, or Wednesday 11 November, to stand inside a sentence."""
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}.get((day - today).days)
    if near:
        return near
    pattern = pgettext("date format", "l j F") if day.year == today.year else pgettext("date format", "l j F Y")
    words = date_format(day, pattern)
    return pgettext("a day in a sentence", "%(day)s") % {"day": words.lower() if active_language() == "es" else words}


def short_day(day: date) -> str:
    """4 dic 2026: Spanish writes its months small, and Django's short ones are not."""
    words = date_format(day, pgettext("date format", "j M Y"))
    return words.lower() if active_language() == "es" else words


def is_rest(today: date) -> bool:
    return not is_working_day(today)
