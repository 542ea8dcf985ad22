from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.codes import ALPHABET, new_code, normalise
from lms.certificates.colours import contrast_on_white


def test_a_code_is_80_bits_in_four_groups():
    code = new_code()
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert len(ALPHABET) ** 16 == 2**80


@given(st.text(ALPHABET, min_size=16, max_size=16))
def test_case_spaces_hyphens_and_look_alikes_do_not_matter(signs):
    code = normalise(signs)
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert normalise(f" {sloppy} ") == code


def test_what_cannot_be_a_code_is_none():
    assert [normalise(text) for text in ("", "AGE-7K4M", "U" * 16, "7K4M2QXD9PRTVWX33", "7K4M-2QXD-9PRT-VWX'")] == [""] * 5


def test_contrast_is_that_of_wcag():
    assert (contrast_on_white("#000000"), contrast_on_white("#ffffff")) == (21.0, 1.0)
    assert round(contrast_on_white("#767676"), 2) == 4.54
