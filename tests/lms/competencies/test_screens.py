import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from lms.competencies.actions import question_evidence, record_evidence, void_evidence
from lms.competencies.models import CompetencyLevel, Evidence, EvidenceQuestion
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    """A team with a coordinator, an HR person above it and an agent with some evidence."""
    world.evidence_kinds()
    company = world.unit()
    unit = world.unit(kind="team", parent=company, name="ES-1")
    people = {"agent": world.member("agent", unit, language="en"), "coordinator": world.member("coordinator", unit, language="en")}
    people |= {"hr": world.member("hr", company, language="en"), "supervisor": world.member("supervisor", company, language="en")}
    return people | {"unit": unit, "company": company}


def seen(person, kind="observation", level=3, *, days_ago=10, code="EMP", **fields):
    return record_evidence(
        person=person,
        competency=world.competency(code),
        kind=kind,
        level=level,
        source=f"{kind}:{Evidence.objects.count()}",
        observed_at=timezone.now() - timedelta(days=days_ago),
        **fields,
    )


def text_of(client, who, name, *args, **query) -> str:
    client.force_login(who)
    client.cookies["django_language"] = "en"
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def test_no_evidence_expired_and_low_are_said_apart(team, client):
    agent = team["agent"]
    world.competency("LIS")
    seen(agent, level=1)
    seen(agent, "roleplay", days_ago=700, code="OWN")
    page = text_of(client, agent, "competencies:mine")
    assert "Level 1, until" in page
    assert "Expired on" in page
    assert "Last proved: level 2" in page
    assert "No evidence yet" in page


def test_the_person_and_their_coordinator_read_the_same(team, client):
    agent = team["agent"]
    seen(agent, fact="Named the customer's worry first", assessor=team["coordinator"])
    own = text_of(client, agent, "competencies:competency", agent.pk, "EMP")
    led = text_of(client, team["coordinator"], "competencies:competency", agent.pk, "EMP")
    for page in (own, led):
        assert "Named the customer&#x27;s worry first" in page
        assert "For level 3 it takes 1 more piece at that level, of another kind than observation." in page
    assert "I do not agree with this" in own
    assert "I do not agree with this" not in led
    assert "Write down what you saw" in led


def test_a_past_day_shows_what_was_known_then(team, client):
    agent = team["agent"]
    seen(agent, days_ago=40)
    Evidence.objects.update(recorded_at=timezone.now() - timedelta(days=40))
    seen(agent, "roleplay", days_ago=20)
    day = (timezone.localdate() - timedelta(days=30)).isoformat()
    assert "Level 2" in text_of(client, agent, "competencies:mine", on=day)
    assert "Level 3" in text_of(client, agent, "competencies:mine")
    assert "Level 3" in text_of(client, agent, "competencies:mine", on="not a day")


def test_a_level_above_what_its_kind_proves_says_so(team, client):
    seen(team["agent"], "quiz", 4)
    assert "Level 4 seen. It counts up to level 2" in text_of(client, team["agent"], "competencies:competency", team["agent"].pk, "EMP")


def test_an_observation_needs_a_fact_and_is_written_once(team, client):
    agent, coordinator = team["agent"], team["coordinator"]
    CompetencyLevel.objects.create(competency=world.competency("EMP"), level=3, anchor_es="Nombra", anchor_en="Names what happens")
    assert "3. Names what happens" in text_of(client, coordinator, "competencies:observe", agent.pk, "EMP")
    address = reverse("competencies:observe", args=[agent.pk, "EMP"])
    data = {"level": 3, "fact": "", "observed_on": timezone.localdate().isoformat(), "token": "abc", "channel": "phone"}
    assert client.post(address, data).status_code == 200
    assert Evidence.objects.count() == 0
    for _twice in range(2):
        assert client.post(address, data | {"fact": "Waited, then named the worry"}).status_code == 302
    piece = Evidence.objects.get()
    assert (piece.fact, piece.assessor, piece.channel, piece.level) == ("Waited, then named the worry", coordinator, "phone", 3)


def test_a_day_that_has_not_come_is_refused(team, client):
    client.force_login(team["coordinator"])
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    world.competency("EMP")
    address = reverse("competencies:observe", args=[team["agent"].pk, "EMP"])
    response = client.post(address, {"level": 3, "fact": "Named it", "observed_on": tomorrow, "token": "a"})
    assert (response.status_code, Evidence.objects.count()) == (200, 0)


