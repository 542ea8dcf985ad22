"""Rates, ratios and exact p-values against published figures, and the law of what is hidden."""

from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from lms.promotions.fairness import SMALLEST, Group, fisher, may_be_pooled, panel, rows, suppressed

HISTORY = yaml.safe_load((Path(__file__).parents[3] / "lms/demo/data/promotion_call.yaml").read_text())["adverse_impact_history"]["results"]


# ── Figures that others have published ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("table", "p"),
    [
        ((3, 1, 1, 3), 0.4857),  # Fisher, The Design of Experiments: the lady who tastes tea
        ((6, 2, 1, 4), 0.1026),  # the example in the manual of SciPy
        ((1, 9, 11, 3), 0.0028),  # the example in Wikipedia's article on the test
        ((10, 30, 7, 13), 0.5449),
        ((0, 5, 0, 5), 1.0),
    ],
)
def test_fishers_exact_test_gives_the_published_values(table, p):
    assert round(fisher(*table), 4) == p


@pytest.mark.parametrize("result", HISTORY, ids=lambda one: one["dimension"]["en"])
def test_the_history_of_the_demo_comes_out_as_its_file_says(result):
    groups = [Group(one["name"], one["applied"], one["selected"]) for one in result["groups"]]
    found = rows(groups)
    assert [round(row.rate * 100, 1) for row in found] == [one["rate_pct"] for one in result["groups"]]
    assert [round(row.ratio, 3) for row in found] == [one["impact_ratio"] for one in result["groups"]]
    assert [round(row.p, 4) for row in found if row.p is not None] == [result["fisher_p"]]
    assert any(row.flagged for row in found) == result["four_fifths_flag"]


# ── What is hidden ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_group_of_four_hides_the_next_smallest_too():
    groups = [Group("a", 40, 10), Group("b", 12, 3), Group("c", 4, 1)]
    assert suppressed(groups) == {1, 2}
    assert [row.hidden for row in rows(groups)] == [False, True, True]


def test_the_best_group_is_the_best_of_those_shown():
    """Else the ratio of the others would tell the hidden one's rate."""
    shown = rows([Group("a", 40, 10), Group("b", 20, 4), Group("c", 4, 4), Group("d", 6, 0)])
    assert [row.ratio for row in shown if not row.hidden] == [1.0, 0.8]


def test_nothing_is_shown_where_the_total_would_tell_it():
    assert panel([[Group("a", 3, 1)]]) is None
    assert panel([[Group("a", 30, 0), Group("b", 4, 0)]]) is None


GROUPS = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=1, max_size=4).map(
    lambda pairs: [Group(str(place), applied, min(chosen, applied)) for place, (applied, chosen) in enumerate(pairs)]
)


@given(GROUPS)
def test_no_small_group_is_ever_shown(groups):
    for row, group in zip(rows(groups), groups, strict=True):
        assert row.hidden or group.applied >= SMALLEST or group.applied == 0


def alternatives(groups, hidden):
    """Every way to fill the hidden cells so that the shown ones and the totals stay, and the rule would hide the same."""
    places = sorted(hidden)
    applied = sum(groups[place].applied for place in places)
    chosen = sum(groups[place].selected for place in places)
    for sizes in _parts(applied, len(places)):
        for picks in product(*(range(size + 1) for size in sizes[:-1])):
            last = chosen - sum(picks)
            if not 0 <= last <= sizes[-1]:
                continue
            filled = list(groups)
            for place, size, pick in zip(places, sizes, (*picks, last), strict=True):
                filled[place] = Group(groups[place].name, size, pick)
            if suppressed(filled) == hidden:
                yield filled


def _parts(total, number):
    """Every way to share `total` among `number` groups."""
    if number == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for others in _parts(total - first, number - 1):
            yield (first, *others)


SMALL_GROUPS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=3).map(
    lambda pairs: [Group(str(place), applied, min(chosen, applied)) for place, (applied, chosen) in enumerate(pairs)]
)


@given(SMALL_GROUPS)
@example([Group("a", 9, 6), Group("b", 9, 8), Group("c", 4, 2)])  # two as large as each other: the rule would give the small one away
@example([Group("a", 5, 5), Group("b", 4, 1), Group("c", 4, 0)])  # eight in two hidden groups are four and four
def test_no_hidden_figure_can_be_worked_out_from_what_is_shown(groups):
    """Whoever knows the shown groups, the totals and this very rule still finds two answers for each hidden figure."""
    hidden = suppressed(groups)
    if panel([groups]) is None or not hidden:
        return
    sizes = {place: set() for place in hidden}
    picks = {place: set() for place in hidden}
    for way in alternatives(groups, hidden):
        for place in hidden:
            sizes[place].add(way[place].applied)
            picks[place].add(way[place].selected)
        if all(len(seen) > 1 for seen in (*sizes.values(), *picks.values())):
            return
    raise AssertionError(f"{groups} tells {sizes} and {picks}")


@given(GROUPS)
def test_who_was_selected_everywhere_or_nowhere_is_never_told_of_a_hidden_group(groups):
    hidden = [groups[place] for place in suppressed(groups)]
    if hidden and panel([groups]) is not None:
        assert len(hidden) > 1
        assert sum(group.applied for group in hidden) >= SMALLEST
        assert 0 < sum(group.selected for group in hidden) < sum(group.applied for group in hidden)


def test_figures_with_a_small_group_are_not_added_to_those_shown():
    assert may_be_pooled([[Group("a", 6, 1), Group("b", 5, 0)], [Group("c", 11, 1), Group("d", 0, 0)]])
    assert not may_be_pooled([[Group("a", 6, 1), Group("b", 2, 0)]])
    assert not may_be_pooled([])


def test_what_is_shown_is_rounded_and_not_cut_off():
    from lms.promotions.templatetags.promotions import percent

    assert percent(15 / 36) == "41,7\u00a0%"
