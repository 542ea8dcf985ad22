"""The demo's calibration comes out as its file says."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.calibration.models import CalibrationSession
from assessments.scores.models import AssessorLicence
from lms.demo.loader.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_academy")]


def test_of_five_one_is_licensed():
    valid = AssessorLicence.objects.valid_on(timezone.localdate()).filter(rubric__code="RUB-ES-02")
    assert [licence.assessor for licence in valid] == [person("nuria.campos")]


def test_whoever_scored_reads_how_near_they_were(client):
    session = CalibrationSession.objects.get()
    client.force_login(person("diego.salas"))
    page = client.get(reverse("calibration:session", args=[session.code]))
    assert page.status_code == 200
    client.force_login(person("lucia.ferran"))
    assert client.get(reverse("calibration:session", args=[session.code])).status_code == 404
