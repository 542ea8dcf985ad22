"""What somebody may ask for, and which rule gives it."""

from datetime import date

from courses.catalogue.models import ModulePage
from lms.people.models import Membership
from lms.refreshers.enums import Trigger
from lms.refreshers.models import RuleVersion


def rules_around(person, on: date) -> list[RuleVersion]:
    """The versions in force whose unit the person belongs to, those that are there to be asked first."""
    paths = list(Membership.objects.current(on).filter(person=person).values_list("unit__path", flat=True))
    rows = RuleVersion.objects.live().filter(live_from__lte=on).select_related("rule__unit", "rule__owner", "module")
    found = [one for one in rows if any(path.startswith(one.rule.unit.path) for path in paths)]
    return sorted(found, key=lambda one: (one.trigger != Trigger.REQUEST, one.rule_id))


def rule_for(person, module: ModulePage, on: date) -> RuleVersion | None:
    return next((one for one in rules_around(person, on) if one.module_id == module.pk), None)


def modules_to_ask_for(person, on: date) -> list[ModulePage]:
    """Each module that a rule around the person gives, by its title."""
    found = {one.module_id: one.module for one in rules_around(person, on)}
    return sorted(found.values(), key=lambda one: one.title)
