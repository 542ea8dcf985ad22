"""Words as they are compared: small letters without accents, so that "facturacion" finds "Facturación" on every database."""

import unicodedata

from django.db import models


def fold(text: str) -> str:
    """The text in small letters without accents; each letter stays in its place, so positions hold (for composed text)."""
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


class _Letters(dict[int, str]):
    """What each letter is folded to, found out when it is met first."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        # "İ" and its like grow when made small: they keep their first letter only.
        self[code] = base[:1]
        return self[code]


_LETTERS = _Letters()


class FoldedField(models.CharField):
    """Another column of the same row as it is compared, so that every database sorts and finds alike. It fills itself when the row is
    saved; a save that names its fields must name both.
    """

    def __init__(self, *args, of: str = "", **kwargs):
        self.of = of
        super().__init__(*args, **{"editable": False, "blank": True, "default": "", **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance, add):
        folded = fold(getattr(model_instance, self.of))[: self.max_length]
        setattr(model_instance, self.attname, folded)
        return folded
