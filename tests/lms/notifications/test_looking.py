"""Looking at a page marks what led to it as read; the bar says how much is left, and neither costs a page a query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.notifications.actions import notify, read, read_all
from lms.notifications.models import Notification
from lms.people.models import User
from tests import world

pytestmark = pytest.mark.django_db(transaction=True)


def tell(person, key: str, url: str) -> Notification:
    return notify(person=person, key=key, title="Something new", url=url)


def unread(person) -> int:
    return User.objects.values_list("unread", flat=True).get(pk=person.pk)


@pytest.fixture
def sofia(client):
    who = world.member("agent", language="en")
    client.force_login(who)
    return who


def test_what_is_told_and_read_is_counted_on_the_persons_own_row(sofia):
    first, _second = tell(sofia, "one", "/help/"), tell(sofia, "two", "/help/")
    tell(sofia, "two", "/help/")
    assert unread(sofia) == 2
    read(notification=first)
    assert unread(sofia) == 1
    read_all(person=sofia)
    assert unread(sofia) == 0


def test_the_bar_says_the_number_to_see_and_to_hear(client, sofia):
    help_page = reverse("home:help")
    assert 'class="count"' not in client.get(help_page).content.decode()
    tell(sofia, "one", "/programme/")
    page = client.get(help_page).content.decode()
    assert '<b class="count" aria-hidden="true">1</b>' in page and "What you have been told: 1 new thing<" in page
    tell(sofia, "two", "/programme/")
    assert "What you have been told: 2 new things" in client.get(help_page).content.decode()


def test_looking_at_the_page_reads_what_led_to_it_and_nothing_else(client, sofia):
    here = reverse("home:help")
    tell(sofia, "here", here)
    tell(sofia, "part", here + "#mail")
    tell(sofia, "other", reverse("criteria:list"))
    tell(sofia, "asked", here + "?about=mail")
    page = client.get(here).content.decode()
    assert "2 new things" in page  # the page itself counts without what is about it
    assert sorted(Notification.objects.unread().values_list("key", flat=True)) == ["asked", "other"]
    client.get(here + "?about=mail")
    assert list(Notification.objects.unread().values_list("key", flat=True)) == ["other"]
    assert unread(sofia) == 1


def test_a_page_that_is_refused_or_missing_reads_nothing(client, sofia):
    tell(sofia, "one", reverse("jobs:list"))
    tell(sofia, "two", "/nowhere/")
    assert (client.get(reverse("jobs:list")).status_code, client.get("/nowhere/").status_code) == (403, 404)
    assert Notification.objects.unread().count() == 2


def test_nobody_reads_for_another(client, sofia):
    tell(world.member("agent"), "theirs", reverse("home:help"))
    client.get(reverse("home:help"))
    assert Notification.objects.unread().count() == 1


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_it_asks_nothing_more_once_what_is_unread_is_held(client, sofia):
    address = reverse("home:help")
    client.get(address)
    before = queries(client, address)
    tell(sofia, "one", "/programme/")
    client.get(address)
    assert queries(client, address) == before
