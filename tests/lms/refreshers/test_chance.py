"""The chances that a figure's trigger weighs, against values that have been published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.refreshers.chance import as_few, at_most, beyond, incomplete_beta


@pytest.mark.parametrize(
    ("seen", "cases", "share", "published"),
    [  # Cumulative binomial probabilities: Devore, Probability and Statistics for Engineering and the Sciences, table A.1
        (2, 5, 0.5, 0.500),
        (3, 10, 0.7, 0.011),
        (6, 15, 0.7, 0.015),
        (7, 15, 0.7, 0.050),
        (9, 20, 0.7, 0.017),
        (10, 20, 0.7, 0.048),
        (5, 20, 0.5, 0.021),
        (7, 25, 0.5, 0.022),
    ],
)
def test_the_binomial_tail_is_that_of_the_tables(seen, cases, share, published):
    assert at_most(seen, cases, share) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize(
    ("seen", "cases", "low", "high"),
    [(10, 20, 0.272, 0.728), (81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617)],
    ids=["Clopper and Pearson", "Newcombe 1998, table I", "Newcombe 1998, table I, again"],
)
def test_the_exact_limits_of_a_share_are_the_published_ones(seen, cases, low, high):
    assert at_most(seen, cases, high) == pytest.approx(0.025, abs=0.0006)
    assert 1 - at_most(seen - 1, cases, low) == pytest.approx(0.025, abs=0.0006)


def test_half_of_what_lies_at_the_value_itself_counts():
    """Newcombe 1998, Statist. Med. 17:857-72, table I: the mid-P limits of 81 of 263 are 0.2544 and 0.3658."""
    assert as_few(81, 263, 0.3658) == pytest.approx(0.025, abs=0.0003)
    assert 1 - as_few(81, 263, 0.2544) == pytest.approx(0.025, abs=0.0003)


@pytest.mark.parametrize(("x", "a", "b", "value"), [(0.5, 2, 3, 0.6875), (0.3, 1, 4, 1 - 0.7**4), (0.8, 5, 1, 0.8**5), (0.5, 7, 7, 0.5)])
def test_the_incomplete_beta_function_where_it_is_known_by_hand(x, a, b, value):
    assert incomplete_beta(x, a, b) == pytest.approx(value, rel=1e-10)


@pytest.mark.parametrize(("errors", "published"), [(0, 0.5), (1.645, 0.05), (1.96, 0.025), (2.576, 0.005), (3, 0.00135)])
def test_the_normal_tail_is_that_of_the_tables(errors, published):
    assert beyond(errors) == pytest.approx(published, abs=0.00003)


@given(st.integers(1, 400), st.floats(0.01, 0.99), st.data())
def test_the_tail_is_the_sum_of_its_terms(cases, share, data):
    from math import comb

    seen = data.draw(st.integers(0, cases))
    terms = [comb(cases, at) * share**at * (1 - share) ** (cases - at) for at in range(seen + 1)]
    assert at_most(seen, cases, share) == pytest.approx(sum(terms), rel=1e-7, abs=1e-12)
