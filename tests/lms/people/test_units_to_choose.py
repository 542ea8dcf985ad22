import pytest

from lms.people.models import Unit
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    """A company with two centres, three services in each, and four teams in each service: 33 units."""
    company = world.unit(code="c")
    for centre in "ab":
        one = Unit.objects.get(pk=company.pk).add_child(kind="centre", code=f"c{centre}", name_es=centre)
        for service in range(3):
            two = Unit.objects.get(pk=one.pk).add_child(kind="service", code=f"c{centre}{service}", name_es="s")
            for team in range(4):
                Unit.objects.get(pk=two.pk).add_child(kind="team", code=f"c{centre}{service}{team}", name_es="t")
    return company


def codes(**asked) -> set[str]:
    return set(Unit.objects.to_choose_from(**asked).values_list("code", flat=True))


def test_while_there_are_few_units_all_are_offered(company):
    assert len(codes(most=33)) == 33


def test_of_many_the_upper_levels_are_offered(company):
    assert codes(most=10) == {"c", "ca", "cb", *(f"c{centre}{service}" for centre in "ab" for service in range(3))}
    assert codes(most=3) == {"c", "ca", "cb"}
    assert codes(most=0) == {"c"}


def test_whoever_chose_one_is_offered_its_neighbours_and_what_is_below_it(company):
    assert codes(chosen="ca", most=3) == {"c", "ca", "cb", "ca0", "ca1", "ca2"}
    assert codes(chosen="ca1", most=3) == {"c", "ca", "cb", "ca0", "ca1", "ca2", *(f"ca1{team}" for team in range(4))}
    assert codes(chosen="ca12", most=3) == {"c", "ca", "cb", "ca1", *(f"ca1{team}" for team in range(4))}


def test_a_unit_that_is_not_seen_is_not_offered(company):
    seen = Unit.objects.filter(path__startswith=Unit.objects.get(code="ca").path)
    assert set(seen.to_choose_from("cb1", most=4).values_list("code", flat=True)) == {"ca", "ca0", "ca1", "ca2"}
