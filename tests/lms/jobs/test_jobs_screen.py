from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lms.jobs.models import Job
from lms.people.enums import Role
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed():
    return Job.objects.create(
        kind="certificates.print", state="failed", attempts=6, error="OSError: <b>paper</b>", finished_at=timezone.now()
    )


@pytest.mark.parametrize("role", list(Role))
def test_only_administrators_see_the_work_and_ask_for_it_again(client, failed, role):
    client.force_login(world.member(role))
    expected = (200, 302, 302) if role == "administrator" else (403, 403, 403)
    answers = (
        client.get(reverse("jobs:list")),
        client.post(reverse("jobs:retry", args=[failed.pk])),
        client.post(reverse("jobs:retry_all")),
    )
    assert tuple(answer.status_code for answer in answers) == expected
    failed.refresh_from_db()
    assert failed.state == ("queued" if role == "administrator" else "failed")


def test_who_has_not_signed_in_is_asked_to(client):
    assert client.get(reverse("jobs:list"))["Location"] == "/account/login/?next=/jobs/"


def test_a_visit_asks_for_nothing_again(client, failed):
    client.force_login(world.member("administrator"))
    assert client.get(reverse("jobs:retry", args=[failed.pk])).status_code == 405
    assert client.get(reverse("jobs:retry_all")).status_code == 405


def test_each_state_is_told_with_its_when_and_its_why(client, failed):
    Job.objects.create(
        kind="people.import",
        state="running",
        attempts=1,
        lease_until=timezone.now() + timedelta(minutes=2),
        progress_done=3,
        progress_total=10,
    )
    Job.objects.create(kind="notifications.mail", state="queued", attempts=2, due_at=timezone.now() + timedelta(seconds=20))
    Job.objects.create(kind="notifications.mail", state="done", attempts=1, finished_at=timezone.now())
    client.force_login(world.member("administrator"))
    response = client.get(reverse("jobs:list"))
    html = response.content.decode()
    assert [number for _state, number in response.context["counts"]] == [1, 1, 1, 1]
    assert "3 of 10" in html and "next try" in html
    assert "OSError: &lt;b&gt;paper&lt;/b&gt;" in html


def test_the_list_is_filtered_by_state_and_kind(client, failed):
    done = Job.objects.create(kind="notifications.mail", state="done", finished_at=timezone.now())
    client.force_login(world.member("administrator"))

    def shown(**asked):
        return list(client.get(reverse("jobs:list"), asked).context["page"])

    assert shown() == [done, failed]
    assert shown(state="failed") == [failed]
    assert shown(kind="notifications.mail") == [done]
    assert shown(state="nonsense", kind="' OR 1=1", page="x") == [done, failed]


def test_the_failed_of_one_kind_are_asked_for_again_together(client, failed):
    other = Job.objects.create(kind="notifications.mail", state="failed", attempts=6)
    client.force_login(world.member("administrator"))
    client.post(reverse("jobs:retry_all"), {"kind": "notifications.mail"})
    assert set(Job.objects.values_list("pk", "state")) == {(failed.pk, "failed"), (other.pk, "queued")}


def test_the_list_asks_the_database_the_same_for_one_and_for_three(client, failed):
    client.force_login(world.member("administrator"))
    client.get(reverse("jobs:list"))
    asked = []
    for _number in range(3):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("jobs:list"))
        asked.append(len(queries))
        Job.objects.create(kind="certificates.print", state="failed", attempts=6, actor=world.person())
    assert asked[0] == asked[2] <= 12
