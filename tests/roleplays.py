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
from tests import world

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


def content(code: str = ROSA) -> dict[str, Any]:
    """What a published version holds."""
    one = written()[code]
    kept = ("title", "type", "channel", "difficulty", "ceiling_level", "minutes", "language")
    return {
        "sheet": {name: one[name] for name in SHEET},
        "weights": one["competency_weights"],
        "conversation": conversation(code).to_json(),
        "rungs": one["target_rungs"],
        **{name: one[name] for name in kept},
    }


def scenario(code: str = ROSA, *, state: str = "live", **fields):
    """A scenario of the demo with one version, and its competencies."""
    from assessments.roleplays.models import Scenario, ScenarioVersion

    one = written()[code]
    for competency in one["competency_weights"]:
        world.competency(competency)
    values = {name: one[name] for name in ("language", "type", "channel", "difficulty", "ceiling_level", "minutes")}
    values |= {"title_es": one["title"]["es"], "title_en": one["title"]["en"], "rungs": one["target_rungs"], "draft": {}}
    made = Scenario.objects.create(code=fields.pop("slug", code), **values | fields)
    made.current_version = ScenarioVersion.objects.create(scenario=made, number=1, content=content(code), sha256=f"{next(_numbers):064}")
    made.state = state
    made.save()
    return made


def step(in_scenario=None, in_module=None, *, mode: str = "alone", title: str = "La llamada", **fields):
    """A published step that plays a scenario."""
    from assessments.roleplays.models import ScenarioPage

    in_module = in_module or world.module()
    number = next(_numbers)
    page = ScenarioPage(
        title=title, slug=f"roleplay-{number}", scenario=in_scenario or scenario(), mode=mode, locale=in_module.locale, **fields
    )
    in_module.add_child(instance=page)
    page.save_revision().publish()
    return page


def place(in_step=None, who=None):
    """The enrolment of a person in a programme that has the step."""
    in_step = in_step or step()
    return world.enrolment(who, world.programme([in_step.get_parent().specific]))


def open_step(in_step=None, who=None, *, mode: str = "alone"):
    """An open performance of a step."""
    from assessments.roleplays.actions.starting import start_step

    in_step = in_step or step()
    enrolment = place(in_step, who)
    return start_step(enrolment=enrolment, step_key=in_step.translation_key, person=enrolment.person, mode=mode)


def practice(in_scenario=None, who=None, *, mode: str = "alone"):
    """An open performance of nobody's step."""
    from assessments.roleplays.actions.starting import start

    return start(scenario=in_scenario or scenario(), person=who or world.member("trainee"), mode=mode)


def play(performance, keys):
    """Answers from where it is, to the end of these keys."""
    from assessments.roleplays.actions.playing import choose as answer

    begun = performance.choices.count()
    for number, key in enumerate(keys, begun + 1):
        performance = answer(performance_id=performance.pk, person=performance.person, number=number, key=key)
    return performance
