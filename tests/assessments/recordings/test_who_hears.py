"""Who hears a recording: one test for each route and role. Practice is its person's alone."""

import pytest
from django.urls import reverse

from assessments.recordings.models import Recording, RecordingAccess
from assessments.recordings.queries import listening_to, new_link
from tests.access.table import SCORES_OWNER
from tests.roles import SIGNED_IN

pytestmark = pytest.mark.django_db


def asked(client, who, address, **headers):
    client.force_login(who)
    return client.get(address, headers=headers)


@pytest.mark.parametrize("role", [one for one in SIGNED_IN if one != "owner"])
def test_practice_is_heard_by_nobody_else_not_even_by_a_link_of_their_own(centre, client, role):
    recording, who = centre.voice_practice, centre.people[role]

    assert asked(client, who, new_link(recording, who)).status_code == 404
    assert asked(client, who, reverse("recordings:link", args=[recording.pk])).status_code == 404
    assert listening_to(recording, who) is None
    assert recording not in Recording.objects.visible_to(who)
    for part in recording.parts.all():
        assert asked(client, who, f"/media/{part.file}").status_code == 404


@pytest.mark.parametrize("role", SIGNED_IN)
def test_what_is_assessed_is_heard_by_its_person_and_by_whoever_sees_it(centre, client, role):
    recording, who = centre.voice_assessed, centre.people[role]

    answer = asked(client, who, new_link(recording, who))

    hears = role == "owner" or role in SCORES_OWNER
    assert answer.status_code == (200 if hears else 404)
    assert RecordingAccess.objects.filter(recording=recording, person=who).exists() == hears
