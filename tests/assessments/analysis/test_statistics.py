"""The formulas on published values, and their laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assessments.analysis.statistics import (
    Scored,
    alpha,
    alpha_standard_error,
    facility,
    item_figures,
    item_rest_correlation,
    measurement_error,
    reliability,
    upper_lower,
)

# Survey of clerical employees: Chatterjee, S. and Price, B. (1977), Regression Analysis by Example; R's data set "attitude". One column a
# question, one row a department. The values are those that R's package psych prints for it: alpha(attitude).
ATTITUDE = list(
    zip(
        (43, 63, 71, 61, 81, 43, 58, 71, 72, 67, 64, 67, 69, 68, 77, 81, 74, 65, 65, 50, 50, 64, 53, 40, 63, 66, 78, 48, 85, 82),
        (51, 64, 70, 63, 78, 55, 67, 75, 82, 61, 53, 60, 62, 83, 77, 90, 85, 60, 70, 58, 40, 61, 66, 37, 54, 77, 75, 57, 85, 82),
        (30, 51, 68, 45, 56, 49, 42, 50, 72, 45, 53, 47, 57, 83, 54, 50, 64, 65, 46, 68, 33, 52, 52, 42, 42, 66, 58, 44, 71, 39),
        (39, 54, 69, 47, 66, 44, 56, 55, 67, 47, 58, 39, 42, 45, 72, 72, 69, 75, 57, 54, 34, 62, 50, 58, 48, 63, 74, 45, 71, 59),
        (61, 63, 76, 54, 71, 54, 66, 70, 71, 62, 58, 59, 55, 59, 79, 60, 79, 55, 75, 64, 43, 66, 63, 50, 66, 88, 80, 51, 77, 64),
        (92, 73, 86, 84, 83, 49, 68, 66, 83, 80, 67, 74, 63, 77, 77, 54, 79, 80, 85, 78, 64, 80, 80, 57, 75, 76, 78, 83, 74, 78),
        (45, 47, 48, 35, 47, 34, 35, 41, 31, 41, 34, 41, 25, 35, 46, 36, 63, 60, 46, 52, 33, 41, 37, 49, 33, 72, 49, 38, 55, 39),
        strict=True,
    )
)
ITEM_REST = (0.67, 0.74, 0.56, 0.71, 0.79, 0.27, 0.46)


def test_alpha_is_the_published_one():
    assert round(alpha(ATTITUDE), 2) == 0.84


def test_the_standard_error_of_alpha_is_the_published_one():
    assert round(alpha_standard_error(ATTITUDE), 3) == 0.042


@pytest.mark.parametrize(("place", "published"), enumerate(ITEM_REST))
def test_each_item_rest_correlation_is_the_published_one(place, published):
    answers = [Scored(points=row[place], rest=sum(row) - row[place]) for row in ATTITUDE]
    assert round(item_rest_correlation(answers), 2) == published


def test_for_right_or_wrong_it_is_kuder_and_richardsons_formula_20():
    points = [(1, 1, 1, 0), (1, 1, 0, 0), (1, 0, 0, 0), (1, 1, 1, 1), (0, 0, 0, 0)]
    shares = [sum(column) / 5 for column in zip(*points, strict=True)]
    totals = [sum(row) for row in points]
    variance = sum((total - sum(totals) / 5) ** 2 for total in totals) / 5
    assert alpha(points) == pytest.approx(4 / 3 * (1 - sum(p * (1 - p) for p in shares) / variance))


def test_below_twenty_answers_nothing_is_said():
    answers = [Scored(points=place % 2, rest=place / 19) for place in range(19)]
    assert item_figures(answers) is None
    assert item_figures([*answers, Scored(1, 1)]).answers == 20
    assert reliability([(1, 0), (0, 1)] * 9) is None


def test_where_nobody_differs_nothing_tells_people_apart():
    assert reliability([(1, 1, 1)] * 25) is None
    assert item_figures([Scored(points=1, rest=0.5)] * 25).discrimination is None


def test_the_groups_are_those_who_know_least_and_most_of_the_rest():
    answers = [Scored(points=float(place >= 70), rest=place / 100) for place in range(100)]
    assert upper_lower(answers) == (0.0, 1.0)


def test_no_answers_have_no_facility():
    with pytest.raises(ValueError):
        facility([])


SHARES = some.floats(0, 1)
ANSWERS = some.lists(some.builds(Scored, points=SHARES, rest=SHARES), min_size=20, max_size=60)


@given(ANSWERS)
def test_every_figure_stays_within_its_bounds(answers):
    figures = item_figures(answers)
    assert 0 <= figures.facility <= 1 and 0 <= figures.lower <= 1 and 0 <= figures.upper <= 1
    assert figures.discrimination is None or -1 <= figures.discrimination <= 1


@given(ANSWERS, some.randoms())
def test_the_order_of_people_never_matters(answers, dice):
    mixed = answers[:]
    dice.shuffle(mixed)
    assert item_figures(mixed).facility == pytest.approx(item_figures(answers).facility)


@given(some.lists(some.tuples(SHARES, SHARES, SHARES), min_size=20, max_size=40))
def test_alpha_is_at_most_one_and_the_errors_are_not_negative(points):
    found = reliability(points)
    if found is not None:
        assert found.alpha <= 1 + 1e-9 and found.standard_error >= 0 and found.measurement >= 0


def test_the_error_of_measurement_is_in_points():
    totals = [sum(row) for row in ATTITUDE]
    mean = sum(totals) / len(totals)
    deviation = (sum((total - mean) ** 2 for total in totals) / (len(totals) - 1)) ** 0.5
    assert measurement_error(ATTITUDE) == pytest.approx(deviation * (1 - alpha(ATTITUDE)) ** 0.5)
