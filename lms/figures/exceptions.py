from django.utils.translation import gettext_lazy as _


class CannotImport(Exception):
    """The whole file cannot be taken; nothing was changed. `what` is wrong, `mend` helps."""

    def __init__(self, what, mend=""):
        super().__init__(str(what))
        self.what, self.mend = str(what), str(mend)


class ReasonMissing(Exception):
    def __str__(self) -> str:
        return str(_("Say why."))


class KeyUsedOtherwise(Exception):
    """The key of a call came before, with something else."""
