"""Who may record postings, who edits ladders and who reads their rules."""

from lms.people.enums import Role

POSTS_PEOPLE = frozenset({Role.HR, Role.ADMINISTRATOR})


def can_post(actor, person) -> bool:
    """HR and administrators, within their branches, and never themselves."""
    from lms.people.models import User

    return (
        actor.pk != person.pk
        and actor.has_role(POSTS_PEOPLE)
        and User.objects.visible_to(actor, POSTS_PEOPLE).filter(pk=person.pk).exists()
    )


def can_license(actor, person, code: str = "", *, by_hr: bool = False) -> bool:
    """Whoever trains or leads somebody, and HR; of some kinds (by their code, or `by_hr`) HR alone. Nobody gives themselves anything."""
    from lms.careers.models import LicenceKind
    from lms.careers.querysets import ENTERS_FOR_HR, LICENSES
    from lms.people.models import User

    hr_alone = by_hr or (bool(code) and LicenceKind.objects.filter(code=code, entered_by="hr").exists())
    roles = ENTERS_FOR_HR if hr_alone else LICENSES
    return actor.pk != person.pk and User.objects.visible_to(actor, roles).filter(pk=person.pk).exists()


def can_open_document(user, licence) -> bool:
    return type(licence).objects.with_document_for(user).filter(pk=licence.pk).exists()


def may_post(user) -> bool:
    """Whoever posts anybody at all."""
    return user.is_authenticated and (user.is_superuser or user.has_role(POSTS_PEOPLE))


def can_see_board(user) -> bool:
    """Whoever leads or administers people."""
    from lms.careers.querysets import SEES_READINESS

    return user.is_authenticated and (user.is_superuser or user.has_role(SEES_READINESS))


def can_edit_ladders(user) -> bool:
    """HR and administrators: a ladder belongs to the whole house."""
    from lms.careers.querysets import EDITS_LADDERS

    return user.is_authenticated and (user.is_superuser or user.has_role(EDITS_LADDERS))


def can_read_ladders(user) -> bool:
    from lms.careers.querysets import READS_LADDERS

    return user.is_authenticated and (user.is_superuser or user.has_role(READS_LADDERS))
