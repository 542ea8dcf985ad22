"""`among`: very many ids, as `in` finds them."""

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.careers.models import Posting
from lms.people.models import User
from tests import world
from tests.lms.careers import centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    centre.ladder()
    made = [world.member("agent") for _ in range(4)]
    for one in made:
        Posting.objects.create(person=one, rung=centre.rung("R0"), starts_on=centre.today())
    return [one.pk for one in made]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.sets(st.integers(0, 3)), strangers=st.sets(st.integers(-5, 10**12).map(lambda number: number + 10**6), max_size=3))
def test_it_finds_what_in_finds_also_across_tables_and_turned_round(people, places, strangers):
    ids = {people[place] for place in places} | strangers
    for among, plain in (
        (Q(pk__among=ids), Q(pk__in=ids)),
        (~Q(pk__among=ids), ~Q(pk__in=ids)),
        (Q(postings__person__among=ids), Q(postings__person__in=ids)),
    ):
        assert set(User.objects.filter(among).values_list("pk")) == set(User.objects.filter(plain).values_list("pk"))
    assert Posting.objects.filter(person__among=ids).count() == len(places)


def test_a_hundred_thousand_are_taken_at_once(people):
    assert User.objects.filter(pk__among=range(100_000)).filter(pk__in=people).count() == len(people)


def test_nothing_but_whole_numbers_is_written_into_the_sql():
    with pytest.raises(ValueError):
        list(User.objects.filter(pk__among=["1) OR (1=1"]))
