"""One rubric on three channels; and everything that one save of a score feeds."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.roleplays.models import Scenario
from assessments.scores.models import Case, Score
from lms.careers.actions import start_posting
from lms.careers.enums import RequirementKind
from lms.careers.queries.readiness import readiness_of
from lms.competencies.models import CompetencyState, Evidence
from tests import scores, world
from tests.lms.careers.centre import asks, asks_level, ladder, proved, rung, today
from tests.scores import hand_in, in_step, write

pytestmark = pytest.mark.django_db
CHANNELS = ("voice", "email", "chat")


@pytest.fixture
def unit():
    return world.unit()


@pytest.fixture
def person(unit):
    return world.member("trainee", unit, first_name="Ibrahim")


@pytest.fixture
def assessor(unit):
    return world.member("assessor", unit, first_name="Nuria")


def licensed(assessor, version):
    from assessments.scores.actions import give_licence

    give_licence(assessor=assessor, rubric=version.rubric, source="test", on=timezone.localdate(scores.NOW))


def read(person, assessor, version, values=(4, 4), *, channel="email", **fields):
    made = scores.performance(person, by=version, **fields)
    Scenario.objects.filter(pk=made.version.scenario_id).update(channel=channel)
    made.version.scenario.refresh_from_db()
    Case.objects.create(performance=made)
    return hand_in(Score.objects.create(performance=made, assessor=assessor, due_at=scores.NOW), values)


def test_a_call_a_mail_and_a_chat_join_in_one_competency_and_can_be_told_apart(client, person, assessor):
    version = scores.rubric()
    licensed(assessor, version)
    for channel in CHANNELS:
        read(person, assessor, version, channel=channel)
    rows = Evidence.objects.filter(person=person, competency__code="OWN", kind__code="roleplay")
    assert sorted(rows.values_list("channel", flat=True)) == ["chat", "email", "phone"]
    assert CompetencyState.objects.filter(person=person, competency__code="OWN").count() == 1
    client.force_login(person)
    page = client.get(reverse("competencies:competency", args=[person.pk, "OWN"])).content.decode()
    for word in ("Phone", "E-mail", "Chat"):
        assert word in page


def standings(person):
    return {one.key.split(":")[0]: one.outcome.result.value for one in readiness_of(person, rung("R1")).standings}


def test_one_save_of_a_score_feeds_step_evidence_level_readiness_and_today(client, person, assessor, django_capture_on_commit_callbacks):
    world.evidence_kinds()
    ladder_version = ladder()
    asks_level(ladder_version, "R1", "OWN", 3)
    asks(ladder_version, "R1", RequirementKind.ROLEPLAY, "written_reply", roleplay_type="written_reply")
    start_posting(person=person, rung=rung("R0"), starts_on=today() - timedelta(days=120))
    proved(person, "OWN", 3, kinds=("observation",))
    before = standings(person)
    version = scores.rubric()
    licensed(assessor, version)
    step = in_step(person)
    made = scores.performance(person, by=version, **step)
    Case.objects.create(performance=made)
    score = write(Score.objects.create(performance=made, assessor=assessor, due_at=scores.NOW), (4, 4))
    client.force_login(person)
    assert "Your roleplay has been read" not in client.get("/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.force_login(assessor)
        criteria = made.version.rubric_version.criteria.all()
        marks = {f"value_{one.pk}": "4" for one in criteria} | {f"counter_{one.pk}": "1" for one in criteria}
        words = {"worked": "La clave", "next_time": "Di la hora", "next_time_too": "", "counter": "1"}
        assert client.post(reverse("scores:hand_in", args=[score.pk]), marks | words).status_code == 302

    assert step["enrolment"].progress.get(step_key=step["step_key"]).state == "completed"
    assert Evidence.objects.filter(person=person, kind__code="roleplay", competency__code="OWN", level=4).count() == 1
    assert CompetencyState.objects.get(person=person, competency__code="OWN").level == 3
    assert (before, standings(person)) == (
        {"competency": "in_progress", "roleplay": "missing"},
        {"competency": "met", "roleplay": "met"},
    )
    client.force_login(person)
    assert "Your roleplay has been read" in client.get("/").content.decode()
