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


class RescueRefused(Exception):
    """A file of answers that is not taken. `reason` says why in words."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason


class AlreadyMarked(Exception):
    """Somebody has marked the answer meanwhile. `mark` is theirs."""

    def __init__(self, mark):
        super().__init__("Somebody has marked this answer meanwhile")
        self.mark = mark


class CannotCorrect(Exception):
    """The correction cannot be made. `reason` says what is missing."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason


class NotAPicture(Exception):
    """What was sent is no picture that a question can show. `reason` says why in words."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason
