class CannotStart(Exception):
    """No attempt can be started now. `reason` says why in words; `opens_at` when it can be, if that is known."""

    def __init__(self, reason, opens_at=None):
        super().__init__(str(reason))
        self.reason = reason
        self.opens_at = opens_at


class WrongRoomCode(Exception):
    """The code of the room is not the one that was typed."""


class AttemptClosed(Exception):
    """The attempt has been handed in: its answers no longer change."""


class InvalidAnswer(ValueError):
    """The answer names something that was not served, or more than the question allows."""


class NotReady(Exception):
    """The question cannot be published yet. `problems` says in words what is missing."""

    def __init__(self, problems):
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = list(problems)
