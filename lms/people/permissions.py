"""What a person may do with people. Each rule has an object form here and a list form in `querysets.py`."""

from lms.people.enums import (
    APPROVES_CONTENT,
    AUTHORS,
    ENROLS_PEOPLE,
    FRAME_OF_THE_CMS,
    GIVES,
    INVITES_PEOPLE,
    ISSUES_CERTIFICATES,
    KEEPS_THINGS,
    SCREENS_OF_KEEPERS,
    SEES_PEOPLE,
    Role,
)


def can_see_person(user, person) -> bool:
    from lms.people.models import User

    return User.objects.visible_to(user).filter(pk=person.pk).exists()


def can_see_people(user) -> bool:
    """Whether there is anybody but oneself to see."""
    return user.is_authenticated and (user.is_superuser or user.has_role(SEES_PEOPLE))


def can_export_people(user) -> bool:
    return user.is_authenticated and (user.is_superuser or user.has_role(ISSUES_CERTIFICATES))


def can_invite(user) -> bool:
    return user.is_authenticated and (user.is_superuser or user.has_role(INVITES_PEOPLE))


def givable_roles(user) -> set[Role]:
    """The roles that `user` may give somewhere."""
    if user.is_superuser:
        return set(Role)
    return {role for giver in user.roles for role in GIVES.get(giver, ())}


def can_give(user, unit, role: str) -> bool:
    """Whether `user` may make somebody `role` in `unit`, or end it: by a membership of theirs that reaches that unit."""
    if user.is_superuser:
        return True
    return any(role in GIVES.get(own.role, ()) and unit.path.startswith(own.unit.path) for own in user.current_memberships)


def can_enrol(user) -> bool:
    return user.is_authenticated and user.has_role(ENROLS_PEOPLE)


def can_author(user) -> bool:
    return user.is_authenticated and (user.is_superuser or user.has_role(AUTHORS))


def can_open_cms(user) -> bool:
    """Authors write; those who approve content read it there."""
    return user.is_authenticated and (user.is_superuser or user.has_role(AUTHORS | APPROVES_CONTENT))


def can_keep_things(user) -> bool:
    """Whoever keeps the designs of certificates, and what else stands in `SCREENS_OF_KEEPERS`."""
    return user.is_authenticated and (user.is_superuser or user.has_role(KEEPS_THINGS | {Role.ADMINISTRATOR}))


def can_open_screen(user, name: str) -> bool:
    """Whether this screen of the CMS, by its name, lets `user` in. What may be done there is Wagtail's to ask."""
    if can_open_cms(user):
        return True
    return can_keep_things(user) and (name in FRAME_OF_THE_CMS or name.startswith(SCREENS_OF_KEEPERS))


def can_administer(user) -> bool:
    return user.is_authenticated and (user.is_superuser or user.has_role({Role.ADMINISTRATOR}))


def can_deactivate(user, person) -> bool:
    """HR and administrators, in their branch, never themselves; an administrator only by another one."""
    from lms.people.models import User

    if user.pk == person.pk:
        return False
    if user.is_superuser:
        return True
    if person.is_superuser or (person.has_role({Role.ADMINISTRATOR}) and not user.has_role({Role.ADMINISTRATOR})):
        return False
    reached = User.objects.visible_to(user, roles=ISSUES_CERTIFICATES).filter(pk=person.pk)
    return user.has_role(ISSUES_CERTIFICATES) and reached.exists()
