from datetime import date, datetime

import pytest
from django import forms
from django.utils.formats import date_format
from django.utils.timezone import make_aware
from django.utils.translation import override


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("said", ["04/12/2026", "2026-12-04"])
def test_the_day_comes_first_in_both_languages(language, said):
    with override(language):
        assert forms.DateField().clean(said) == date(2026, 12, 4)
        assert forms.DateTimeField().clean(f"{said} 09:30") == make_aware(datetime(2026, 12, 4, 9, 30))


def test_a_day_in_words():
    for language, words in (("es", "4 de diciembre de 2026"), ("en", "4 December 2026")):
        with override(language):
            assert date_format(date(2026, 12, 4), "DATE_FORMAT") == words
            assert date_format(datetime(2026, 12, 4, 9, 30), "SHORT_DATETIME_FORMAT") in ("04/12/2026 09:30", "4/12/2026 9:30")
