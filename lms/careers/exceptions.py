class CareerError(ValueError):
    """Something about careers that cannot be done, and why."""


class StartsBeforeTheLast(CareerError):
    """A posting begins after the one it follows began."""


class EndsBeforeItStarts(CareerError):
    """The last day lies before the first."""


class AboutOneself(CareerError):
    """Nobody posts themselves."""


class Refused(CareerError):
    """An act that cannot be done now. `words` say why, for the person who tried."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class LadderRefused(Refused):
    """Of a version of a ladder."""


class PostingRefused(Refused):
    """Of a posting."""
