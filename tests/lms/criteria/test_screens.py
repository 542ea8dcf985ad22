import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.criteria.models import Proof
from tests.criteria import Agreement


def read(client, agreement, **data):
    page = reverse("criteria:read", args=[agreement.guideline.code])
    return client.post(f"{page}answer/", {"version": 1, **data}, follow=True) if data else client.get(page)


def test_a_guideline_is_read_misunderstood_and_then_proved(client, agreement):
    agreement.published()
    client.force_login(agreement.agent)
    assert "Situation q1" in read(client, agreement).content.decode()
    answered = read(client, agreement, question="q1", option="b", counter=1).content.decode()
    assert ("Not yet" in answered, "Because of q1" in answered) == (True, True)
    read(client, agreement, question="q1", option="a", counter=2)
    done = read(client, agreement, question="q2", option="a", counter=3).content.decode()
    assert ("You proved version 1" in done, Proof.objects.count()) == (True, 1)


def test_a_notice_without_questions_opens_and_is_not_called_proved(client, agreement):
    agreement.noticed("n-01")
    client.force_login(agreement.agent)
    page = client.get(reverse("criteria:read", args=["n-01"]))
    assert (page.status_code, "Proved" in page.content.decode()) == (200, False)


def test_a_draft_is_not_there_for_who_only_reads(client, agreement):
    client.force_login(agreement.agent)
    assert read(client, agreement).status_code == 404


def test_nothing_chosen_is_said_and_changes_nothing(client, agreement):
    agreement.published()
    client.force_login(agreement.agent)
    assert "Choose one of the options." in read(client, agreement, question="q1", counter=1).content.decode()


def test_leaders_sign_and_publish_in_the_screen(client, agreement):
    for who, step in ((agreement.coordinator, "sign"), (agreement.supervisor, "sign"), (agreement.supervisor, "publish")):
        client.force_login(who)
        page = client.post(reverse("criteria:act", args=[agreement.guideline.code, step]), follow=True)
        assert page.status_code == 200
    assert agreement.guideline.versions.in_force().exists()


@pytest.mark.django_db
def test_the_list_asks_no_more_when_more_is_agreed(client):
    counts = []
    agreement = Agreement()
    agreement.published()
    client.force_login(agreement.agent)
    for more in ((), ("am-02", "am-03")):
        for code in more:
            agreement.published(agreement.drafted(code))
        client.get(reverse("criteria:list"))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("criteria:list")).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
