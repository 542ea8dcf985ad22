"""Roleplays to play: the six conversations of the demo, and builders of a live scenario, a step that plays it and a performance."""

from collections import deque
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.playing import Walk, begin, choose

ROSA, TENNIS, COORDINATORS, HELPDESK, BAKERY, SON = CODES = ("ESC-ES-01", "ESC-ES-02", "ESC-ES-03", "ESC-EN-01", "ESC-EN-02", "ESC-EN-03")
SHEET = (
    "persona",
    "brief_for_agent",
    "brief_for_actor",
    "system_facts",
    "objective",
    "must_say",
    "must_not",
    "escalation",
    "success_criteria",
)
_numbers = count(1)


@cache
def written() -> dict[str, dict[str, Any]]:
    """The scenarios as they are written, by code."""
    data = yaml.safe_load((Path(settings.BASE_DIR) / "lms/demo/data/roleplay_scenarios.yaml").read_text())
    return {one["code"]: one for one in data["scenarios"]}


@cache
def conversation(code: str = ROSA) -> Conversation:
    return Conversation.from_json(written()[code]["dialogue"])


@cache
def ways(code: str = ROSA) -> dict[str, tuple[str, ...]]:
    """For each ending that can be reached, the keys of a shortest way there."""
    talk = conversation(code)
    found: dict[str, tuple[str, ...]] = {}
    waiting: deque[tuple[tuple[str, ...], Walk]] = deque([((), begin(talk))])
    met = set()
    while waiting:
        keys, so_far = waiting.popleft()
        if so_far.ending:
            found.setdefault(so_far.ending.id, keys)
            continue
        if (so_far.node.id, so_far.mood) in met:
            continue
        met.add((so_far.node.id, so_far.mood))
        waiting.extend(((*keys, one.key), choose(talk, so_far, one.key)) for one in so_far.node.choices)
    return found


def best(code: str = ROSA) -> tuple[str, ...]:
    """The keys of the choices with most points, turn by turn."""
    talk, keys = conversation(code), ()
    so_far = begin(talk)
    while so_far.node:
        key = max(so_far.node.choices, key=lambda one: sum(one.scores.values())).key
        keys, so_far = (*keys, key), choose(talk, so_far, key)
    return keys
