from django.utils.translation import gettext_lazy as _


class ChangeRefused(Exception):
    """What was asked cannot be done; the words say why."""

    words = _("This cannot be done now.")

    def __str__(self) -> str:
        return str(self.words)


class NothingChanged(ChangeRefused):
    words = _("Nothing changed between the two versions.")


class ReasonMissing(ChangeRefused):
    words = _("Say in both languages why: the people read it.")


class NothingChosen(ChangeRefused):
    words = _("Choose at least one block to read again.")


class NoCertification(ChangeRefused):
    words = _("Choose which certification is to be proved again.")


class AlreadySaid(ChangeRefused):
    words = _("Somebody has said what this change asks. Take that back first.")


class NotInForce(ChangeRefused):
    words = _("This change asks nothing any more.")