def test_prior_learning_has_a_document_that_is_what_it_says(team, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    agent, hr = team["agent"], team["hr"]
    world.competency("EMP")
    from lms.competencies.actions import set_up_kinds

    set_up_kinds()
    client.force_login(hr)
    address = reverse("competencies:accredit", args=[agent.pk, "EMP", "prior_learning"])
    data = {"level": 2, "fact": "Diploma of 2024", "observed_on": timezone.localdate().isoformat(), "token": "a"}
    wrong = SimpleUploadedFile("diploma.pdf", b"<script>alert(1)</script>")
    assert client.post(address, data | {"document": wrong}).status_code == 200
    right = SimpleUploadedFile("diploma.pdf", b"%PDF-1.7")
    assert client.post(address, data | {"document": right}).status_code == 302
    piece = Evidence.objects.get()
    file = reverse("competencies:document", args=[piece.pk])
    assert [_status(client, who, file) for who in (agent, hr, world.member("agent", team["unit"]))] == [200, 200, 404]


def test_a_question_goes_round_and_comes_back(team, client):
    agent, hr, coordinator = team["agent"], team["hr"], team["coordinator"]
    piece = seen(agent, level=1, assessor=coordinator)
    client.force_login(agent)
    assert client.post(reverse("competencies:ask", args=[piece.pk]), {"reason": "It was another call"}).status_code == 302
    question = EvidenceQuestion.objects.get()
    assert "It was another call" in text_of(client, hr, "competencies:answer", question.pk)
    assert agent.surname_first in text_of(client, hr, "competencies:questions")
    client.post(reverse("competencies:answer", args=[question.pk]), {"outcome": "voided", "answer": "You are right"})
    assert "You are right" in text_of(client, agent, "competencies:competency", agent.pk, "EMP")
    assert Evidence.objects.standing().count() == 0


def test_the_author_of_a_piece_does_not_answer_for_it(team, client):
    question = question_evidence(evidence=seen(team["agent"], assessor=team["supervisor"]), text="No", actor=team["agent"])
    address = reverse("competencies:answer", args=[question.pk])
    assert [_status(client, team[who], address) for who in ("supervisor", "hr", "agent", "coordinator")] == [404, 200, 404, 404]


def test_voiding_needs_a_reason_and_keeps_the_row(team, client):
    piece = seen(team["agent"])
    client.force_login(team["hr"])
    address = reverse("competencies:void", args=[piece.pk])
    assert client.post(address, {"reason": " "}).status_code == 200
    assert client.post(address, {"reason": "Scored on another call"}).status_code == 302
    page = text_of(client, team["agent"], "competencies:competency", team["agent"].pk, "EMP")
    assert "Void: it no longer counts" in page
    assert "Scored on another call" in page


def test_the_matrix_holds_the_team_by_surname_and_nobody_elses(team, client):
    other = world.member("agent", world.unit(kind="team", parent=team["company"]), last_name="Zubiri")
    seen(team["agent"])
    seen(other)
    page = text_of(client, team["coordinator"], "competencies:matrix")
    assert team["agent"].surname_first in page
    assert "Zubiri" not in page
    assert "Competency EMP: Level 2, until" in page


def test_the_matrix_costs_the_same_with_three_times_the_people(team, client, django_assert_max_num_queries):
    def queries() -> int:
        client.force_login(team["hr"])
        with django_assert_max_num_queries(20) as asked:
            client.get(reverse("competencies:matrix"))
        return len(asked)

    seen(team["agent"])
    queries()  # The first one also reads the door.
    before = queries()
    for _more in range(3):
        for code in ("EMP", "LIS"):
            seen(world.member("agent", team["unit"]), code=code)
    assert queries() == before


def test_a_record_and_a_detail_cost_a_few_queries(team, client, django_assert_max_num_queries):
    agent = team["agent"]
    for code in ("EMP", "LIS", "OWN"):
        seen(agent, code=code)
    client.force_login(agent)
    with django_assert_max_num_queries(10):
        client.get(reverse("competencies:mine"))
    with django_assert_max_num_queries(14):
        client.get(reverse("competencies:competency", args=[agent.pk, "EMP"]))


def test_filters_show_only_those_with_something_to_look_at(team, client):
    seen(team["agent"], days_ago=700)
    fine = world.member("agent", team["unit"], last_name="Zubiri")
    seen(fine)
    page = text_of(client, team["hr"], "competencies:matrix", only="expired")
    assert team["agent"].surname_first in page
    assert "Zubiri" not in page
    assert "Nobody like that" in text_of(client, team["hr"], "competencies:matrix", only="review")


def test_the_matrix_is_narrowed_to_a_rung_and_to_what_has_no_evidence(team, client):
    from lms.careers.actions import start_posting
    from tests.lms.careers import centre

    centre.ladder()
    agent, other = team["agent"], world.member("agent", team["unit"], last_name="Quiroga")
    world.competency("LIS")
    for code in ("EMP", "LIS"):
        seen(agent, code=code)
    start_posting(person=agent, rung=centre.rung("R1"), starts_on=timezone.localdate())
    start_posting(person=other, rung=centre.rung("R0"), starts_on=timezone.localdate())
    on_rung = text_of(client, team["hr"], "competencies:matrix", rung="posventa/R1")
    link = reverse("competencies:record", args=[agent.pk])
    assert (link in on_rung, "Quiroga" in on_rung) == (True, False)
    assert "Quiroga" in text_of(client, team["hr"], "competencies:matrix", rung="nonsense")
    bare = text_of(client, team["hr"], "competencies:matrix", only="none")
    assert (link in bare, "Quiroga" in bare) == (False, True)


def test_the_foot_of_the_matrix_counts_the_whole_team(team, client, monkeypatch):
    from lms.competencies.views import matrix

    monkeypatch.setattr(matrix, "PAGE", 1)
    for person in (team["agent"], world.member("agent", team["unit"])):
        seen(person)
    page = text_of(client, team["hr"], "competencies:matrix", unit=team["unit"].code)
    assert '<td data-name="Competency EMP">2</td>' in page


def test_a_competency_is_read_as_on_a_past_day(team, client):
    agent = team["agent"]
    seen(agent, days_ago=40)
    Evidence.objects.update(recorded_at=timezone.now() - timedelta(days=40))
    void_evidence(evidence=Evidence.objects.get(), reason="Another call", actor=team["supervisor"])
    day = (timezone.localdate() - timedelta(days=30)).isoformat()
    past = text_of(client, team["hr"], "competencies:competency", agent.pk, "EMP", on=day)
    assert "Void: it no longer counts" not in past
    assert "Back to today" in past
    assert "Void: it no longer counts" in text_of(client, team["hr"], "competencies:competency", agent.pk, "EMP")


def test_the_source_of_a_piece_is_a_link_for_whoever_may_open_it(team, client):
    from lms.certificates.actions import issue_certificate

    certificate = issue_certificate(certification=world.certification(competencies=[world.competency("EMP")]), person=team["agent"])
    address = reverse("certificates:detail", args=[certificate.code])
    assert f'href="{address}"' in text_of(client, team["agent"], "competencies:competency", team["agent"].pk, "EMP")
    Evidence.objects.filter().update(source="certificate:2020-000000")
    assert f'href="{address}"' not in text_of(client, team["agent"], "competencies:competency", team["agent"].pk, "EMP")


@pytest.mark.parametrize("size", [1, 3])
def test_a_competency_costs_the_same_however_much_evidence(team, client, size, django_assert_max_num_queries):
    for _number in range(size):
        seen(team["agent"])
        seen(team["agent"], "quiz")
    text_of(client, team["hr"], "competencies:competency", team["agent"].pk, "EMP")
    with django_assert_max_num_queries(24):
        client.get(reverse("competencies:competency", args=[team["agent"].pk, "EMP"]))


def test_an_exported_record_has_its_evidence_on_a_second_sheet(team, client):
    seen(team["agent"], fact="Named the worry", assessor=team["coordinator"])
    client.force_login(team["hr"])
    client.cookies["peldano_language"] = "en"
    book = load_workbook(io.BytesIO(client.get(reverse("competencies:record_export", args=[team["agent"].pk, "xlsx"])).content))
    assert book.sheetnames == ["Competencies", "Evidence"]
    heading, row = list(book["Evidence"].values)
    assert (row[0], row[4], row[5], row[8]) == ("EMP", 3, "Named the worry", str(team["coordinator"]))


def test_a_persons_page_leads_to_what_is_proved_of_them_and_their_ladder(team, client):
    agent = team["agent"]
    record, ladder = reverse("competencies:record", args=[agent.pk]), reverse("careers:ladder", args=[agent.pk])
    page = text_of(client, team["hr"], "people:detail", agent.pk)
    assert f'href="{record}"' in page
    assert f'href="{ladder}"' in page
    trainer = world.member("trainer", team["company"], language="en")
    page = text_of(client, trainer, "people:detail", agent.pk)
    assert (f'href="{record}"' in page, f'href="{ladder}"' in page) == (True, False)


def test_a_small_matrix_is_exported_at_once_as_it_is_filtered(team, client):
    seen(team["agent"])
    client.force_login(team["coordinator"])
    client.cookies["django_language"] = "en"
    response = client.post(reverse("competencies:matrix_export", args=["xlsx"]) + f"?unit={team['unit'].code}")
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert rows[1][:2] == (team["agent"].last_name, team["agent"].first_name)
    assert (len(rows), rows[1][3], rows[1][6]) == (3, "EMP", 2)


def test_a_large_one_is_made_by_a_job_and_only_its_asker_opens_it(team, client, monkeypatch, settings, tmp_path):
    from lms.competencies.views import matrix
    from lms.exports.models import Export
    from lms.jobs.actions import run

    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(matrix, "AT_ONCE", 0)
    seen(team["agent"])
    client.force_login(team["hr"])
    response = client.post(reverse("competencies:matrix_export", args=["csv"]))
    export = Export.objects.get()
    assert response.headers["Location"] == reverse("exports:export", args=[export.pk])
    file = reverse("exports:download", args=[export.pk])
    assert _status(client, team["hr"], file) == 404
    assert run(job_id=export.job_id)
    export.refresh_from_db()
    assert export.rows == 4
    assert [_status(client, team[who], file) for who in ("hr", "supervisor")] == [200, 404]


def test_what_is_void_is_told_with_who_and_when(team, client):
    void_evidence(evidence=seen(team["agent"]), reason="Another person", actor=team["hr"])
    assert "There is no evidence that proves a level" in text_of(client, team["agent"], "competencies:competency", team["agent"].pk, "EMP")


def _status(client, who, address) -> int:
    client.force_login(who)
    return client.get(address).status_code
