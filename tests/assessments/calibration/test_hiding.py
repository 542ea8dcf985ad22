"""A name is taken out of the words of a performance, however it is written, and nothing else is."""

import pytest

from assessments.calibration.hiding import BLOT, without_names

NAMES = ("Marcos Peña Gil", "Marcos")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Quedo a su disposición.\nMarcos Peña, Marenta", f"Quedo a su disposición.\n{BLOT}, Marenta"),
        ("Le habla MARCOS PENA GIL.", f"Le habla {BLOT}."),
        ("Soy marcos. Peña soy.", f"Soy {BLOT}. {BLOT} soy."),
        ("Los marcosianos y la peñas no cambian.", "Los marcosianos y la peñas no cambian."),
        ("", ""),
    ],
)
def test_a_name_is_blotted_out(text, shown):
    assert without_names(text, NAMES) == shown


def test_a_part_of_two_letters_is_a_word_of_its_own():
    assert without_names("La de la casa", ["Ana de la O"]) == "La de la casa"


def test_what_a_pattern_would_mean_means_nothing():
    assert without_names("a.b (c", ["a.b (c", "x*y"]) == BLOT
