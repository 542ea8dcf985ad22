"""From a page of the catalogue to where a person learns it."""

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from courses.enrolments.queries.learner import learner_enrolments
from courses.enrolments.queries.path import Path, paths


def way_to(page: Page, person) -> str:
    """The address where this person learns a page, whichever its language: what is in progress first. Empty when they do not."""
    key = page.translation_key
    for way in paths(learner_enrolments(person), now=timezone.now()):
        if address := _within(way, key):
            return address
    return ""


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
