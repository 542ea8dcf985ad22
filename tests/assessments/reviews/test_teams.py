from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from assessments.reviews.queries.teams import team_picture, teams_seen
from tests import world
from tests.reviews import cards_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def team(db):
    world.evidence_kinds()
    centre = world.unit(kind="centre", parent=world.unit())
    return world.unit(kind="team", parent=centre, name="Levante")


def learners(team, number, *, right=(1, 2, 3), days_ago=10, code="PRO"):
    people = [world.member("agent", team) for _one in range(number)]
    for who in people:
        cards_of(who, right=right, days_ago=days_ago, code=code)
    return people


def test_five_people_make_a_picture_of_today_and_of_thirty_days_on(team):
    learners(team, 5)
    line = team_picture(team, TODAY).told[0]
    assert (line.people, line.competency.code) == (5, "PRO")
    assert 0 < line.later < line.now < 100


def test_four_people_make_none_not_even_how_many_they_are_by_competency(team):
    learners(team, 4)
    picture = team_picture(team, TODAY)
    assert (picture.enough, picture.lines) == (False, ())


def test_a_competency_that_four_of_six_have_met_is_named_without_a_figure(team):
    learners(team, 6)
    for who in list(team.memberships.all())[:4]:
        cards_of(who.person, right=(1,), code="REG")
    picture = team_picture(team, TODAY)
    assert [line.competency.code for line in picture.told] == ["PRO"]
    assert [(line.competency.code, line.people, line.now, line.later) for line in picture.untold] == [("REG", None, None, None)]


def test_somebody_in_two_teams_counts_in_the_first(team):
    other = world.unit(kind="team", parent=team.get_parent(), name="Poniente")
    people = learners(team, 5)
    world.member("agent", other, who=people[0], valid_from=date(2026, 1, 1))
    learners(other, 4)
    assert team_picture(team, TODAY).people == 5
    assert team_picture(other, TODAY).people == 4


def test_what_is_least_remembered_comes_first_with_the_modules_that_teach_it(team):
    learners(team, 5, days_ago=1)
    for membership in team.memberships.all():
        cards_of(membership.person, right=(), days_ago=60, code="REG")
    module = world.module(title="Derechos", competencies=[world.competency("REG")])
    picture = team_picture(team, TODAY)
    assert [line.competency.code for line in picture.told] == ["REG", "PRO"]
    assert [page.pk for page in picture.weakest.modules] == [module.pk]
    assert picture.weakest.to_refresh


def test_who_has_left_the_team_does_not_count(team):
    people = learners(team, 5)
    people[0].memberships.update(valid_to=TODAY - timedelta(days=1))
    assert team_picture(team, TODAY).people == 4


def test_only_teams_of_ones_own_branches_are_seen(team):
    elsewhere = world.unit(kind="team", parent=world.unit(kind="centre", parent=world.unit()), name="Bilbao")
    coordinator = world.member("coordinator", team)
    assert teams_seen(coordinator) == [team]
    client = Client()
    client.force_login(coordinator)
    assert client.get(reverse("reviews:teams"), {"team": elsewhere.pk}).status_code == 404
    assert client.get(reverse("reviews:teams"), {"team": "x"}).status_code == 404


@pytest.mark.parametrize("role", ["hr", "administrator", "works_council", "assessor", "agent"])
def test_who_does_not_teach_or_lead_is_shown_nothing(team, role):
    client = Client()
    client.force_login(world.member(role, team))
    assert client.get(reverse("reviews:teams")).status_code == 403


def test_a_trainer_reads_the_picture_and_assigns_what_teaches_it(team):
    learners(team, 5, right=(), days_ago=60)
    module = world.module(title="Productos", competencies=[world.competency("PRO")])
    client = Client()
    client.force_login(world.member("trainer", team.get_parent()))
    page = client.get(reverse("reviews:teams")).content.decode()
    assert "One competency is worth a refresher" in page
    assert f'href="{reverse("enrolments:assign")}?about=module:{module.pk}"' in page
    assert "<svg" in page


def test_a_small_team_is_told_so_in_words(team):
    learners(team, 4)
    client = Client()
    client.force_login(world.member("quality", team))
    page = client.get(reverse("reviews:teams")).content.decode()
    assert "Too few people to say anything" in page
    assert "<figure" not in page


def test_a_leader_of_nobody_is_told_so(team):
    client = Client()
    client.force_login(world.member("trainer", world.unit(name="Nadie")))
    assert "No team yet" in client.get(reverse("reviews:teams")).content.decode()
