"""Several raters at once. A table has one row an item and one column a rater; None where somebody did not score."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from statistics import fmean

from assessments.calibration.statistics.pairs import quadratic_kappa
from assessments.calibration.statistics.unsaid import ENOUGH_ITEMS, AllTheSame, Incomplete, Said, TooFew, TooFewRaters

Cell = int | float | str | None
Table = Sequence[Sequence[Cell]]
Numbers = Sequence[Sequence[int | float]]


def pairable(table: Table) -> list[list[int | float | str]]:
    """The items that at least two scored, without what is missing."""
    rows = ([value for value in row if value is not None] for row in table)
    return [row for row in rows if len(row) > 1]


def raters_of(table: Table) -> int:
    """How many columns scored anything at all."""
    return sum(any(value is not None for value in column) for column in zip(*table, strict=True))


def agreement(table: Table) -> Said:
    """The share of pairs of raters who say the same, item by item, from 0 to 1; each item counts once.

    Fleiss, J. L. (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76: the mean of P_i.
    """
    rows = pairable(table)
    return fmean(_agree(row) for row in rows) if rows else TooFew(0, 1)


def gwet_ac1(table: Table) -> Said:
    """Agreement beyond chance that stays sensible where nearly everything is of one kind; the raters may differ by item.

    (pa - pe) / (1 - pe), pe = Σ π_k (1 - π_k) / (q - 1). Gwet, K. L. (2008), Computing inter-rater reliability and its variance in
    the presence of high agreement, British Journal of Mathematical and Statistical Psychology 61.
    """
    rows = pairable(table)
    if problem := _too_little(table, rows):
        return problem
    shares = _shares([row for row in ([value for value in row if value is not None] for row in table) if row])
    if len(shares) < 2:
        return AllTheSame(sum(len(row) for row in rows))
    by_chance = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return (fmean(_agree(row) for row in rows) - by_chance) / (1 - by_chance)


def fleiss_kappa(table: Table) -> Said:
    """Agreement of many on categories beyond chance; everybody scores every item.

    Fleiss, J. L. (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76.
    """
    rows = pairable(table)
    if problem := _too_little(table, rows) or _incomplete(table):
        return problem
    by_chance = sum(share**2 for share in _shares(rows).values())
    if by_chance > 1 - 1e-12:
        return AllTheSame(sum(len(row) for row in rows))
    return (fmean(_agree(row) for row in rows) - by_chance) / (1 - by_chance)


def icc_2_1(table: Sequence[Sequence[int | float | None]]) -> Said:
    """Absolute agreement of single ratings, both items and raters taken as a sample of many; at most 1.

    ICC(2,1) = (BMS - EMS) / (BMS + (k-1) EMS + k (JMS - EMS) / n). Shrout, P. E. and Fleiss, J. L. (1979), Intraclass correlations:
    uses in assessing rater reliability, Psychological Bulletin 86.
    """
    rows: list[list[int | float]] = [[value for value in row if value is not None] for row in table]
    if problem := _too_little(table, rows) or _incomplete(table):
        return problem
    items, raters = len(rows), len(rows[0])
    between, judges, error = _mean_squares(rows)
    below = between + (raters - 1) * error + raters * (judges - error) / items
    return (between - error) / below if abs(below) > 1e-12 else AllTheSame(items * raters)


def mean_quadratic_kappa(table: Numbers) -> Said:
    """The mean of the weighted kappas of each two raters.

    Light, R. J. (1971), Measures of response agreement for qualitative data: some generalizations and alternatives, Psychological
    Bulletin 76, with the weights of Cohen (1968).
    """
    columns = list(zip(*table, strict=True))
    if len(columns) < 2:
        return TooFewRaters(len(columns))
    found = [quadratic_kappa(one, other) for one, other in combinations(columns, 2)]
    said = [value for value in found if isinstance(value, float)]
    return fmean(said) if len(said) == len(found) else next(value for value in found if not isinstance(value, float))


def _agree(row: Sequence[Cell]) -> float:
    count = len(row)
    return sum(times * (times - 1) for times in Counter(row).values()) / (count * (count - 1))


def _shares(rows: Sequence[Sequence[int | float | str]]) -> dict[Cell, float]:
    """Of each value, the mean over the items of the share of raters who gave it."""
    shares: Counter[Cell] = Counter()
    for row in rows:
        for value, times in Counter(row).items():
            shares[value] += times / len(row) / len(rows)  # type: ignore[assignment]
    return dict(shares)


def _too_little(table: Table, rows: Sequence[Sequence[Cell]]) -> TooFew | TooFewRaters | None:
    raters = raters_of(table) if table else 0
    if table and raters < 2:
        return TooFewRaters(raters)
    return TooFew(len(rows)) if len(rows) < ENOUGH_ITEMS else None


def _incomplete(table: Table) -> Incomplete | None:
    complete = sum(None not in row for row in table)
    return Incomplete(complete, len(table)) if complete < len(table) else None


def _mean_squares(rows: Numbers) -> tuple[float, float, float]:
    """Between items, between raters, and what is left."""
    items, raters = len(rows), len(rows[0])
    everything = fmean(value for row in rows for value in row)
    by_item = [fmean(row) for row in rows]
    by_rater = [fmean(column) for column in zip(*rows, strict=True)]
    between = raters * sum((value - everything) ** 2 for value in by_item)
    judges = items * sum((value - everything) ** 2 for value in by_rater)
    total = sum((value - everything) ** 2 for row in rows for value in row)
    return between / (items - 1), judges / (raters - 1), (total - between - judges) / ((items - 1) * (raters - 1))
