"""Who issues and revokes. The list forms are `visible_to` and `manageable_by` in `querysets.py`."""

from lms.people.enums import ISSUES_CERTIFICATES
from lms.people.permissions import can_administer, can_keep_things


def can_issue(user) -> bool:
    return user.is_authenticated and (user.is_superuser or user.has_role(ISSUES_CERTIFICATES))


def can_issue_to(user, person) -> bool:
    from lms.people.models import User

    return can_issue(user) and User.objects.visible_to(user, ISSUES_CERTIFICATES).filter(pk=person.pk).exists()


def can_manage(user, certificate) -> bool:
    return can_issue(user) and type(certificate).objects.manageable_by(user).filter(pk=certificate.pk).exists()


def can_certify(user) -> bool:
    """Who says in the CMS what there is to be certified and what earns it."""
    return user.is_active and can_administer(user)


def can_design(user) -> bool:
    """Who says in the CMS how certificates look."""
    return user.is_active and can_keep_things(user)
