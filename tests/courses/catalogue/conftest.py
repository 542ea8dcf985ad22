from types import SimpleNamespace

import pytest

from lms.people.actions.memberships import align_cms_groups
from tests import world


@pytest.fixture
def authoring(db):
    """The academy ready to be written: an author, the approver of a module, and somebody who only learns."""
    from courses.catalogue.actions import set_up_authoring

    home = set_up_authoring()
    company = world.unit()
    people = {name: world.member(role, company) for name, role in (("author", "trainer"), ("approver", "supervisor"), ("agent", "agent"))}
    for person in people.values():
        align_cms_groups(person=person)
    return SimpleNamespace(home=home, company=company, **people)
