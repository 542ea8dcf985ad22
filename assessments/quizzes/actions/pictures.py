"""Keeping the pictures of questions."""

import hashlib
import io
import warnings

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from assessments.quizzes.exceptions import NotAPicture
from assessments.quizzes.models import QuestionMedia

LARGEST_PICTURE = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}


def keep_picture(*, data: bytes) -> QuestionMedia:
    """Keeps a picture under a name made from its bytes; the same picture is kept once.

    Raises `NotAPicture` for what is too large, or is no PNG, JPEG, GIF or WebP that can be opened to its end.
    """
    if len(data) > LARGEST_PICTURE:
        raise NotAPicture(_("The picture is larger than 5 MB."))
    kind, (width, height) = _looked_at(data)
    name = hashlib.sha256(data).hexdigest()[:32] + SUFFIXES[kind]
    kept = QuestionMedia.objects.filter(name=name).first()
    if kept is None:
        kept = QuestionMedia(name=name, content_type=Image.MIME[kind], width=width, height=height)
        kept.file.save(name, ContentFile(data), save=False)
        kept.save()
    return kept


def _looked_at(data: bytes) -> tuple[str, tuple[int, int]]:
    """(format, size). Opened twice: once verified, once drawn, for a file that only begins well."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(SUFFIXES)) as picture:
                kind, size = picture.format, picture.size
                if size[0] * size[1] > MOST_PIXELS:
                    raise NotAPicture(_("The picture has too many pixels: make it smaller."))
                picture.verify()
            with Image.open(io.BytesIO(data), formats=[kind]) as picture:
                picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPicture(_("This is no picture that can be shown: send a PNG, JPEG, GIF or WebP."))
    return kind, size
