from datetime import date

from django.utils import timezone, translation

from lms.language.days import day_month


def test_a_day_has_its_year_when_that_is_not_this_years_and_spanish_months_are_small():
    this_year = timezone.localdate().year
    with translation.override("es"):
        assert day_month(date(this_year, 4, 27)) == "27\u00a0abr"
        assert day_month(date(this_year + 1, 4, 27)) == f"27\u00a0abr\u00a0{this_year + 1}"
    with translation.override("en"):
        assert day_month(date(this_year + 1, 4, 27)) == f"27\u00a0Apr\u00a0{this_year + 1}"
