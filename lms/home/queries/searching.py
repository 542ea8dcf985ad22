"""Lessons and handbook pages by their words, with Wagtail's database search: what one may not open yet is found, but not read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from django.core.paginator import Page as ResultsPage
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.catalogue.enums import HandbookKind
from courses.catalogue.models import LessonPage, words_of
from courses.catalogue.queries import handbook, kept_each, one_catalogue
from courses.enrolments.models import Enrolment
from courses.enrolments.queries import ModuleView, Path, StepView, paths
from lms.home.enums import Found
from lms.language.bilingual import active_language
from lms.language.folding import fold
from lms.people.permissions import can_open_cms
from lms.statements import Statement

A_PAGE = 10
SHORTEST = 2
MOST_WORDS = 12
BEFORE, AROUND = 70, 190
_OWN = Statement(
    lambda person: Enrolment.objects.standing().filter(person=person).select_related("cohort").order_by("-starts_on", "-pk"),
    person=999_999_999,
)


@dataclass(frozen=True)
class Place:
    """Where a page is, what opens it, and for a closed one the reason in words."""

    kind: str
    title: str
    where: str
    url: str
    closed: str = ""


@dataclass(frozen=True)
class Hit:
    place: Place
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    page: ResultsPage
    hits: tuple[Hit, ...]
    suggestion: str


def search(query: str, user, *, keep: str = Found.ALL, page: int | str = 1, now: datetime) -> Results:
    """Pages with every word of `query`, the best first; when none has them, pages whose words begin like them.

    Only what this person may find is asked for: their own lessons and the handbook; for those who work in the CMS, every
    live lesson too. In the person's language where the page is there in it.
    """
    with one_catalogue():
        places = _places(user, keep, now)
        words = words_in(query)
        found = _found(words, list(places)) if words and places else []
        results = Paginator(found, A_PAGE).get_page(page)
        pages = list(results.object_list)
        suggestion = "" if pages else _suggestion(words, places.values())
        return Results(results, tuple(_hits(pages, places, words)), suggestion)


def words_in(query: str) -> list[str]:
    """The words of a question as they are compared; signs mean nothing."""
    return re.findall(r"\w+", fold(query))[:MOST_WORDS]


def snippet_of(text: str, words: Iterable[str]) -> SafeString:
    """The piece of `text` where the first of `words` begins, with all of them marked; its start when none is there."""
    folded = fold(text)
    beginnings = re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\w*")
    first = beginnings.search(folded)
    start = _start_of_word(text, first.start() - BEFORE) if first else 0
    end = _end_of_word(text, start + AROUND)
    pieces, place = [("", "", "… " if start else "", "")], start
    for match in beginnings.finditer(folded, start, end):
        pieces.append((text[place : match.start()], "<mark>", text[match.start() : match.end()], "</mark>"))
        place = match.end()
    pieces.append((text[place:end], "", " …" if end < len(text) else "", ""))
    return _joined(pieces)


def _joined(pieces: list[tuple[str, str, str, str]]) -> SafeString:
    safe = {mark: SafeString(mark) for mark in ("", "<mark>", "</mark>")}
    return format_html_join("", "{}{}{}{}", ((before, safe[opened], text, safe[closed]) for before, opened, text, closed in pieces))


def _found(words: list[str], ids: list[int]):
    pages, query = Page.objects.filter(id__in=ids), " ".join(words)
    found = pages.search(query, operator="and")
    return found if found.count() else pages.autocomplete(query, operator="and")


def _places(user, keep: str, now: datetime) -> dict[int, Place]:
    """Every page this person may find, by the id of the page they get to read."""
    language = active_language()
    places: dict[int, Place] = {}
    if keep != Found.LESSONS:
        places |= {entry.shown_page_id: _handbook_place(entry) for entry in handbook(language)}
    if keep != Found.HANDBOOK:
        if can_open_cms(user):
            places |= _all_lessons(language)
        places |= _own_steps(user, now)
    return places


def _handbook_place(entry) -> Place:
    return Place(str(HandbookKind(entry.kind).label), entry.title, _("Handbook"), reverse("catalogue:handbook_page", args=[entry.key]))


def _own_steps(user, now: datetime) -> dict[int, Place]:
    found = paths(_OWN.all(person=user.pk), now=now, known=user)
    return {
        step.outline.shown_page_id: _step_place(way, module, step)
        for way in reversed(found)
        for module in way.modules
        for step in module.steps
    }


def _step_place(way: Path, module: ModuleView, step: StepView) -> Place:
    kind = _("Quiz") if step.outline.kind == "quiz" else _("Lesson")
    where = _("Day %(day)d: %(module)s") % {"day": module.day, "module": module.title} if way.programme else module.title
    return Place(kind, step.title, where, "" if module.locked else step.url, module.reason)


def _all_lessons(language: str) -> dict[int, Place]:
    """Every live lesson as `language` shows it: its translation, or itself where there is none."""
    spoken = Page.objects.live().filter(translation_key=OuterRef("translation_key"), locale__language_code=language, alias_of=None)
    shown = LessonPage.objects.live().filter(alias_of=None).filter(Q(locale__language_code=language) | ~Exists(spoken))
    rows = list(shown.values_list("pk", "translation_key", "title", "path"))
    parents = dict(Page.objects.filter(path__in={path[: -Page.steplen] for *_rest, path in rows}).values_list("path", "title"))
    return {
        pk: Place(_("Lesson"), title, parents.get(path[: -Page.steplen], ""), reverse("catalogue:read", args=[key]))
        for pk, key, title, path in rows
    }


def _hits(pages: list[Page], places: Mapping[int, Place], words: list[str]) -> Iterable[Hit]:
    readable = [page.pk for page in pages if not places[page.pk].closed]
    texts = _texts(readable)
    for page in pages:
        yield Hit(places[page.pk], snippet_of(texts.get(page.pk, ""), words))


def _texts(ids: Iterable[int]) -> dict[int, str]:
    """The words of each page, by its id."""
    return kept_each("words", ids, lambda left: {page.pk: _text_of(page) for page in Page.objects.filter(pk__in=left).specific()})


def _text_of(page: Page) -> str:
    opening = [getattr(page, name, "") for name in ("intro", "summary", "objective")]
    return " ".join(" ".join([*filter(None, opening), *words_of(page)]).split())


def _suggestion(words: list[str], places: Iterable[Place]) -> str:
    """The question again with each unknown word changed for the nearest one of the titles; empty when there is none."""
    known = {folded: word for place in places for word in re.findall(r"\w{3,}", place.title) for folded in [fold(word)]}
    near = [word if word in known else next(iter(get_close_matches(word, known, n=1, cutoff=0.75)), "") for word in words]
    if not all(near) or near == words:
        return ""
    return " ".join(known[word].lower() for word in near)


def _start_of_word(text: str, place: int) -> int:
    return text.find(" ", place) + 1 if place > 0 else 0


def _end_of_word(text: str, place: int) -> int:
    return len(text) if place >= len(text) else max(text.rfind(" ", 0, place), 0) or place
