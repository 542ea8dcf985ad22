"""A whole quiz: how much of what tells people apart would be there with other questions of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from assessments.analysis.statistics.items import ENOUGH

Matrix = Sequence[Sequence[float]]  # one row a person, one column a question


@dataclass(frozen=True)
class Reliability:
    """`alpha` with its own standard error; `measurement` is that of one person's points, in points."""

    people: int
    questions: int
    alpha: float
    standard_error: float
    measurement: float


def reliability(points: Matrix) -> Reliability | None:
    """None below `ENOUGH` people or two questions, and where nobody differs from anybody."""
    if len(points) < ENOUGH or len(points[0]) < 2:
        return None
    value = alpha(points)
    if value is None:
        return None
    return Reliability(len(points), len(points[0]), value, alpha_standard_error(points), measurement_error(points))


def alpha(points: Matrix) -> float | None:
    """Cronbach's alpha, at most 1; None when the totals do not vary.

    k/(k-1) * (1 - sum of item variances / variance of totals). Cronbach, L. J. (1951), Coefficient alpha and the internal structure of
    tests, Psychometrika 16. For right-or-wrong questions it is Kuder and Richardson's formula 20.
    """
    covariance = covariances(points)
    count, total = len(covariance), _sum(covariance)
    if count < 2 or total < 1e-12:
        return None
    return count / (count - 1) * (1 - _trace(covariance) / total)


def alpha_standard_error(points: Matrix) -> float:
    """The asymptotic standard error of alpha, without assuming that the questions are parallel.

    Duhachek, A. and Iacobucci, D. (2004), Alpha's standard error (ASE), J. of Applied Psychology 89, from van Zyl, Neudecker and Nel
    (2000): sqrt(Q/n), with Q = 2k^2/((k-1)^2 (j'Vj)^3) * (j'Vj (tr V^2 + (tr V)^2) - 2 tr V j'V^2 j).
    """
    covariance = covariances(points)
    count = len(covariance)
    square = _product(covariance, covariance)
    total, trace = _sum(covariance), _trace(covariance)
    spread = total * (_trace(square) + trace**2) - 2 * trace * _sum(square)
    return sqrt(max(0.0, 2 * count**2 / ((count - 1) ** 2 * total**3) * spread) / len(points))


def measurement_error(points: Matrix) -> float:
    """The standard error of measurement of a total, in points: its standard deviation times sqrt(1 - alpha).

    Lord, F. M. and Novick, M. R. (1968), Statistical Theories of Mental Test Scores, ch. 3.
    """
    value = alpha(points)
    return sqrt(max(0.0, _sum(covariances(points)) * (1 - value))) if value is not None else 0.0


def covariances(points: Matrix) -> list[list[float]]:
    """The covariances of the questions among people, with n - 1. Raises ValueError with fewer than two people."""
    people = len(points)
    if people < 2:
        raise ValueError("A covariance needs two people or more")
    columns = [[float(row[column]) for row in points] for column in range(len(points[0]))]
    centred = [[value - sum(column) / people for value in column] for column in columns]
    return [[sum(a * b for a, b in zip(first, second, strict=True)) / (people - 1) for second in centred] for first in centred]


def _product(first: Matrix, second: Matrix) -> list[list[float]]:
    columns = list(zip(*second, strict=True))
    return [[sum(a * b for a, b in zip(row, column, strict=True)) for column in columns] for row in first]


def _trace(matrix: Matrix) -> float:
    return sum(matrix[place][place] for place in range(len(matrix)))


def _sum(matrix: Matrix) -> float:
    return sum(sum(row) for row in matrix)
