from datetime import date

import pytest
from django.urls import reverse

from lms.renewals.actions import run_day
from lms.renewals.models import RenewalRule
from tests import world
from tests.lms.renewals import centre

pytestmark = pytest.mark.django_db
EARNED = date(2026, 1, 15)


@pytest.fixture
def team():
    company = world.unit()
    return company, world.unit(parent=company, kind="team", name="Verde")


def test_a_person_sees_their_cycles_and_the_way_to_renew(client, team):
    agent = world.member("agent", team[1])
    centre.holder(centre.rule(renewed_by=world.module()), EARNED, who=agent)
    run_day(on=date(2026, 12, 20))
    client.force_login(agent)
    page = client.get(reverse("renewals:mine")).content.decode()
    assert "Renewal due" in page
    assert "Renew it" in page


def test_somebody_without_cycles_reads_what_will_be_here(client):
    client.force_login(world.member("agent"))
    assert "Nothing to renew" in client.get(reverse("renewals:mine")).content.decode()


def test_a_coordinator_sees_their_team_and_nobody_else(client, team):
    company, verde = team
    rule = centre.rule()
    mine = centre.holder(rule, EARNED, who=world.member("agent", verde, last_name="Abad"))
    other = centre.holder(rule, EARNED, who=world.member("agent", world.unit(parent=company, kind="team"), last_name="Zubiri"))
    client.force_login(world.member("coordinator", verde))
    page = client.get(reverse("renewals:people")).content.decode()
    assert str(mine.person) in page
    assert str(other.person) not in page


@pytest.mark.parametrize("route", [reverse("renewals:people"), reverse("renewals:export", args=["csv"])])
def test_an_agent_sees_nobodys(client, route):
    client.force_login(world.member("agent"))
    assert client.get(route).status_code == 403


def test_the_list_filters_by_state_and_name(client, team):
    rule, hr = centre.rule(), world.member("hr", team[0])
    centre.holder(rule, EARNED, who=world.member("agent", team[1], last_name="Abad"))
    centre.holder(rule, date(2026, 11, 1), who=world.member("agent", team[1], last_name="Bosch"))
    run_day(on=date(2026, 12, 20))
    client.force_login(hr)
    due = client.get(reverse("renewals:people"), {"state": "due"}).content.decode()
    assert "Abad" in due and "Bosch" not in due
    assert "Nobody here" in client.get(reverse("renewals:people"), {"q": "nobody"}).content.decode()
    assert client.get(reverse("renewals:people"), {"state": "nonsense", "unit": "x", "page": "y"}).status_code == 200


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_list_is_exported(client, team, suffix):
    centre.holder(centre.rule(), EARNED, who=world.member("agent", team[1]))
    client.force_login(world.member("hr", team[0]))
    answer = client.get(reverse("renewals:export", args=[suffix]))
    assert f'.{suffix}"' in answer["Content-Disposition"]
    assert client.get(reverse("renewals:export", args=["pdf"])).status_code == 404


def test_the_queries_do_not_grow_with_people(client, team, django_assert_max_num_queries):
    rule = centre.rule()
    client.force_login(world.member("hr", team[0]))
    for number in (1, 2):
        for _ in range(number):
            centre.holder(rule, EARNED, who=world.member("agent", team[1]))
        with django_assert_max_num_queries(12):
            client.get(reverse("renewals:people"))


def test_an_administrator_writes_a_rule_in_the_cms_and_answers_for_it(client):
    administrator = world.member("administrator", world.unit())
    certification = world.certification()
    client.force_login(administrator)
    values = {"certification": certification.pk, "window_days": 60, "due_days": 30, "grace_days": 0, "minimum_months": 0}
    answer = client.post(reverse("wagtailsnippets_renewals_renewalrule:add"), values)
    assert answer.status_code == 302, answer.context["form"].errors
    assert RenewalRule.objects.get().owner == administrator
    client.force_login(world.member("trainer", world.unit()))
    assert client.get(reverse("wagtailsnippets_renewals_renewalrule:list")).status_code in (302, 403)


def test_a_rule_that_is_due_before_its_window_is_refused(client):
    client.force_login(world.member("administrator", world.unit()))
    values = {"certification": world.certification().pk, "window_days": 10, "due_days": 30, "grace_days": 0, "minimum_months": 0}
    page = client.post(reverse("wagtailsnippets_renewals_renewalrule:add"), values).content.decode()
    assert "before it may be renewed" in page
