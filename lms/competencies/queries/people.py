"""Who is concerned by a piece of evidence, beside its person."""

from lms.competencies.querysets import JUDGES
from lms.people.models import Membership, Unit, User


def judges_of(person, *, but=None) -> list[User]:
    """Those who may answer a question about evidence on `person`: never the person, nor whoever wrote it (`but`)."""
    step = Unit.steplen
    paths = {m.unit.path[:end] for m in person.current_memberships for end in range(step, len(m.unit.path) + 1, step)}
    holding = Membership.objects.current().filter(unit__path__in=paths, role__in=JUDGES)
    found = User.objects.filter(pk__in=holding.values("person"), is_active=True).exclude(pk=person.pk)
    return list(found.exclude(pk=but.pk) if but else found)
