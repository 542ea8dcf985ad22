"""What somebody may ask for, and which rule gives it."""

from collections.abc import Iterable
from datetime import date

from courses.catalogue.models import ModulePage
from lms.people.models import Membership
from lms.refreshers.enums import Trigger
from lms.refreshers.models import RuleVersion
from lms.statements import Statement

_LIVE = Statement(
    lambda on: RuleVersion.objects.live().filter(live_from__lte=on).select_related("rule__unit", "rule__owner", "module").order_by(),
    on=date(1987, 6, 5),
)


def rules_around(paths: Iterable[str], on: date) -> list[RuleVersion]:
    """The versions in force whose unit one of these tree paths lies in, those that are there to be asked first. One query."""
    held = list(paths)
    found = [one for one in _LIVE.all(on=on) if any(path.startswith(one.rule.unit.path) for path in held)]
    return sorted(found, key=lambda one: (one.trigger != Trigger.REQUEST, one.rule_id))


def rule_for(person, module: ModulePage, on: date) -> RuleVersion | None:
    paths = Membership.objects.current(on).filter(person=person).values_list("unit__path", flat=True)
    return next((one for one in rules_around(paths, on) if one.module_id == module.pk), None)


def modules_to_ask_for(person, on: date) -> list[ModulePage]:
    """Each module that a rule around the person gives, by its title."""
    paths = [own.unit.path for own in person.current_memberships]
    found = {one.module_id: one.module for one in rules_around(paths, on)}
    return sorted(found.values(), key=lambda one: one.title)
