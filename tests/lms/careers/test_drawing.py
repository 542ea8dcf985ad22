"""The pipeline over time as a picture, for a desk and for a phone."""

from datetime import date

from lms.careers.drawing import FOR_A_MONTH, WIDTHS, pipelines

MONTHS = [date(2026, month, 28) for month in range(1, 13)]


def test_a_year_is_drawn_for_a_desk_and_for_a_phone_and_no_month_lies_on_another():
    found = pipelines(MONTHS, {(day, "nearly"): 3 for day in MONTHS})
    assert {one.name: one.width for one in found} == WIDTHS
    for one in found:
        places = [x for _day, x in one.days]
        assert all(after - before >= FOR_A_MONTH for before, after in zip(places, places[1:], strict=False))
        assert one.days[-1][0] == MONTHS[-1], "the last month is always named"
        assert max(piece.x + piece.width for piece in one.pieces) <= one.width
    assert len(found[0].days) == 12 > len(found[1].days)


def test_without_people_nothing_is_drawn():
    assert pipelines(MONTHS, {}) == []
