"""Queries whose SQL is made once answer as the queryset they were made from does."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from django.db.models.functions import Length
from django.utils import timezone

from lms.people.backends import Backend, SessionStore
from lms.people.models import Membership, User
from lms.statements import Statement
from tests import world

pytestmark = pytest.mark.django_db


def test_it_gives_the_rows_of_its_queryset_with_other_values_each_time():
    ada, luis = world.person(first_name="Ada"), world.person(first_name="Luis")
    asked = Statement(lambda pk: User.objects.filter(pk=pk), pk=999_999_999)
    assert [asked.all(pk=one.pk) for one in (ada, luis, ada)] == [[ada], [luis], [ada]]
    assert asked.first(pk=ada.pk).first_name == "Ada"


def test_related_rows_and_annotations_come_along(django_assert_num_queries):
    unit = world.unit()
    person = world.member("trainee", unit)
    rows = Membership.objects.select_related("unit", "person").annotate(long=Length("person__email"), again=F("role"))
    asked = Statement(lambda person, day: rows.filter(person=person, valid_from__lte=day), person=999_999_999, day=date(2001, 2, 3))
    with django_assert_num_queries(1):
        found = asked.first(person=person.pk, day=date(2999, 1, 1))
        assert (found.unit, found.person, found.long, found.again) == (unit, person, len(person.email), "trainee")
    assert asked.first(person=person.pk, day=date(1999, 1, 1)) is None


def test_what_is_not_there_raises_as_the_model_does_and_no_number_is_too_large():
    asked = Statement(lambda pk: User.objects.filter(pk=pk), pk=999_999_999)
    for pk in (0, 2**31, 2**63, 10**40, -(10**40)):
        assert asked.all(pk=pk) == []
        with pytest.raises(User.DoesNotExist):
            asked.get(pk=pk)


def test_a_value_that_stands_nowhere_is_a_mistake_of_its_author():
    asked = Statement(lambda pk, lost: User.objects.filter(pk=pk), pk=999_999_999, lost=UUID(int=7))
    with pytest.raises(ValueError, match="lost"):
        asked.all(pk=1, lost=uuid4())


def test_a_session_is_found_until_it_ends_and_belongs_to_whoever_may_sign_in():
    store = SessionStore()
    store["place"] = "here"
    store.create()
    assert SessionStore(store.session_key)["place"] == "here"
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert SessionStore(store.session_key).load() == {}
    person = world.person()
    assert Backend().get_user(person.pk) == person
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert Backend().get_user(person.pk) is None
    assert Backend().get_user(0) is None
