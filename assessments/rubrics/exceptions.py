from django.utils.translation import gettext_lazy as _


class RubricMoved(Exception):
    """Somebody else kept the rubric after this author had opened it."""

    def __str__(self) -> str:
        return str(_("Somebody else kept this rubric while you were writing. Copy your words, open it again, and put them in."))


class ErrorInUse(Exception):
    """A critical error whose words people were scored by."""

    def __str__(self) -> str:
        return str(_("People were scored by these words, so they stay. Archive it, and write another one."))


class RubricIncomplete(Exception):
    """A rubric that cannot be scored with; its words say where and what mends it."""

    @classmethod
    def of_nothing(cls) -> "RubricIncomplete":
        return cls(_("A rubric needs at least one criterion."))

    @classmethod
    def twice(cls, code: str) -> "RubricIncomplete":
        return cls(_("Two criteria are called %(code)s: give one of them another code.") % {"code": code})

    @classmethod
    def unknown(cls, code: str, what: str) -> "RubricIncomplete":
        return cls(_("%(code)s: there is no “%(what)s” here. Choose one that there is.") % {"code": code, "what": what})

    @classmethod
    def unanchored(cls, code: str, points: str) -> "RubricIncomplete":
        return cls(_("%(code)s: say what %(points)s looks like.") % {"code": code, "points": points})

    @classmethod
    def for_findings(cls, first: str) -> "RubricIncomplete":
        return cls(_("It cannot be published yet: %(first)s") % {"first": first})
