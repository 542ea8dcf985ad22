"""The demo's calibration comes out as its file says."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.calibration.models import CalibrationSession
from assessments.scores.models import Appeal, AssessorLicence, Score
from lms.demo.loader.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_academy")]


def test_of_five_one_is_licensed():
    valid = AssessorLicence.objects.valid_on(timezone.localdate()).filter(rubric__code="RUB-ES-02")
    assert [licence.assessor for licence in valid] == [person("nuria.campos")]


def test_whoever_scored_reads_how_near_they_were(client):
    session = CalibrationSession.objects.get(state="signed")
    client.force_login(person("diego.salas"))
    page = client.get(reverse("calibration:session", args=[session.code]))
    assert page.status_code == 200
    client.force_login(person("lucia.ferran"))
    assert client.get(reverse("calibration:session", args=[session.code])).status_code == 404


@pytest.mark.parametrize("who", ["nuria.campos", "leire.zabala", "marta.oliver"])
@pytest.mark.parametrize("state", ["scoring", "talking"])
def test_two_are_under_way_and_name_nobody_who_performed(client, who, state):
    session = CalibrationSession.objects.get(state=state)
    client.force_login(person(who))
    page = client.get(reverse("calibration:session", args=[session.code])).content.decode()
    assert session.samples.count() == 3
    assert not [name for name in ("Lucía Ferrán", "Marcos Peña", "Tomás Rey") if name in page]


def test_what_there_is_to_score_is_written_recorded_and_acted():
    waiting = set(Score.objects.drafts().values_list("performance__mode", "assessor__first_name"))
    assert waiting == {("written", "Leire"), ("recorded", "Carmen"), ("live", "Nuria")}


def test_one_result_is_appealed_and_one_licence_lapses_within_a_month():
    assert Appeal.objects.get().assigned_to != Appeal.objects.get().result.feedback.assessor
    soon = timezone.localdate() + timedelta(days=31)
    assert [one.assessor for one in AssessorLicence.objects.valid_on(timezone.localdate()).filter(valid_to__lt=soon)] == [
        person("carmen.ibarra")
    ]
