import pytest

from assessments.rubrics.actions import publish_rubric
from assessments.rubrics.exceptions import RubricIncomplete
from assessments.rubrics.models import CriticalError, Rubric, RubricVersion
from tests import world

pytestmark = pytest.mark.django_db
ANCHORS = {"1": {"en": "A form letter"}, "3": {"en": "Clear order"}, "5": {"en": "A pleasure to read"}}


def criterion(code: str = "C1", **changes) -> dict:
    return {"code": code, "competency": "WRI", "weight": 20, "name": {"es": "Orden", "en": "Order"}, "anchors": ANCHORS} | changes


@pytest.fixture
def rubric():
    world.competency("WRI")
    CriticalError.objects.create(code="CE-FALSE", kind="customer", text_es="Dar un plazo inventado")
    return Rubric.objects.create(code="RUB-1", name_es="Respuesta escrita")


def test_criteria_and_critical_errors_are_frozen(rubric):
    version = publish_rubric(rubric=rubric, criteria=[criterion(), criterion("C2", must_reach=3)], critical_errors=["CE-FALSE"])
    assert [(one.code, one.position, one.must_reach) for one in version.criteria.all()] == [("C1", 1, None), ("C2", 2, 3)]
    assert [error.code for error in version.critical_errors.all()] == ["CE-FALSE"]
    with pytest.raises(TypeError):
        version.criteria.all().update(weight=1)


def test_the_same_again_is_the_same_version(rubric):
    first = publish_rubric(rubric=rubric, criteria=[criterion()], critical_errors=["CE-FALSE"])
    assert publish_rubric(rubric=rubric, criteria=[criterion()], critical_errors=["CE-FALSE"]) == first
    assert publish_rubric(rubric=rubric, criteria=[criterion(weight=30)]).number == 2
    assert RubricVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("criteria", "errors", "words"),
    [
        ([], [], "at least one criterion"),
        ([criterion(), criterion()], [], "Two criteria are called C1"),
        ([criterion(competency="NOPE")], [], "no “NOPE” here"),
        ([criterion(anchors={"1": {"en": "A"}, "3": {"es": ""}, "5": {"en": "B"}})], [], "what 3 looks like"),
        ([criterion()], ["CE-NOPE"], "no “CE-NOPE” here"),
    ],
)
def test_what_cannot_be_scored_with_is_refused_with_its_place(rubric, criteria, errors, words):
    with pytest.raises(RubricIncomplete, match=words):
        publish_rubric(rubric=rubric, criteria=criteria, critical_errors=errors)
    assert not RubricVersion.objects.exists()


def test_two_and_four_have_words_only_where_they_are_written(rubric):
    plain = publish_rubric(rubric=rubric, criteria=[criterion(anchors=ANCHORS | {"2": {"es": "", "en": ""}})])
    assert sorted(plain.criteria.get().anchors) == ["1", "3", "5"]
    assert publish_rubric(rubric=rubric, criteria=[criterion()]) == plain
    fuller = publish_rubric(rubric=rubric, criteria=[criterion(anchors=ANCHORS | {"4": {"es": "Ordena y resume"}})])
    assert (fuller.number, fuller.criteria.get().anchors["4"]) == (2, {"es": "Ordena y resume"})


def test_there_are_no_words_beyond_five(rubric):
    with pytest.raises(RubricIncomplete, match="6"):
        publish_rubric(rubric=rubric, criteria=[criterion(anchors=ANCHORS | {"6": {"en": "Beyond"}})])
