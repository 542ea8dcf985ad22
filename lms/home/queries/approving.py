"""What waits for somebody who approves content."""

from courses.catalogue.queries import waiting_for_me
from courses.catalogue.queries.authoring import Waiting as Approval
from lms.people.enums import APPROVES_CONTENT

__all__ = ["Approval", "approvals_of"]


def approvals_of(person) -> tuple[Approval, ...]:
    """The content that waits for this person to read it, if they approve any: nothing is asked for anybody else."""
    return tuple(waiting_for_me(person)) if person.has_role(APPROVES_CONTENT) else ()
