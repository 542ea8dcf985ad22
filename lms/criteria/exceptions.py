class GuidelineRefused(Exception):
    """An act that the guideline does not allow now. `words` say why, for the person who tried."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.words = words


class TooManyLive(GuidelineRefused):
    """The unit already has as many guidelines in force as people can keep in mind."""


class SignaturesMissing(GuidelineRefused):
    """Somebody who has to sign this version has not."""


class Incomplete(GuidelineRefused):
    """A text or a question is missing, or what changed is not asked."""


class NotInForce(GuidelineRefused):
    """It is not in force, so nobody can prove it."""


class EditedMeanwhile(GuidelineRefused):
    """Somebody has written the version since its author opened it. `version` is as it stands now."""

    def __init__(self, version) -> None:
        super().__init__()
        self.version = version
