"""Who has a say in a guideline, and who has not signed yet."""

from lms.criteria.enums import SIGNS
from lms.criteria.models import GuidelineVersion
from lms.people.models import Membership, User


def signers(unit) -> list[User]:
    """The coordinators and supervisors of a unit and of those below it, by surname."""
    held = Membership.objects.current().filter(unit__path__startswith=unit.path, role__in=SIGNS)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).by_surname())


def signatures_missing(version: GuidelineVersion) -> list[User]:
    signed = set(version.signatures.values_list("person_id", flat=True))
    return [person for person in signers(version.guideline.unit) if person.pk not in signed]
