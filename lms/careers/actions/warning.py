"""Warning HR of acting up that nears what the law allows, before it does."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from lms.careers.acting import ActingUp, acting_up
from lms.careers.queries.acting import acting_periods
from lms.notifications.actions import notify
from lms.people.enums import Role
from lms.people.models import User


def warn_of_acting_up(*, on: date | None = None) -> int:
    """Tells HR of everybody who reaches four, five or six months. Once a step and stretch; safe to repeat. Returns how many people."""
    day, told = on or timezone.localdate(), 0
    for person_id, periods in acting_periods(on=day).items():
        counted = acting_up(periods, day)
        if counted.warning is not None:
            told += 1
            person = User.objects.get(pk=person_id)
            for one in _hr_of(person):
                _tell(one, person, counted, periods[0][0])
    return told


def _hr_of(person) -> list[User]:
    paths = [membership.unit.path for membership in person.memberships.current().select_related("unit")]
    hr = User.objects.filter(is_active=True).with_role(Role.HR)
    return [one for one in hr if any(path.startswith(branch) for path in paths for branch in one.branches({Role.HR}))]


def _tell(hr, person, counted: ActingUp, since: date) -> None:
    values = {"person": str(person), "year": counted.in_a_year, "two": counted.in_two_years}
    notify(
        person=hr,
        kind="careers.acting_up",
        key=f"careers.acting_up:{person.pk}:{since}:{counted.warning}:{hr.pk}",
        title=lambda: _("%(person)s has been acting up for %(year)s months in a year") % values,
        text=lambda: (
            _(
                "In two years: %(two)s months. More than 6 in a year or 8 in two gives the right to claim the post "
                "(article 39.2 of the Workers’ Statute)."
            )
            % values
        ),
    )
