"""Nobody sees another's scores before their own are in: in the rows, and on every screen."""

import pytest
from django.urls import reverse

from assessments.scores.models import CriterionScore, RoleplayResult, Score
from tests import world
from tests.scores import Room, hand_in, score_of, write

pytestmark = pytest.mark.django_db
SECRET = "Dijo la clave sin que se la pidieran"


@pytest.fixture
def room():
    return Room()


@pytest.fixture
def made(room):
    return room.performance(two="gate")


def seen(user):
    return set(Score.objects.visible_to(user).values_list("assessor__first_name", flat=True))


def test_a_draft_is_its_authors_alone(room, made):
    write(score_of(made, room.nuria))
    assert seen(room.nuria) == {"Nuria"}
    assert seen(room.marta) == {"Marta"}
    for role in ("trainer", "coordinator", "supervisor", "quality", "hr", "administrator"):
        assert seen(world.member(role, room.unit)) == set(), role
    assert seen(world.person(is_superuser=True)) == set()


def test_the_second_sees_nothing_of_the_first_until_theirs_is_in(room, made):
    hand_in(score_of(made, room.nuria))
    assert seen(room.marta) == {"Marta"}
    assert not CriterionScore.objects.visible_to(room.marta).filter(score__assessor=room.nuria).exists()
    hand_in(score_of(made, room.marta))
    assert seen(room.marta) == seen(room.nuria) == {"Nuria", "Marta"}


def test_nobody_is_told_before_there_is_a_result(room, made):
    supervisor = world.member("supervisor", room.unit)
    hand_in(score_of(made, room.nuria))
    for who in (room.person, supervisor, world.person(is_superuser=True)):
        assert seen(who) == set()
    hand_in(score_of(made, room.marta))
    assert seen(supervisor) == seen(room.person) == {"Nuria", "Marta"}


def test_the_third_sees_neither_of_the_two(room, made):
    hand_in(score_of(made, room.nuria), (5, 5))
    hand_in(score_of(made, room.marta), (2, 5))
    assert seen(room.hugo) == {"Hugo"}
    assert not RoleplayResult.objects.visible_to(room.hugo).exists()
    hand_in(score_of(made, room.hugo))
    assert seen(room.hugo) == {"Nuria", "Marta", "Hugo"}


def test_an_assessor_elsewhere_sees_nothing_at_all(room, made):
    hand_in(score_of(made, room.nuria))
    hand_in(score_of(made, room.marta))
    assert seen(world.member("assessor")) == set()


def routes(score):
    of = [score.performance_id]
    return [
        ("get", reverse("scores:queue")),
        ("get", reverse("scores:score", args=[score.pk])),
        ("post", reverse("scores:save", args=[score.pk])),
        ("post", reverse("scores:hand_in", args=[score.pk])),
        ("post", reverse("scores:recuse", args=[score.pk])),
        ("get", reverse("scores:result", args=of)),
        ("post", reverse("scores:answer", args=of)),
        ("post", reverse("scores:ask_again", args=of)),
    ]


@pytest.mark.parametrize(
    "role", ["trainee", "agent", "trainer", "assessor", "coordinator", "supervisor", "quality", "hr", "administrator", "superuser"]
)
def test_no_route_shows_a_reading_to_any_other_role(client, room, made, role):
    score = score_of(made, room.nuria)
    write(score, worked=SECRET)
    other = world.person(is_superuser=True) if role == "superuser" else world.member(role, room.unit)
    client.force_login(other)
    for method, address in routes(score):
        answer = getattr(client, method)(address)
        assert SECRET not in answer.content.decode(), address
        assert answer.status_code in ((200, 403, 404) if address == reverse("scores:queue") else (404,)), address


def test_no_route_shows_it_to_the_other_assessor_either(client, room, made):
    hand_in(score_of(made, room.nuria), worked=SECRET)
    client.force_login(room.marta)
    own = score_of(made, room.marta)
    for method, address in [*routes(score_of(made, room.nuria)), ("get", reverse("scores:score", args=[own.pk]))]:
        assert SECRET not in getattr(client, method)(address).content.decode(), address
