"""What a person may do with people. Each rule has an object form here and a list form in `querysets.py`."""

from lms.people.enums import APPROVES_CONTENT, AUTHORS, ENROLS_PEOPLE, INVITES_PEOPLE, Role


def can_see_person(user, person) -> bool:
    from lms.people.models import User

    return User.objects.visible_to(user).filter(pk=person.pk).exists()


def can_invite(user) -> bool:
    return user.is_authenticated and user.has_role(INVITES_PEOPLE)


def can_enrol(user) -> bool:
    return user.is_authenticated and user.has_role(ENROLS_PEOPLE)


def can_author(user) -> bool:
    return user.is_authenticated and (user.is_superuser or user.has_role(AUTHORS))


def can_open_cms(user) -> bool:
    """Authors write; those who approve content read it there."""
    return user.is_authenticated and (user.is_superuser or user.has_role(AUTHORS | APPROVES_CONTENT))


def can_administer(user) -> bool:
    return user.is_authenticated and (user.is_superuser or user.has_role({Role.ADMINISTRATOR}))
