"""What the demo's centre agreed, and who has not proved it yet."""

import pytest

from lms.criteria.models import Guideline, GuidelineVersion, Proof
from lms.criteria.queries.hints import criteria_to_prove
from lms.demo.loader.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_academy")]


def test_four_criteria_are_in_force_and_signed_by_all_who_lead():
    assert list(Guideline.objects.order_by("code").values_list("code", "state")) == [(f"am-0{number}", "live") for number in range(1, 5)]
    signed = {version.signatures.count() for version in GuidelineVersion.objects.all()}
    assert len(signed) == 1
    assert signed.pop() >= 5


def test_some_have_the_newest_still_to_prove():
    assert criteria_to_prove(person("lucia.ferran")).code == "am-04"
    assert criteria_to_prove(person("tomas.rey")).number == 2
    assert criteria_to_prove(person("marcos.pena")) is None
    assert Proof.objects.filter(version__guideline__code="am-04").count() > 5
