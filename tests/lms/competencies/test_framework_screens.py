import json

import pytest
from django.urls import reverse

from lms.competencies.actions.versions import hash_of, publish_framework
from lms.competencies.exceptions import ReasonMissing
from lms.competencies.models import CompetencyLevel, Framework, FrameworkVersion
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(client):
    competency = world.competency("EMP")
    CompetencyLevel.objects.create(competency=competency, level=3, anchor_es="Escucha", anchor_en="Listens to the end")
    person = world.member("hr", language="en")
    client.force_login(person)
    client.cookies["peldano_language"] = "en"
    return person


def page_of(client, name, *args) -> str:
    response = client.get(reverse(f"competencies:{name}", args=args))
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def test_the_list_leads_to_the_tree_with_its_anchors_and_files(client, hr):
    assert "1 competency" in page_of(client, "frameworks")
    page = page_of(client, "framework", "test")
    assert "Listens to the end" in page
    assert reverse("competencies:framework_export", args=["test", "json"]) in page


def test_without_frameworks_the_list_says_so(client):
    client.force_login(world.member("hr", language="en"))
    client.cookies["peldano_language"] = "en"
    assert "No competencies have been set up yet" in page_of(client, "frameworks")


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json"])
def test_each_file_is_handed_over(client, hr, suffix):
    response = client.get(reverse("competencies:framework_export", args=["test", suffix]))
    assert response.headers["Content-Disposition"] == f'attachment; filename="test.{suffix}"'
    assert suffix != "json" or json.loads(response.content)["CFDocument"]["caseVersion"] == "1.1"


def test_a_version_is_published_with_its_note_once_and_shows_what_changed(client, hr):
    address = reverse("competencies:framework_publish", args=["test"])
    assert client.post(address, {"note": ""}).status_code == 422
    for _time in range(2):
        client.post(address, {"note": "The first"})
    version = FrameworkVersion.objects.get()
    assert version.sha256 == hash_of(version.content)
    assert "Nothing has changed." in page_of(client, "framework_publish", "test")
    world.competency("NEW")
    CompetencyLevel.objects.update(anchor_en="Listens")
    page = page_of(client, "framework_publish", "test")
    assert "Competency: NEW" in page
    assert "anchors of the levels" in page
    client.post(address, {"note": "One more"})
    page = page_of(client, "framework_version", "test", 2)
    assert "What changed since version 1" in page
    assert "Competency: NEW" in page
    assert "What it began with" in page_of(client, "framework_version", "test", 1)


def test_nothing_is_published_without_a_note(hr):
    with pytest.raises(ReasonMissing):
        publish_framework(framework=Framework.objects.get(), note=" ", actor=hr)
    assert not FrameworkVersion.objects.exists()


@pytest.mark.parametrize(("name", "args"), [("framework", ["test"]), ("frameworks", []), ("framework_publish", ["test"])])
def test_more_competencies_take_no_more_queries(client, hr, name, args, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page_of(client, name, *args)
    with CaptureQueriesContext(connection) as first:
        page_of(client, name, *args)
    world.competency("A"), world.competency("B")
    with django_assert_num_queries(len(first)):
        page_of(client, name, *args)
