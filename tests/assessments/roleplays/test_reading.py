"""From what somebody played they find what assessors said of it, once there is something."""

import pytest
from django.urls import reverse

from tests import recordings, roleplays, scores, world

pytestmark = pytest.mark.django_db
SAYS = "What the assessors say"


def page(client, who, address: str) -> str:
    client.force_login(who)
    return client.get(address, follow=True).content.decode()


def test_of_a_written_one_the_result_is_found_once_it_is_there(client):
    person, assessor = world.member("trainee", language="en"), world.member("assessor")
    waiting = scores.waiting(person, assessor)
    version = waiting.performance.version
    version.content = roleplays.content() | version.content
    version.save(update_fields=["content"])
    address = reverse("roleplays:result", args=[waiting.performance_id])
    assert SAYS not in page(client, person, address)
    scores.hand_in(waiting, counter=2)
    found = page(client, person, address)
    assert SAYS in found
    assert reverse("scores:result", args=[waiting.performance_id]) in found


def test_of_a_recorded_one_too(client):
    person, assessor = world.member("trainee", language="en"), world.member("assessor")
    waiting = recordings.waiting(person, assessor)
    address = reverse("recordings:own", args=[waiting.performance_id])
    assert SAYS not in page(client, person, address)
    scores.hand_in(waiting)
    assert SAYS in page(client, person, address)


def test_practice_is_read_by_nobody(client):
    recording = recordings.handed_in(world.member("trainee", language="en"))
    assert SAYS not in page(client, recording.made_by, reverse("recordings:own", args=[recording.performance_id]))
