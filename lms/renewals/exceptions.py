from django.utils.translation import gettext_lazy as _


class NoRule(Exception):
    """The certification has no rule of renewal."""

    def __str__(self) -> str:
        return str(_("This certification has no rule of renewal yet."))


class ReasonMissing(Exception):
    def __str__(self) -> str:
        return str(_("Say why."))
