"""From a page of the catalogue to where a person learns it."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from courses.enrolments.queries.learner import learner_enrolments
from courses.enrolments.queries.path import Path, paths


def way_to(page: Page, person) -> str:
    """The address where this person learns a page, whichever its language: what is in progress first. Empty when they do not."""
    return ways_of(person)(page)


def ways_of(person) -> Callable[[Page], str]:
    """What `way_to` says, for one page after another: the person's paths are read once."""
    found = list(paths(learner_enrolments(person), now=timezone.now(), known=person))

    def way(page: Page) -> str:
        return next((address for each in found if (address := _within(each, page.translation_key))), "")

    return way


def _within(way: Path, key) -> str:
    enrolment = way.enrolment
    staircase = reverse("enrolments:programme", args=[enrolment.pk])
    if way.programme and way.programme.key == key:
        return staircase
    module = next((module for module in way.modules if module.outline.key == key), None)
    if module:
        return f"{staircase}#day-{module.day}" if way.programme else staircase
    found = way.find(key)
    return found[1].url if found else ""
