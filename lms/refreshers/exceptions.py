from django.utils.translation import gettext_lazy as _


class RefresherError(Exception):
    """Something about refreshers that cannot be done, and why."""

    text = ""

    def __str__(self) -> str:
        return str(self.text)


class NoDraft(RefresherError):
    text = _("There is no draft of this rule to put in force.")


class ReasonMissing(RefresherError):
    text = _("Say why.")


class NotProposed(RefresherError):
    text = _("Somebody has decided this already.")


class AboutOneself(RefresherError):
    text = _("Nobody answers their own request.")


class ParametersFaulty(ValueError):
    """What a rule asks cannot be read. `faults`: the code of each fault by the name of its parameter."""

    def __init__(self, faults: dict[str, str]):
        self.faults = faults
        super().__init__(", ".join(f"{name}: {fault}" for name, fault in faults.items()))
