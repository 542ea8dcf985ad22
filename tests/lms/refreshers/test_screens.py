"""The screens of refreshers: why, from whom and by when; whom a rule reaches before it is in force."""

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.jobs.models import Job
from lms.operations.models import Metric
from lms.refreshers import actions
from lms.refreshers.actions import run_refreshers
from lms.refreshers.exceptions import ParametersFaulty
from lms.refreshers.models import RefresherAssignment, RuleVersion
from lms.refreshers.queries import previews
from tests.lms.refreshers import centre
from tests.lms.refreshers.centre import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return Team()


def test_a_trainer_writes_a_rule_sees_whom_it_reaches_and_why_and_the_next_run_does_just_that(client, team):
    today = timezone.localdate()
    second = team.another(first_name="Hugo")
    centre.weeks(team.agent, 80, 80, 60, 60, until=today)
    centre.weeks(second, 80, 80, 80, 80, until=today)
    client.force_login(team.trainer)
    said = {"code": "rpc", "name_es": "RPC", "name_en": "FCR", "unit": team.service.pk, "trigger": "kpi"}
    draft = client.post(reverse("refreshers:new"), said)
    assert draft.status_code == 302
    fields = {
        "p_metric": "fcr", "p_low": 72, "p_period": "week", "p_outside": 3, "p_of": 4, "p_cases": 30,
        "module": team.module.pk, "roles": ["agent"], "due_days": 5, "cooldown_days": 60,
    }  # fmt: skip
    page = client.post(draft.url, fields, follow=True).content.decode()
    assert "1 in, 1 out" in page
    assert "60 % on 400 cases" in page and "The figure is in its band" in page
    assert not RefresherAssignment.objects.exists()
    client.post(reverse("refreshers:publish", args=["rpc"]), {"words": "It helps"})
    run_refreshers(on=today)
    assert RefresherAssignment.objects.get().person == team.agent


def test_a_band_without_edges_is_said_where_it_is_and_keeps_nothing(client, team):
    version = team.version("absence_return")
    centre.weeks(team.agent, 80)
    client.force_login(team.trainer)
    fields = {"p_metric": "fcr", "p_period": "week", "p_outside": 3, "p_of": 4, "p_cases": 30, "module": team.module.pk}
    fields |= {"roles": ["agent"], "due_days": 5, "cooldown_days": 60}
    answer = client.post(reverse("refreshers:draft", args=[version.rule.code]) + "?trigger=kpi", fields)
    assert answer.status_code == 422
    assert "Say at least one edge of the band" in answer.content.decode()
    assert RuleVersion.objects.count() == 1


def test_a_figure_that_belongs_within_a_band_needs_both_edges(client, team):
    version = team.version("absence_return")
    centre.weeks(team.agent, 80)
    Metric.objects.filter(code="fcr").update(direction="band")
    client.force_login(team.trainer)
    fields = {"p_metric": "fcr", "p_period": "week", "p_outside": 3, "p_of": 4, "p_cases": 30, "p_high": 90, "module": team.module.pk}
    fields |= {"roles": ["agent"], "due_days": 5, "cooldown_days": 60}
    address = reverse("refreshers:draft", args=[version.rule.code]) + "?trigger=kpi"
    answer = client.post(address, fields)
    assert answer.status_code == 422
    assert "neither the lowest nor the highest is best" in answer.content.decode()
    assert client.post(address, fields | {"p_low": 60}).status_code == 302
    with pytest.raises(ParametersFaulty):
        actions.draft(
            rule=version.rule, trigger="kpi", params={"metric": "fcr", "low": 60}, module=team.module, roles=["agent"], actor=team.trainer
        )


def test_a_person_reads_why_from_whom_and_by_when_in_few_queries(client, team, django_assert_max_num_queries):
    today = timezone.localdate()
    team.version("absence_return", live_from=today)
    centre.back(team.agent, today)
    run_refreshers(on=today)
    client.force_login(team.agent)
    client.get(reverse("refreshers:mine"))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("refreshers:mine")).content.decode()
    assert "Because you are back" in page and "Carmen" in page and "inside your shift" in page


