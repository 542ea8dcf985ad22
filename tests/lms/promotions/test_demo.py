"""The calls of the demo: each at its point, and figures as `promotion_call.yaml` says."""

import pytest

from lms.demo.loader import load
from lms.people.models import User
from lms.promotions.models import Application, PromotionRound, Recusal, Score, ScoreDraft
from lms.promotions.queries.counting import impact
from lms.promotions.queries.hints import hints_for
from lms.promotions.queries.panels import blind_list, place_on_panel
from lms.promotions.queries.published import is_as_published
from tests.lms.promotions.test_fairness import HISTORY

pytestmark = [pytest.mark.usefixtures("demo_academy"), pytest.mark.django_db]


def someone(username):
    return User.objects.get(email=f"{username}@alborada.example")


def test_there_is_a_call_at_each_point_of_its_way():
    states = dict(PromotionRound.objects.values_list("code", "state"))
    assert states == {
        "CONV-2026-06-GES": "closed",
        "CONV-2026-10-SUP": "decided",
        "CONV-2026-11-COO": "assessing",
        "CONV-2026-12-GES": "open",
        "CONV-2027-01-COO": "draft",
    }
    assert all(is_as_published(one) for one in PromotionRound.objects.published())


def test_the_five_candidates_have_the_codes_and_the_recusal_of_the_file():
    rows = Application.objects.filter(round__code="CONV-2026-11-COO").values_list("person__email", "code", "eligibility")
    assert {email.split("@")[0]: (code, eligibility) for email, code, eligibility in rows} == {
        "lucia.ferran": ("C-07", "eligible"),
        "marcos.pena": ("C-12", "eligible"),
        "aisha.benali": ("C-03", "eligible"),
        "tomas.rey": ("C-21", "not_eligible"),
        "claire.donnelly": ("C-15", "not_eligible"),
    }
    recusal = Recusal.objects.get()
    assert (str(recusal.member.person), recusal.application.code, str(recusal.replacement.person)) == (
        "Nuria Campos",
        "C-07",
        "James Whitlock",
    )


def test_what_was_frozen_says_how_each_stood():
    found = {one.code: one.snapshots.last().facts["state"] for one in Application.objects.filter(round__code="CONV-2026-11-COO")}
    assert (found["C-07"], found["C-12"], found["C-21"], found["C-15"]) == ("ready", "nearly", "on_the_way", "on_the_way")


def test_the_panel_has_sheets_in_half_written_and_to_begin():
    round = PromotionRound.objects.get(code="CONV-2026-11-COO")
    found = {
        who: {line.code: line.state for line in blind_list(place_on_panel(someone(who), round))}
        for who in ("marta.oliver", "nuria.campos", "james.whitlock")
    }
    assert found == {
        "marta.oliver": {"C-03": "draft", "C-07": "in", "C-12": "in"},
        "nuria.campos": {"C-03": "draft", "C-12": "in"},
        "james.whitlock": {"C-07": "to_score"},
    }
    assert (Score.objects.filter(application__round=round).exists(), ScoreDraft.objects.count()) == (True, 2)


def test_each_role_has_something_of_a_call_today():
    found = {who: [hint.text for hint in hints_for(someone(who))] for who in ("irene.salas", "marta.oliver", "hugo.lara", "sofia.medina")}
    assert found == {
        "irene.salas": ["Convocatoria: 3 plazas de agente sénior"],
        "marta.oliver": ["Convocatoria: 2 plazas de coordinación", "Convocatoria: 1 plaza de supervisión"],
        "hugo.lara": ["Convocatoria: 1 plaza de supervisión"],
        "sofia.medina": [],
    }
    assert len(hints_for(someone("elena.vidal"))) == 5


def test_ratios_and_exact_ps_come_out_as_in_the_file():
    found = impact(someone("elena.vidal")).dimensions
    for one, result in zip(found, HISTORY, strict=True):
        assert [(row.applied, row.selected, round(row.ratio, 3)) for row in one.rows] == [
            (group["applied"], group["selected"], group["impact_ratio"]) for group in result["groups"]
        ]
        assert [round(row.p, 4) for row in one.rows if row.p is not None] == [result["fisher_p"]]
        assert bool(one.flagged) == result["four_fifths_flag"]


def test_a_second_load_changes_nothing():
    before = [model.objects.count() for model in (PromotionRound, Application, Score, Recusal)]
    assert list(load()) == []
    assert [model.objects.count() for model in (PromotionRound, Application, Score, Recusal)] == before
