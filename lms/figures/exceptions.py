from django.utils.translation import gettext_lazy as _

from lms.reading.faults import Said


class CannotImport(Said, Exception):
    """The whole file cannot be taken; nothing was changed. `what` is wrong, `mend` helps, in the language of whoever reads it."""

    def __init__(self, code: str, /, **told):
        super().__init__(code)
        self.code, self.told = code, told

    def __str__(self) -> str:
        return self.what


class ReasonMissing(Exception):
    def __str__(self) -> str:
        return str(_("Say why."))


class KeyUsedOtherwise(Exception):
    """The key of a call came before, with something else."""
