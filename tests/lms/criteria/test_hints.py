"""What is still to prove, for the first screen: the same as on the list of what we agreed, and one query."""

import pytest

from lms.criteria.models import Guideline
from lms.criteria.queries.hints import criteria_to_prove
from lms.criteria.queries.proving import to_prove
from tests import world
from tests.criteria import Agreement, question

pytestmark = pytest.mark.django_db


def both_ways(agreement) -> list[str]:
    """The codes still to prove, by the rule and by the query of the first screen, which agree."""
    by_rule = [line.guideline.code for line in to_prove(agreement.agent)]
    assert list(Guideline.objects.live().meant_for(agreement.agent).unproved_by(agreement.agent).values_list("code", flat=True)) == by_rule
    return by_rule


def test_the_query_and_the_rule_agree_from_the_first_version_to_the_third(agreement):
    assert both_ways(agreement) == []
    agreement.published()
    assert both_ways(agreement) == ["am-01"]
    agreement.answer("q1")
    assert both_ways(agreement) == ["am-01"]
    agreement.answer("q2", counter=2)
    assert both_ways(agreement) == []
    agreement.revised(minor=True, title_en="A slip put right")
    assert both_ways(agreement) == []
    agreement.revised(question("q1", right="b"), question("q2"), asks=["q1"])
    assert both_ways(agreement) == ["am-01"]
    agreement.answer("q1", option="a", counter=3)
    assert both_ways(agreement) == ["am-01"]
    agreement.answer("q1", option="b", counter=4)
    assert both_ways(agreement) == []


def test_what_waits_is_counted_in_one_query(django_assert_num_queries):
    agreement = Agreement()
    agreement.published()
    agreement.published(agreement.drafted("am-02"))
    assert agreement.agent.current_memberships
    criteria_to_prove(agreement.agent)
    with django_assert_num_queries(1):
        found = criteria_to_prove(agreement.agent)
    assert (found.number, found.code) == (2, "am-01")
    assert criteria_to_prove(agreement.coordinator) is None


def test_nothing_waits_for_whoever_belongs_nowhere(client, agreement):
    agreement.published()
    alone = world.person(is_superuser=True)
    assert criteria_to_prove(alone) is None
    client.force_login(alone)
    assert client.get("/").status_code == 200


def test_two_who_stand_elsewhere_are_told_apart(agreement):
    """One statement for each shape of memberships: its values are nobody else's."""
    agreement.published()
    elsewhere = world.member("agent", world.unit(name="Otra"))
    assert [bool(criteria_to_prove(one)) for one in (agreement.agent, elsewhere, agreement.agent)] == [True, False, True]


def test_the_first_screen_leads_there(client, agreement):
    agreement.published()
    client.force_login(agreement.agent)
    assert "/agreed/am-01/" in client.get("/").content.decode()
