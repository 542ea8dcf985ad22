"""Making a call, opening it, changing it in the open, and the steps that it takes."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.jobs.actions import enqueue
from lms.promotions.actions.trail import record_act
from lms.promotions.enums import DATES, RoundState
from lms.promotions.exceptions import CallRefused, NotReady, ReasonMissing, WrongMoment
from lms.promotions.models import Exercise, PromotionRound, PublishedRules
from lms.promotions.permissions import can_manage, manages_branch
from lms.promotions.queries.published import opening_problems, rules_of
from lms.promotions.rules import canonical, differences, digest, in_order

# What an amendment may change. Exercises, weights and scale are not among them: who applied relied on them.
AMENDABLE = (*DATES, "appeal_days", "posts", "adjustments_contact")


def save_round(*, round: PromotionRound, actor) -> PromotionRound:
    """Keeps a draft. Raises PermissionDenied outside one's branch, WrongMoment once it is open."""
    if not manages_branch(actor, round) or (round.pk and not can_manage(actor, round)):
        raise PermissionDenied
    _only(round, RoundState.DRAFT)
    with transaction.atomic():
        if not round.pk:
            round.created_by = actor
        round.save()
        record_act(instance=round, action="promotions.save_round", user=actor)
    return round


def save_exercise(*, exercise: Exercise, actor) -> Exercise:
    """Keeps an exercise of a draft."""
    _managed(actor, exercise.round)
    _only(exercise.round, RoundState.DRAFT)
    exercise.save()
    return exercise


def remove_exercise(*, exercise: Exercise, actor) -> None:
    _managed(actor, exercise.round)
    _only(exercise.round, RoundState.DRAFT)
    exercise.delete()


def open_round(*, round: PromotionRound, actor, now: datetime | None = None) -> PublishedRules:
    """Publishes a call and freezes its rules. Safe to call twice. Raises NotReady with what is missing."""
    _managed(actor, round)
    with transaction.atomic():
        locked = PromotionRound.objects.select_for_update().get(pk=round.pk)
        if locked.state != RoundState.DRAFT:
            return locked.published.first()
        if missing := opening_problems(locked):
            raise NotReady(missing)
        _move(locked, RoundState.OPEN, opened_at=now or timezone.now())
        rules = _publish(locked, actor, now)
        ask_for_snapshots(locked)
        enqueue(kind="promotions.announce_call", payload={"round": locked.pk}, key=f"promotions.announce_call:{locked.pk}", actor=actor)
        record_act(instance=locked, action="promotions.open_round", user=actor, data={"sha256": rules.sha256})
    round.refresh_from_db()
    return rules


def amend_round(*, round: PromotionRound, values: Mapping[str, Any], why: Mapping[str, str], actor) -> PublishedRules:
    """Changes what may be changed in the open, with words in both languages that candidates read. Returns the new publication.

    Raises ReasonMissing without both, CallRefused for dates out of order or for anything that may not be changed any more.
    """
    _managed(actor, round)
    if not all(why.get(language, "").strip() for language in ("es", "en")):
        raise ReasonMissing(_("Say in both languages what changes and why."))
    with transaction.atomic():
        locked = PromotionRound.objects.select_for_update().get(pk=round.pk)
        _only(locked, RoundState.OPEN, RoundState.ASSESSING)
        if unknown := set(values) - set(AMENDABLE):
            raise CallRefused(", ".join(sorted(unknown)))
        for name, value in values.items():
            setattr(locked, name, value)
        if not all(getattr(locked, name) for name in DATES) or not in_order({name: getattr(locked, name) for name in DATES}):
            raise CallRefused(_("The dates are not in order."))
        locked.save(update_fields=list(values))
        rules = _publish(locked, actor, None, why)
        ask_for_snapshots(locked)
        enqueue(kind="promotions.announce_amendment", payload={"rules": rules.pk}, key=f"promotions.amendment:{rules.pk}", actor=actor)
        record_act(instance=locked, action="promotions.amend_round", user=actor, data={"changes": rules.changes, "sha256": rules.sha256})
    round.refresh_from_db()
    return rules


def discard_round(*, round: PromotionRound, actor) -> None:
    """Throws a draft away. What was published stays for ever."""
    _managed(actor, round)
    _only(round, RoundState.DRAFT)
    round.delete()


def ask_for_snapshots(round: PromotionRound) -> None:
    """Has the facts of every application frozen on the morning after the last day to apply, whenever that is by then."""
    morning = timezone.make_aware(datetime.combine(round.closes_on + timedelta(days=1), time(0, 5)))
    enqueue(
        kind="promotions.freeze",
        payload={"round": round.pk},
        key=f"promotions.freeze:{round.pk}:{round.closes_on.isoformat()}",
        due_at=morning,
    )


def _publish(round: PromotionRound, actor, now: datetime | None, why: Mapping[str, str] | None = None) -> PublishedRules:
    content = rules_of(round)
    text = canonical(content)
    latest = round.published.last()
    if latest is not None and latest.sha256 == digest(text):
        raise CallRefused(_("Nothing would change."))
    before = {} if latest is None else _flat(latest.content)
    why = why or {}
    return PublishedRules.objects.create(
        round=round,
        number=(latest.number if latest else 0) + 1,
        content=text,
        sha256=digest(text),
        why_es=why.get("es", "").strip(),
        why_en=why.get("en", "").strip(),
        changes=differences(before, _flat(text)) if latest else [],
        published_at=now or timezone.now(),
        published_by=actor,
    )


def _flat(text: str) -> dict[str, Any]:
    """A publication with its dates by name beside everything else, so that a change names its date."""
    import json

    content = json.loads(text)
    return {**content.pop("dates"), **content}


def _managed(actor, round: PromotionRound) -> None:
    if not can_manage(actor, round):
        raise PermissionDenied


def _only(round: PromotionRound, *states: RoundState) -> None:
    if round.state not in states:
        raise WrongMoment(_("The call is not at a point where this can be done."))


def _move(round: PromotionRound, state: RoundState, **stamps) -> None:
    round.state = state
    for name, value in stamps.items():
        setattr(round, name, value)
    round.save(update_fields=["state", *stamps])
