"""Uploading pictures. Apart from the other forms, which models need before Wagtail's own can be imported."""

from django.utils.translation import gettext
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """A picture whose file breaks off in the middle is refused in words; Wagtail only expects one that cannot be read at all."""

    def _clean_fields(self) -> None:
        try:
            super()._clean_fields()
        except OSError:
            self.add_error("file", gettext("Upload a valid image. The file you uploaded was either not an image or a corrupted image."))
