"""What the demo's centre agreed, and who has not proved it yet."""

import pytest

from lms.criteria.models import Guideline, GuidelineVersion, Proof
from lms.criteria.queries.hints import criteria_to_prove
from lms.demo.loader.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_academy")]


def test_four_criteria_are_in_force_and_signed_by_all_who_lead():
    criteria = Guideline.objects.criteria().order_by("code").values_list("code", "state")
    assert list(criteria) == [(f"am-0{number}", "live") for number in range(1, 5)]
    signed = {version.signatures.count() for version in GuidelineVersion.objects.filter(guideline__kind="criterion")}
    assert len(signed) == 1
    assert signed.pop() >= 5


def test_two_notices_are_in_force_and_one_is_being_written():
    notices = Guideline.objects.exclude(kind="criterion").order_by("code")
    assert list(notices.values_list("code", "state")) == [("n-averia", "live"), ("n-faro", "live"), ("n-navidad", "draft")]
    assert Proof.objects.filter(version__guideline__code="n-faro").count() == 2


def test_some_have_the_newest_still_to_prove():
    codes = {who: criteria_to_prove(person(who)).number for who in ("lucia.ferran", "tomas.rey", "marcos.pena")}
    assert codes == {"lucia.ferran": 3, "tomas.rey": 4, "marcos.pena": 1}
    assert Proof.objects.filter(version__guideline__code="am-04").count() > 5
