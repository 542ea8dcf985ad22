"""What is drawn once for many holds nothing of anybody."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lms.people.actions import end_membership
from lms.people.models import Membership
from tests import world

BAR = re.compile(r'<nav aria-label="[^"]+">(.*?)</nav>', re.DOTALL)


def page(person, address: str = "/help/") -> str:
    client = Client()
    client.force_login(person)
    return client.get(address).content.decode()


def bar(html: str) -> list[str]:
    return re.findall(r">([^<>]+)</a>", BAR.search(html)[1])


@pytest.fixture
def two(db):
    return [world.member("trainee", first_name=name, last_name="Gil", email=f"{name.lower()}@example.test") for name in ("Ana", "Blas")]


def test_two_people_of_one_role_each_read_their_own_name(two):
    for person, other in (two, two[::-1]):
        html = page(person)
        assert (str(person) in html, person.email in html) == (True, True)
        assert (str(other) in html, other.email in html) == (False, False)


def test_each_page_has_a_token_of_its_own_session(two):
    tokens = [set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page(person))) for person in two]
    assert [len(found) for found in tokens] == [1, 1]
    assert tokens[0] != tokens[1]


def test_the_switch_of_language_comes_back_to_the_page_it_stands_on(two):
    page(two[0], "/help/")
    assert 'name="next" value="/search/?q=%22%3E&amp;page=2"' in page(two[1], "/search/?q=%22%3E&page=2")


def test_a_name_is_written_as_text(db):
    html = page(world.member("trainee", first_name="<b>Eva</b>", last_name="\ue003"))
    assert ("<b>Eva</b>" in html, "&lt;b&gt;Eva&lt;/b&gt;" in html) == (False, True)
    assert "\ue003" in html  # and no token stands where a name says so


def test_each_language_has_its_frame(two):
    for person, language in zip(two, ("es", "en"), strict=True):
        person.language = language
        person.save()
    assert [bar(page(person))[:2] for person in two] == [["Hoy", "Programa"], ["Today", "Programme"]]


def test_a_role_that_ends_leaves_the_bar_of_a_session_that_is_open(db):
    person = world.member("trainer")
    client = Client()
    client.force_login(person)
    assert "To mark" in " ".join(bar(client.get("/help/").content.decode()))
    end_membership(membership=Membership.objects.get(person=person), on=timezone.localdate() - timedelta(days=1))
    assert "To mark" not in " ".join(bar(client.get("/help/").content.decode()))


def test_a_stranger_is_shown_no_way_in(db):
    html = Client().get("/account/login/").content.decode()
    assert ("account-menu" in html, 'class="tabs"' in html) == (False, False)
