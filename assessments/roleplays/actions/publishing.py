"""Writing a scenario and publishing it. People play versions; a version is never changed."""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from assessments.roleplays.conversation import Conversation
from assessments.roleplays.enums import ScenarioState
from assessments.roleplays.exceptions import DraftMoved, ScenarioUnplayable
from assessments.roleplays.models import Scenario, ScenarioVersion

KEPT = ("type", "channel", "difficulty", "ceiling_level", "minutes", "language", "rungs")


def save_draft(*, scenario: Scenario, actor, seen: str = "", **fields: Any) -> Scenario:
    """Keeps what an author has written so far; a draft may be unfinished. `fields`: columns of the scenario, `draft` among them.

    `seen`: the `moment` of the scenario when the author opened it; when it was kept since, DraftMoved is raised and nothing is
    written.
    """
    created = scenario.pk is None
    for name, value in fields.items():
        setattr(scenario, name, value)
    scenario.updated_at = timezone.now()
    scenario.created_by = scenario.created_by or actor
    with transaction.atomic():
        if seen and Scenario.objects.select_for_update().get(pk=scenario.pk).moment != seen:
            raise DraftMoved
        scenario.save()
        log(instance=scenario, action="roleplays.save", user=actor, title=str(scenario), data={"new": created})
    return scenario


def publish_scenario(*, scenario: Scenario, actor, note: str = "") -> ScenarioVersion:
    """Freezes the draft as the version people play from now on. What equals the version in use makes none: it is given back.

    Raises ScenarioUnplayable when there is nothing to play or no way to an end. Performances of earlier versions stay theirs.
    """
    with transaction.atomic():
        scenario = Scenario.objects.select_for_update(of=("self",)).select_related("rubric", "current_version").get(pk=scenario.pk)
        content = content_of(scenario)
        _check(content)
        rubric = scenario.rubric.current if scenario.rubric else None
        current, sha256 = scenario.current_version, digest_of(content)
        same = current is not None and current.sha256 == sha256 and current.rubric_version_id == (rubric.pk if rubric else None)
        if same and scenario.state == ScenarioState.LIVE:
            return current
        if not same:
            scenario.current_version = _write(scenario, content, sha256, rubric, note, actor)
        scenario.state = ScenarioState.LIVE
        scenario.save(update_fields=["current_version", "state"])
        data = {"version": scenario.current_version.number, "note": note.strip()}
        log(instance=scenario, action="roleplays.publish", user=actor, title=str(scenario), data=data)
    return scenario.current_version


def take_rubric(*, scenario: Scenario, actor) -> ScenarioVersion:
    """Publishes what people play now once more, to be read by the newest version of its rubric. An unfinished draft stays one.

    Safe to call twice: what is read by it already is given back. What has been performed stays with the version it was read by.
    """
    with transaction.atomic():
        rows = Scenario.objects.select_for_update(of=("self",)).select_related("rubric", "current_version")
        scenario = rows.get(pk=scenario.pk)
        current, rubric = scenario.current_version, scenario.rubric.current
        if current.rubric_version_id == rubric.pk:
            return current
        note = f"{scenario.rubric.code} {rubric.number}"
        scenario.current_version = _write(scenario, current.content, current.sha256, rubric, note, actor)
        scenario.save(update_fields=["current_version"])
        data = {"version": scenario.current_version.number, "note": note}
        log(instance=scenario, action="roleplays.publish", user=actor, title=str(scenario), data=data)
    return scenario.current_version


def archive_scenario(*, scenario: Scenario, actor) -> Scenario:
    """Nobody begins it any more; what has been performed stays. Safe to call twice."""
    with transaction.atomic():
        if Scenario.objects.filter(pk=scenario.pk).exclude(state=ScenarioState.ARCHIVED).update(state=ScenarioState.ARCHIVED):
            log(instance=scenario, action="roleplays.archive", user=actor, title=str(scenario))
    scenario.refresh_from_db()
    return scenario


def content_of(scenario: Scenario) -> dict[str, Any]:
    """What a version keeps: the document and the scenario's own columns."""
    title = {"es": scenario.title_es, "en": scenario.title_en}
    return {**scenario.draft, "title": title, **{name: getattr(scenario, name) for name in KEPT}}


def digest_of(content: dict[str, Any]) -> str:
    """The SHA-256 of a content, in hexadecimal, whatever the order of its keys."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _check(content: dict[str, Any]) -> None:
    try:
        talk = Conversation.from_json(content["conversation"])
    except (KeyError, TypeError, ValueError):
        raise ScenarioUnplayable.unread()
    known = {node.id for node in talk.nodes} | {ending.id for ending in talk.endings} | {"END"}
    if talk.node(talk.start) is None or not talk.endings:
        raise ScenarioUnplayable.unread()
    for node in talk.nodes:
        if not node.choices:
            raise ScenarioUnplayable.dead_end(node.id)
        for choice in node.choices:
            if choice.next not in known:
                raise ScenarioUnplayable.nowhere(node.id, choice.key, choice.next)


def _write(scenario: Scenario, content: dict[str, Any], sha256: str, rubric, note: str, actor) -> ScenarioVersion:
    last = scenario.versions.order_by("-number").first()
    return ScenarioVersion.objects.create(
        scenario=scenario,
        number=last.number + 1 if last else 1,
        content=content,
        sha256=sha256,
        rubric_version=rubric,
        note=note.strip(),
        published_by=actor,
    )
