"""Who reads the catalogue outside a programme of their own. Who writes it is the CMS's to say, by its groups."""

from lms.people.enums import APPROVES_CONTENT, AUTHORS, Role

READS_CATALOGUE = AUTHORS | APPROVES_CONTENT | {Role.COORDINATOR}


def can_read_catalogue(person) -> bool:
    """Authors and approvers, and coordinators, who coach with it."""
    return person.is_authenticated and (person.is_superuser or person.has_role(READS_CATALOGUE))


def may_approve(person, approver) -> bool:
    """Whether `person` approves what has this named approver; `None`, or someone who left, means anyone who approves content."""
    if person.is_superuser:
        return True
    if approver and approver.is_active:
        return person.pk == approver.pk
    return person.has_role(APPROVES_CONTENT)


def can_approve(person, page) -> bool:
    """The object form; the list form is `queries.approvals_waiting_for`."""
    module = page.specific.approving_module()
    return may_approve(person, module.approver if module else None)
