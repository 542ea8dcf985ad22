"""Scores: alone, with words, locked; a draft that is never lost; and nobody led by what another wrote."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from lms.promotions import actions
from lms.promotions.exceptions import ReasonMissing, SheetIncomplete, WrongMoment
from lms.promotions.models import Score, ScoreDraft
from lms.promotions.queries.arithmetic import arithmetic_of, counting_scores
from lms.promotions.queries.panels import blind_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def marcos(call):
    return call.assessing().of(call.marcos)


def seen(person, application) -> set[tuple[str, int]]:
    rows = Score.objects.visible_to(person).filter(application=application, exercise__scored_by="panel")
    return {(score.scorer.first_name, score.value) for score in rows}


def test_nobody_sees_anothers_scores_before_their_own_are_in(call, marcos):
    call.hand_in(call.marta, marcos, 5)
    assert {who: seen(getattr(call, who), marcos) for who in ("marta", "nuria", "hr", "marcos", "lucia", "james")} == {
        "marta": {("Marta", 5)},
        "nuria": set(),
        "hr": set(),
        "marcos": set(),
        "lucia": set(),
        "james": set(),
    }
    call.hand_in(call.nuria, marcos, 2)
    both = {("Marta", 5), ("Nuria", 2)}
    assert (seen(call.marta, marcos), seen(call.nuria, marcos), seen(call.hr, marcos)) == (both, both, both)
    assert (seen(call.marcos, marcos), seen(call.james, marcos)) == (set(), set())


def test_the_comparison_shows_how_far_apart_they_are(call, marcos):
    call.hand_in(call.marta, marcos, 5)
    assert not any(line.differs for line in blind_sheet(call.place(call.marta), marcos.code).comparison)
    call.hand_in(call.nuria, marcos, 2)
    lines = blind_sheet(call.place(call.marta), marcos.code).comparison
    assert [(line.exercise.code, line.differs, line.sum.spread) for line in lines] == [
        ("tray", True, 3),
        ("briefing", True, 3),
        ("interview", True, 3),
    ]


def test_a_sheet_goes_in_whole_with_words(call, marcos):
    sheet = call.sheet(4)
    first = next(iter(sheet))
    for wrong in (sheet | {first: (0, "Algo")}, sheet | {first: (6, "Algo")}, sheet | {first: (4, "  ")}, {first: sheet[first]}):
        with pytest.raises(SheetIncomplete):
            actions.submit_scores(application=marcos, member=call.place(call.marta), sheet=wrong, actor=call.marta)
    assert not Score.objects.exists()


def test_handed_in_twice_the_first_sheet_stays(call, marcos):
    first = [score.pk for score in call.hand_in(call.marta, marcos, 4)]
    assert [score.pk for score in call.hand_in(call.marta, marcos, 1)] == first
    assert {score.value for score in Score.objects.filter(pk__in=first)} == {4}


def test_a_correction_is_a_row_of_its_own_that_says_why(call, marcos):
    score = call.hand_in(call.marta, marcos, 4)[0]
    with pytest.raises(ReasonMissing):
        actions.correct_score(score=score, value=3, evidence="Otra vez", reason="", actor=call.marta)
    with pytest.raises(PermissionDenied):
        actions.correct_score(score=score, value=3, evidence="Otra vez", reason="x", actor=call.nuria)
    corrected = actions.correct_score(score=score, value=3, evidence="Lo vi otra vez", reason="Conté mal", actor=call.marta)
    assert actions.correct_score(score=score, value=2, evidence="z", reason="z", actor=call.marta).pk == corrected.pk
    score.refresh_from_db()
    kept = [one.value for one in counting_scores(marcos) if one.exercise_id == score.exercise_id]
    assert (score.value, corrected.replaces, kept) == (4, score, [3])


def test_only_what_was_given_to_one_is_scored_and_the_chair_scores_nothing(call, marcos):
    lucia = call.application
    for person, application in ((call.nuria, lucia), (call.james, marcos), (call.hr, marcos)):
        with pytest.raises(PermissionDenied):
            call.hand_in(person, application)
    with pytest.raises(PermissionDenied):
        actions.submit_scores(application=marcos, member=call.place(call.marta), sheet=call.sheet(), actor=call.nuria)


def test_scoring_closes_when_every_sheet_is_in_and_then_nothing_moves(call, marcos):
    call.hand_in(call.marta, marcos)
    with pytest.raises(SheetIncomplete):
        actions.close_scoring(round=call.round, actor=call.hr)
    for application in call.round.applications.eligible():
        for member in call.scorers(application):
            call.hand_in(member.person, application)
        call.record(application)
    with pytest.raises(PermissionDenied):
        actions.close_scoring(round=call.round, actor=call.marta)
    closed = actions.close_scoring(round=call.round, actor=call.hr).scored_at
    assert actions.close_scoring(round=call.round, actor=call.hr).scored_at == closed
    mine = Score.objects.filter(scorer=call.marta).first()
    with pytest.raises(WrongMoment):
        actions.correct_score(score=mine, value=1, evidence="x", reason="x", actor=call.marta)


def test_the_sums_are_shown_as_arithmetic(call, marcos):
    call.hand_in(call.marta, marcos, 4)
    call.hand_in(call.nuria, marcos, 3)
    call.record(marcos, 5)
    found = arithmetic_of(marcos, counting_scores(marcos))
    assert [(line.exercise.code, line.words) for line in found.lines] == [
        ("tray", "(4 + 3) ÷ 2 = 3,5; 3,5 ÷ 5 × 20 = 14,0"),
        ("briefing", "(4 + 3) ÷ 2 = 3,5; 3,5 ÷ 5 × 40 = 28,0"),
        ("interview", "(4 + 3) ÷ 2 = 3,5; 3,5 ÷ 5 × 25 = 17,5"),
        ("training", "5 ÷ 5 × 10 = 10,0"),
        ("seniority", "5 ÷ 5 × 5 = 5,0"),
    ]
    assert found.total == 74.5


# ── The draft ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_late_save_never_overwrites_a_newer_one(call, marcos):
    place = call.place(call.marta)

    def save(words, counter):
        return actions.save_draft(application=marcos, member=place, content={"1": {"evidence": words}}, counter=counter, actor=call.marta)

    assert [save("uno", 1), save("tres", 3), save("dos", 2), save("tres otra vez", 3)] == [True, True, False, False]
    assert ScoreDraft.objects.get().content == {"1": {"evidence": "tres"}}
    call.hand_in(call.marta, marcos)
    assert (save("cuatro", 4), ScoreDraft.objects.exists()) == (False, False)


def test_a_draft_saved_in_one_tab_is_there_in_the_next_and_nobody_elses(client, call, marcos):
    exercise = next(iter(call.sheet()))
    client.force_login(call.marta)
    address = reverse("promotions:draft", args=[call.round.code, marcos.code])
    told = client.post(address, {f"value_{exercise}": "4", f"evidence_{exercise}": "Escuchó entera a Rosa", "counter": "7"})
    assert json.loads(told.content)["saved"] is True
    page = reverse("promotions:sheet", args=[call.round.code, marcos.code])
    assert "Escuchó entera a Rosa" in client.get(page).content.decode()
    client.force_login(call.nuria)
    assert "Escuchó entera a Rosa" not in client.get(page).content.decode()


def test_a_sheet_that_misses_something_keeps_what_was_written(client, call, marcos):
    exercise = next(iter(call.sheet()))
    client.force_login(call.marta)
    page = reverse("promotions:sheet", args=[call.round.code, marcos.code])
    response = client.post(page, {f"value_{exercise}": "4", f"evidence_{exercise}": "Escuchó entera a Rosa"})
    assert (response.status_code, "Escuchó entera a Rosa" in response.content.decode(), Score.objects.count()) == (422, True, 0)


# ── The database ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_database_refuses_a_score_without_words_beyond_the_scale_or_twice(call, marcos):
    score = call.hand_in(call.marta, marcos)[0]
    values = {"application": marcos, "exercise": score.exercise, "scorer": call.james, "value": 3, "evidence": "Algo"}
    for wrong in ({"evidence": " "}, {"value": 6}, {"value": 0}, {"scorer": call.marta}, {"replaces": score}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Score.objects.create(**values | wrong)
