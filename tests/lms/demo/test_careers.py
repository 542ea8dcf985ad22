"""The five who look at the rung of coordinator stand exactly as the file says; each for its reasons, and none by accident."""

import pytest
from django.db import transaction

from lms.careers.models import Ladder, Posting, Readiness, ReadinessCount, Rung
from lms.careers.queries.readiness import readiness_of
from lms.certificates.actions import issue_certificate
from lms.certificates.models import Certificate, Certification
from lms.competencies.actions import record_evidence, record_observation, void_evidence
from lms.competencies.models import Competency, Evidence
from lms.demo.content import read
from lms.demo.loader import colleagues, holds
from lms.jobs.models import Job
from lms.operations.models import Metric
from lms.people.models import User
from tests.lms.careers import centre

pytestmark = [pytest.mark.usefixtures("demo_academy"), pytest.mark.django_db]
CANDIDATES = {row["username"]: row for row in read("demo_people")["candidates"]}
ROLEPLAYS = {"coaching_conversation": "COA", "team_briefing": "LEA", "coordinator_disparity": "UNI"}


def someone(username):
    return User.objects.get(email=f"{username}@alborada.example")


def coordinator():
    return Rung.objects.get(code="R3")


def kept(username) -> Readiness:
    return Readiness.objects.get(person=someone(username), rung=coordinator())


def results(row) -> dict[str, str]:
    keys = row.version.requirements.filter(rung=row.rung).order_by("sort_order", "pk").values_list("key", flat=True)
    return {key: found.result for key, found in zip(keys, centre.kept(row.results), strict=True)}


def test_the_ladder_is_in_force_with_everything_it_asks():
    ladder = Ladder.objects.get()
    version = ladder.versions.in_force().get()
    assert (version.label, version.status, len(version.sha256)) == ("2026.2", "live", 64)
    assert {rung.code: version.requirements.filter(rung=rung).count() for rung in ladder.rungs.all()} == {
        "R0": 0,
        "R1": 18 + 5 + 4 + 2 + 2 + 1,
        "R2": 21 + 6 + 5 + 3 + 1,
        "R3": 24 + 6 + 3 + 3 + 2,
        "R4": 21 + 5 + 3 + 3 + 1,
        "L-CAL": 4 + 2 + 1 + 0 + 1 + 1,
        "L-FOR": 4 + 1 + 0 + 1 + 1 + 1,
        "L-WFM": 2 + 0 + 1 + 0 + 0 + 1,
    }
    assert Metric.objects.count() == len(read("kpis")["kpis"])


@pytest.mark.parametrize("username", CANDIDATES)
def test_each_candidate_stands_as_expected_and_for_the_expected_reasons(username):
    row, expected = kept(username), CANDIDATES[username]["expected_readiness"]
    found = results(row)
    assert (row.state, float(row.percent)) == (expected["state"], expected["percent_display_only"])
    standings = {one.key: one for one in readiness_of(someone(username), coordinator()).standings}
    assert {key: str(one.result) for key, one in standings.items()} == found
    gaps = [
        {"competency": key.partition(":")[2], "have": one.have, "need": one.need}
        for key, one in standings.items()
        if one.kind == "competency" and one.gap
    ]
    assert gaps == expected["gaps"]
    expired = [key.partition(":")[2] for key, one in standings.items() if one.kind == "competency" and one.result == "expired"]
    assert expired == expected["evidence_expired"]
    certificates = [key.partition(":")[2] for key, one in standings.items() if one.kind == "certificate" and one.result != "met"]
    assert certificates == expected["certificates_missing"]
    assert all(one.result == "met" for one in standings.values() if one.kind == "metric") == expected["kpis_ok"]
    assert all(one.result == "met" for one in standings.values() if one.kind.startswith("time")) == expected["time_ok"]
    assert all(one.result == "met" for one in standings.values() if one.kind == "roleplay")


@pytest.mark.parametrize("username", CANDIDATES)
def test_the_window_of_each_figure_has_the_mean_of_the_file(username):
    standings = {one.key: one for one in readiness_of(someone(username), coordinator()).standings}
    means = CANDIDATES[username]["kpi_window_mean"]
    assert {code: standings[f"metric:{code}"].have for code in means} == means


@pytest.mark.parametrize("username", CANDIDATES)
def test_voiding_a_piece_of_evidence_turns_exactly_its_rows_back(username):
    before, needs = results(kept(username)), {one.key: one.need for one in readiness_of(someone(username), coordinator()).standings}
    for piece in Evidence.objects.filter(person__email__startswith=username, void__isnull=True).select_related("competency", "kind"):
        with transaction.atomic():
            void_evidence(evidence=piece, reason="Prueba", actor=someone("elena.vidal"))
            after = results(kept(username))
            transaction.set_rollback(True)
        turned = {key for key in before if before[key] == "met" and after[key] != "met"}
        assert turned == expected_to_turn(piece, before, needs), piece.source
        assert {key for key in before if after[key] != before[key]} - turned <= {f"competency:{piece.competency.code}"}


