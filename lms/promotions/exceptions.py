class CallRefused(Exception):
    """An act that the call does not allow now. `words` say why, for the person who tried."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.words = words


class NotReady(CallRefused):
    """The call misses something; `problems` name it."""

    def __init__(self, problems) -> None:
        super().__init__(" ".join(str(problem.label) for problem in problems))
        self.problems = tuple(problems)


class WrongMoment(CallRefused):
    """The call is not in a state in which this may be done."""


class ReasonMissing(CallRefused):
    """A person has to write why."""


class NotEligibleToApply(CallRefused):
    """They may not apply for this call."""


class StillFixable(CallRefused):
    """The days to put it right have not passed."""


class ConflictOfInterest(CallRefused):
    """Whoever was named is too close to the candidate, or took part before."""


class SheetIncomplete(CallRefused):
    """A score or its words are missing."""


class NoPostLeft(CallRefused):
    """More people would be selected than there are posts."""


class TooLate(CallRefused):
    """The days for it have passed."""
