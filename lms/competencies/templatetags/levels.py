"""Levels as small pictures in a line of text."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lms.competencies.drawing import Step

register = template.Library()


@register.simple_tag
def level_steps(steps: Iterable[Step]) -> SafeString:
    """The small staircase: beside words, never instead of them. There are few different ones, and each is drawn once."""
    return _drawn(tuple(steps))


@lru_cache(maxsize=128)
def _drawn(steps: tuple[Step, ...]) -> SafeString:
    return SafeString(render_to_string("competencies/steps.html", {"steps": steps}))
