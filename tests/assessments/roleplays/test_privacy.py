"""Practice is its person's alone: no page, no list, no export, no admin screen and no log shows it to anybody else."""

import pytest
from django.urls import reverse
from django.utils.module_loading import autodiscover_modules
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.snippets.models import get_snippet_models

from assessments.roleplays.models import Choice, Performance
from lms.exports import registry
from tests import roleplays
from tests.roles import ANONYMOUS, EVERYBODY, SIGNED_IN

pytestmark = pytest.mark.django_db
OTHERS = [who for who in SIGNED_IN if who != "owner"]
OPEN, PLAYED, WRITTEN, WRITING = "open_performance", "played_performance", "written_performance", "open_writing"
ROUTES = [
    ("play", OPEN),
    ("result", OPEN),
    ("choose", OPEN),
    ("leave", OPEN),
    ("play", PLAYED),
    ("result", PLAYED),
    ("play", WRITTEN),
    ("result", WRITTEN),
    ("assess", WRITTEN),
    ("play", WRITING),
    ("save", WRITING),
    ("hand_in", WRITING),
]


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize(("name", "which"), ROUTES)
def test_no_role_opens_somebody_elses_practice(centre, who, name, which):
    address = reverse(f"roleplays:{name}", args=[getattr(centre, which).pk])
    for ask in (centre.client(who).get, centre.client(who).post):
        assert ask(address).status_code in (404, 405)


@pytest.mark.parametrize(("name", "which"), ROUTES)
def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_learns_nothing(centre, name, which):
    address = reverse(f"roleplays:{name}", args=[getattr(centre, which).pk])
    assert centre.client(ANONYMOUS).post(address).status_code in (302, 405)


@pytest.mark.parametrize("who", OTHERS)
def test_practice_is_in_nobody_elses_list(centre, who):
    for which in (OPEN, PLAYED, WRITTEN, WRITING):
        assert getattr(centre, which) not in Performance.objects.visible_to(centre.people[who])
        assert str(getattr(centre, which).pk) not in centre.client(who).get(reverse("roleplays:list")).content.decode()


@pytest.mark.parametrize("who", OTHERS)
def test_the_record_of_a_person_says_nothing_of_their_practice(centre, who):
    """Their page, their progress and their readiness, as far as each role may open them."""
    title = centre.played_performance.version.scenario.title_es.split(":")[0]
    for name in ("people:detail", "competencies:record", "careers:ladder"):
        answer = centre.client(who).get(reverse(name, args=[centre.owner.pk]))
        assert answer.status_code != 200 or title not in answer.content.decode()


def test_its_owner_sees_it(centre):
    for which in (OPEN, PLAYED, WRITTEN, WRITING):
        assert getattr(centre, which) in Performance.objects.visible_to(centre.owner)


def test_what_was_given_to_be_assessed_is_seen_by_those_who_work_for_the_person(centre):
    performance = centre.written_performance
    performance.practice = False
    performance.save()
    sees = {who for who in SIGNED_IN if performance in Performance.objects.visible_to(centre.people[who])}
    assert {"owner", "trainer", "assessor", "coordinator", "supervisor", "quality"} <= sees
    assert not sees & {"other_trainee", "agent", "trainer_elsewhere", "coordinator_elsewhere", "works_council", "hr"}


def test_no_admin_screen_lists_performances(centre):
    assert not {Performance, Choice} & set(get_snippet_models())
    from wagtail.admin.viewsets import viewsets

    assert not {Performance, Choice} & {getattr(one, "model", None) for one in viewsets.viewsets}


def test_no_log_tells_of_practice(centre):
    for which in (OPEN, PLAYED, WRITTEN, WRITING):
        getattr(centre, which)
    told = [*ModelLogEntry.objects.values_list("action", flat=True), *PageLogEntry.objects.values_list("action", flat=True)]
    assert not [action for action in told if "roleplay" in action or "performance" in action]


def test_a_step_played_to_its_end_is_logged_as_done_and_nothing_of_how(centre):
    performance = roleplays.play(centre.open_performance, ["c", "c"])
    logged = str(list(ModelLogEntry.objects.values_list("data", flat=True)))
    assert str(performance.step_key) in logged
    assert str(performance.pk) not in logged and "E3" not in logged and "poor" not in logged


def test_everybody_is_tried():
    assert {*OTHERS, "owner", ANONYMOUS} == set(EVERYBODY)


def test_no_export_is_made_of_performances():
    autodiscover_modules("tables")
    assert not [kind for kind in registry._makers if kind.startswith(("roleplays", "performances"))]
