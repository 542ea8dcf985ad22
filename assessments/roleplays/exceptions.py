from django.utils.translation import gettext_lazy as _


class CannotPlay(Exception):
    """The scenario cannot be played thus (`reason` in words)."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason


class DraftMoved(Exception):
    """Somebody else kept the scenario after this author had opened it."""

    def __str__(self) -> str:
        return str(_("Somebody else kept this scenario while you were writing. Copy your words, open it again, and put them in."))


class ScenarioUnplayable(Exception):
    """A scenario that cannot be published; its words say where and what mends it."""

    @classmethod
    def unread(cls) -> "ScenarioUnplayable":
        return cls(_("There is no conversation to play yet: write its first turn, and at least one ending."))

    @classmethod
    def dead_end(cls, node: str) -> "ScenarioUnplayable":
        return cls(_("Turn %(node)s offers no choice: nobody could go on from it.") % {"node": node})

    @classmethod
    def nowhere(cls, node: str, key: str, target: str) -> "ScenarioUnplayable":
        values = {"node": node, "key": key, "target": target}
        return cls(_("Choice %(key)s of turn %(node)s leads to “%(target)s”, which does not exist.") % values)
