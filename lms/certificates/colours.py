"""Whether a colour can be read on white paper: WCAG 2.2's relative luminance and contrast ratio."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LEAST_CONTRAST = 4.5

is_colour = RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", gettext_lazy("Write a colour as # and six figures, like #00646a."))


def contrast_on_white(colour: str) -> float:
    """The contrast ratio (1 to 21) of a colour such as "#00646a" with white."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def readable_on_white(colour: str) -> None:
    """Raises ValidationError, in words, for a colour too pale for text on paper."""
    is_colour(colour)
    ratio = contrast_on_white(colour)
    if ratio < LEAST_CONTRAST:
        # Rounded down, so that it never says the least while it is below.
        numbers = {"ratio": number_format(int(ratio * 10) / 10, 1), "least": number_format(LEAST_CONTRAST, 1)}
        raise ValidationError(
            _("Too pale to read on white paper: its contrast is %(ratio)s to 1 and the least is %(least)s to 1. Try a darker colour.")
            % numbers
        )
