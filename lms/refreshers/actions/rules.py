"""Writing rules, putting a version in force, and stopping a rule. What it gave stays."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.operations.queries import banded
from lms.refreshers.enums import VersionStatus
from lms.refreshers.exceptions import NoDraft, ReasonMissing
from lms.refreshers.models import RefresherRule, RuleVersion
from lms.refreshers.parameters import checked


def create_rule(*, code: str, name_es: str, name_en: str, unit, actor) -> RefresherRule:
    """A rule for the people of a unit and below it, answered for by `actor`. Safe to call twice."""
    with transaction.atomic():
        rule, created = RefresherRule.objects.get_or_create(
            code=code, defaults={"name_es": name_es, "name_en": name_en, "unit": unit, "owner": actor}
        )
        if created:
            log(instance=rule, action="refreshers.create_rule", user=actor, title=code)
    return rule


def draft(
    *,
    rule: RefresherRule,
    trigger: str,
    params: dict[str, Any],
    module,
    roles: list[str],
    actor,
    due_days: int = 5,
    cooldown_days: int = 60,
    asks_first: bool = False,
    renews: bool = False,
) -> RuleVersion:
    """Keeps what the next version says; nothing changes for anybody. Raises ParametersFaulty."""
    values = {
        "trigger": trigger,
        "params": checked(trigger, params, banded()),
        "module": module,
        "roles": sorted(set(roles)),
        "due_days": due_days,
        "cooldown_days": cooldown_days,
        "asks_first": asks_first,
        "renews": renews,
    }
    with transaction.atomic():
        RefresherRule.objects.select_for_update().get(pk=rule.pk)
        number = (rule.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        version, _created = RuleVersion.objects.update_or_create(
            rule=rule,
            status=VersionStatus.DRAFT,
            defaults=values | {"created_by": actor, "created_at": timezone.now()},
            create_defaults=values | {"number": number, "created_by": actor},
        )
    return version


def publish(*, rule: RefresherRule, reason: str, actor, today: date) -> RuleVersion:
    """Puts the draft in force from today, in the place of the version before. Raises NoDraft and ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        rule = RefresherRule.objects.select_for_update().get(pk=rule.pk)
        version = rule.versions.filter(status=VersionStatus.DRAFT).first()
        if version is None:
            raise NoDraft
        rule.versions.filter(status=VersionStatus.LIVE).update(status=VersionStatus.RETIRED, live_until=today)
        version.status, version.reason, version.live_from, version.published_by = VersionStatus.LIVE, reason.strip(), today, actor
        version.save(update_fields=["status", "reason", "live_from", "published_by"])
        log(
            instance=rule, action="refreshers.publish_rule", user=actor, title=str(rule), data={"version": version.number, "reason": reason}
        )
    return version


def stop(*, rule: RefresherRule, why: str, actor) -> RefresherRule:
    """From now on it gives nothing. What people have stays. Safe to call twice: the first reason stands. Raises ReasonMissing."""
    if not why.strip():
        raise ReasonMissing
    with transaction.atomic():
        values = {"stopped_at": timezone.now(), "stopped_by": actor, "stopped_why": why.strip()}
        if RefresherRule.objects.running().filter(pk=rule.pk).update(**values):
            log(instance=rule, action="refreshers.stop_rule", user=actor, title=str(rule), data={"reason": why.strip()})
    rule.refresh_from_db()
    return rule


def start_again(*, rule: RefresherRule, actor) -> RefresherRule:
    """It gives again, from its next run. Safe to call twice."""
    with transaction.atomic():
        stopped = RefresherRule.objects.filter(pk=rule.pk, stopped_at__isnull=False)
        if stopped.update(stopped_at=None, stopped_by=None, stopped_why=""):
            log(instance=rule, action="refreshers.start_rule", user=actor, title=str(rule))
    rule.refresh_from_db()
    return rule
