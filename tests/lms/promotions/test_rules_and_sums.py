"""What is missing before a call may open, how points are worked out, and how a code hides somebody."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lms.promotions.blinding import GAP, draw_code, masked
from lms.promotions.enums import DATES, RoundProblem
from lms.promotions.rules import Draft, Weighed, canonical, differences, digest, problems
from lms.promotions.sums import sum_of, total_of

DAYS = {name: date(2026, 12, 1 + place) for place, name in enumerate(DATES)}


def draft(**fields) -> Draft:
    values = {
        "texts": [("Hola", "Hello")],
        "anchors": ["No", "Sí", "Enseña"],
        "exercises": [Weighed(80, "merits", (30, 50)), Weighed(15, "training"), Weighed(5, "seniority")],
        "dates": DAYS,
        "chairs": 1,
        "assessors": 2,
        "scorers_see_names": False,
        "has_contact": True,
        "representatives_informed_on": date(2026, 11, 20),
    }
    return Draft(**values | fields)


def test_a_whole_draft_misses_nothing():
    assert problems(draft()) == []


def test_each_thing_that_is_missing_is_named():
    wrong = {
        RoundProblem.LANGUAGES: {"texts": [("Hola", "")]},
        RoundProblem.EXERCISES: {"exercises": []},
        RoundProblem.WEIGHTS: {"exercises": [Weighed(80, "merits"), Weighed(15, "training"), Weighed(4, "seniority")]},
        RoundProblem.PARTS: {"exercises": [Weighed(80, "merits", (30, 40)), Weighed(15, "training"), Weighed(5, "seniority")]},
        RoundProblem.CONSIDERS: {"exercises": [Weighed(85, "merits"), Weighed(15, "training")]},
        RoundProblem.ANCHORS: {"anchors": ["No", "", "Enseña"]},
        RoundProblem.DATES_MISSING: {"dates": DAYS | {"panel_on": None}},
        RoundProblem.DATES_ORDER: {"dates": DAYS | {"closes_on": date(2026, 1, 1)}},
        RoundProblem.CHAIR: {"chairs": 0},
        RoundProblem.ASSESSORS: {"assessors": 1},
        RoundProblem.SEES_NAMES: {"scorers_see_names": True},
        RoundProblem.CONTACT: {"has_contact": False},
        RoundProblem.REPRESENTATIVES: {"representatives_informed_on": None},
    }
    assert {problem: problems(draft(**fields)) for problem, fields in wrong.items()} == {problem: [problem] for problem in wrong}
    assert set(wrong) == set(RoundProblem)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_the_same_content_has_the_same_hash_however_it_was_put_together(content):
    import json

    backwards = dict(reversed(content.items()))
    there_and_back = json.loads(canonical(content))
    assert digest(canonical(content)) == digest(canonical(backwards)) == digest(canonical(there_and_back))


def test_what_changed_is_named_with_both_values():
    assert differences({"posts": 1, "title": "a"}, {"posts": 2, "title": "a"}) == [{"field": "posts", "before": 1, "after": 2}]


def test_points_are_the_weight_times_the_mean_of_five():
    found = sum_of(20, [4, 3])
    assert (found.mean, found.points, found.spread) == (Decimal("3.50"), Decimal("14.0"), 1)
    assert sum_of(20, []).points is None


@given(st.integers(1, 100), st.lists(st.integers(1, 5), min_size=1, max_size=5))
def test_points_lie_between_a_fifth_of_the_weight_and_the_weight(weight, values):
    assert Decimal(weight) / 5 - Decimal("0.05") <= sum_of(weight, values).points <= weight


def test_a_total_is_said_only_when_every_part_is_there():
    assert total_of([sum_of(50, [5]), sum_of(50, [4])]) == Decimal("90.0")
    assert total_of([sum_of(50, [5]), sum_of(50, [])]) is None


# ── Blind ───────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(0, 130))
def test_a_code_is_free_and_its_number_says_nothing_of_how_many_there_are(number):
    taken = {f"C-{one:02d}" for one in range(1, number + 1)}
    offered = []
    code = draw_code(taken, lambda codes: offered.extend(codes) or codes[-1])
    assert code not in taken
    assert len(offered) > len(taken)


def test_names_are_hidden_however_they_are_written():
    text = "Soy LUCIA, de Levante con Nuria; lucía.ferran@x.es. Luciano no soy yo, y de la lista tampoco."
    hidden = masked(text, ["Lucía", "Ferrán de la O", "Nuria"], ["Levante", "lucia.ferran@x.es"])
    assert hidden == f"Soy {GAP}, de {GAP} con {GAP}; {GAP}. Luciano no soy yo, y de la lista tampoco."


@given(st.text(max_size=60))
def test_without_names_nothing_is_hidden(text):
    assert masked(text, []) == text