def test_a_proposal_waits_for_a_person_and_their_words(client, team):
    today = timezone.localdate()
    team.version("absence_return", live_from=today, asks_first=True)
    centre.back(team.agent, today)
    run_refreshers(on=today)
    row = RefresherAssignment.objects.get()
    client.force_login(team.agent)
    assert "you are back" not in client.get(reverse("refreshers:mine")).content.decode()
    assert client.get(reverse("refreshers:one", args=[row.pk])).status_code == 404
    client.force_login(team.trainer)
    assert "you are back" in client.get(reverse("refreshers:team")).content.decode()
    client.post(reverse("refreshers:decline", args=[row.pk]), {"words": " "})
    row.refresh_from_db()
    assert row.state == "proposed"
    for _twice in range(2):
        client.post(reverse("refreshers:give", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.enrolment.person) == ("open", team.trainer, team.agent)


def test_what_is_taken_back_is_no_longer_to_do_and_says_why(client, team):
    today = timezone.localdate()
    team.version("absence_return", live_from=today)
    centre.back(team.agent, today)
    run_refreshers(on=today)
    row = RefresherAssignment.objects.get()
    client.force_login(team.trainer)
    client.post(reverse("refreshers:withdraw", args=[row.pk]), {"words": "Done in the briefing"})
    row.refresh_from_db()
    assert (row.state, row.enrolment.state, row.enrolment.cancel_reason) == ("withdrawn", "cancelled", "Done in the briefing")


def test_an_effect_with_too_little_data_is_said_in_words(client, team):
    version = team.version("kpi", {"metric": "fcr", "low": 72})
    centre.weeks(team.agent, 80)
    client.force_login(team.trainer)
    assert "Too few people to say" in client.get(reverse("refreshers:effect", args=[version.rule.code])).content.decode()


def test_a_preview_of_many_people_is_worked_out_by_a_job_and_says_the_same(client, team, monkeypatch, run_jobs):
    today = timezone.localdate()
    version = team.version("absence_return", draft=True)
    people = [team.agent, *(team.another() for _each in range(3))]
    for who in people[:3]:
        centre.back(who, today)
    client.force_login(team.trainer)
    address = reverse("refreshers:preview", args=[version.rule.code])
    at_once = client.get(address).content.decode()
    monkeypatch.setattr(previews, "AT_ONCE", 3)
    assert "Read everybody" in client.get(address).content.decode()
    client.post(address)
    client.post(address)  # asked twice while it is being made
    job = Job.objects.get(kind="refreshers.preview")
    assert job.progress_total == 4
    waiting = client.get(address).content.decode()
    assert "0 of 4 people read" in waiting and "in, " not in waiting.split("<h1")[1].split("</h1>")[0]
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.progress_done) == ("done", 4)
    kept = client.get(address).content.decode()
    assert "3 in, " in kept
    assert kept.split("<tbody>")[1].split("</tbody>")[0] == at_once.split("<tbody>")[1].split("</tbody>")[0]
    assert not RefresherAssignment.objects.exists()
    run_refreshers(on=today)


def test_what_a_job_worked_out_no_longer_counts_once_the_draft_says_something_else(client, team, monkeypatch, run_jobs):
    version = team.version("absence_return", draft=True)
    monkeypatch.setattr(previews, "AT_ONCE", 0)
    client.force_login(team.trainer)
    address = reverse("refreshers:preview", args=[version.rule.code])
    client.post(address)
    run_jobs()
    assert "Read everybody again" in client.get(address).content.decode()
    team.version("absence_return", {"after_days": 60}, draft=True)
    assert "Read everybody again" not in client.get(address).content.decode()


def test_a_rule_of_a_figure_says_how_soon_it_finds_a_drop_on_the_cases_there_are(client, team):
    today = timezone.localdate()
    version = team.version("kpi", {"metric": "fcr", "low": 72}, draft=True)
    centre.weeks(team.agent, 80, 80, 80, 80, until=today)
    client.force_login(team.trainer)
    page = client.get(reverse("refreshers:preview", args=[version.rule.code])).content.decode()
    assert "On 200 cases a week, a drop of 10 points beyond the edge is seen within 2 weeks" in page