def expected_to_turn(piece, before, needs) -> set[str]:
    """By hand: what is left of the competency, and whether its roleplay was passed elsewhere too."""
    found, key = set(), f"competency:{piece.competency.code}"
    others = Evidence.objects.filter(person=piece.person, competency=piece.competency, void__isnull=True).exclude(pk=piece.pk)
    if before.get(key) == "met":
        need = needs[key]
        left = [one for one in others.select_related("kind", "competency") if min(one.level, one.kind.ceiling_for(one.competency)) >= need]
        enough = len({one.kind_id for one in left}) >= 2 if need >= 3 else bool(left)
        found |= set() if enough else {key}
    staged = piece.source.split(":")[1] if piece.source.startswith("roleplay:") else ""
    same = Evidence.objects.filter(person=piece.person, source__startswith=f"roleplay:{staged}:").exclude(pk=piece.pk)
    return found | ({f"roleplay:{staged}"} if staged in ROLEPLAYS and not same.exists() else set())


@pytest.mark.parametrize("username", [username for username in CANDIDATES if username != "lucia.ferran"])
def test_following_only_the_listed_next_steps_turns_each_row_green(username):
    for key in [one.key for one in readiness_of(someone(username), coordinator()).unmet]:
        standing = next(one for one in readiness_of(someone(username), coordinator()).standings if one.key == key)
        assert standing.steps, key
        day = None
        for step in standing.steps:
            day = step.on or day
            follow(step, someone(username))
        later = readiness_of(someone(username), coordinator(), day)
        assert next(one for one in later.standings if one.key == key).result == "met", key
        if day is None:
            assert results(kept(username))[key] == "met"


def follow(step, person) -> None:
    """Does just what a step says."""
    params = step.params
    if step.code == "observation":
        competency = Competency.objects.get(code=params["competency"])
        record_observation(person=person, competency=competency, level=params["level"], fact="Lo hizo solo.", actor=someone("marta.oliver"))
    elif step.code in ("roleplay", "evidence"):
        competency = Competency.objects.get(code=params.get("competency") or ROLEPLAYS[params["roleplay"]])
        source = f"roleplay:{params.get('roleplay', 'free')}:next" if step.code == "roleplay" else f"{params['kind']}:next"
        record_evidence(
            person=person, competency=competency, kind=params.get("kind", "roleplay"), level=params.get("level", 3), source=source
        )
    elif step.code == "certificate":
        certification = Certification.objects.get(code=params["certification"])
        issue_certificate(certification=certification, person=person, actor=someone("elena.vidal"), reason="Programa terminado")
    else:
        assert step.code == "wait", step


def test_a_certificate_revoked_turns_its_row_back():
    from lms.certificates.actions import revoke_certificate

    certificate = Certificate.objects.get(person=someone("lucia.ferran"), certification__code="CERT-ASR")
    revoke_certificate(certificate=certificate, reason="Prueba", actor=someone("elena.vidal"))
    row = kept("lucia.ferran")
    assert row.state == "missing_evidence"
    assert {key for key, result in results(row).items() if result != "met"} == {"certificate:CERT-ASR"}


def test_the_next_version_of_the_ladder_is_a_draft_that_changes_something():
    draft = Ladder.objects.get().versions.drafts().get()
    assert draft.label.split(".")[1] == ("3" if draft.label.startswith("2026.") else "1")
    assert Job.objects.filter(kind="careers.preview").count() == 1
    asked = {one.key: (one.value, one.months) for one in draft.requirements.filter(rung__code="R3")}
    in_force = {
        one.key: (one.value, one.months) for one in Ladder.objects.get().versions.in_force().get().requirements.filter(rung__code="R3")
    }
    assert {key for key in asked if asked[key] != in_force[key]} == {"time_in_rung", "metric:qa"}


def test_everybody_stands_somewhere_and_the_day_was_counted():
    posted = {row["username"] for row in read("demo_people")["people"] if row["rung"]} | set(colleagues.NAMES) | holds.usernames()
    assert {one.person.email.split("@")[0] for one in Posting.objects.filter(kind="held").select_related("person")} == posted
    states = set(Readiness.objects.values_list("state", flat=True))
    assert states == {"ready", "nearly", "missing_evidence", "on_the_way"}
    assert ReadinessCount.objects.exists()


def test_the_paths_to_the_side_lie_ahead_of_seniors_and_say_what_is_missing():
    found = {row.rung.code: results(row) for row in someone("lucia.ferran").readiness.select_related("rung", "version")}
    assert set(found) == {"R3", "R4", "L-CAL", "L-FOR", "L-WFM"}
    assert found["L-FOR"] == {
        "competency:COA": "met",
        "competency:CAL": "met",
        "competency:PRO": "met",
        "competency:WRI": "met",
        "certificate:CERT-ASR": "met",
        "roleplay:coaching_conversation": "met",
        "licence:assessor": "missing",
        "time_in_rung": "met",
    }
    assert found["L-WFM"]["competency:WFM"] == "in_progress"


def test_the_gates_of_classroom_and_nesting_stand_before_the_first_rung():
    gates = {row["licence"]: row["opens"] for row in read("career_ladder")["gates"]}
    assert gates == {"classroom_exit": "R1", "nesting_exit": "R1"}
    certified = Rung.objects.get(code="R1")
    standings = {one.key: one for one in readiness_of(someone("priya.nair"), certified).standings}
    signed, waiting = standings["licence:classroom_exit"], standings["licence:nesting_exit"]
    assert (signed.result, signed.proofs[0].by, waiting.result) == ("met", "Owen Price", "missing")
    assert {"metric:qa", "metric:cea", "metric:aht", "certificate:CERT-AGE"} <= set(standings)
    terms = Ladder.objects.get().versions.in_force().get().terms.get(rung=certified)
    assert "90 %" in terms.summary_es and "90 %" in terms.summary_en
