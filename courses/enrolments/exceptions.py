class StepLocked(Exception):
    """The step is not open to this person yet. `reason` says in words what opens it and when."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason


class NotYours(Exception):
    """The enrolment belongs to someone else."""


class NoSuchStep(LookupError):
    """The enrolment has no such step, or the step is no longer published."""


class NotActive(Exception):
    """The enrolment was cancelled, or completed where only one in progress will do."""


class CannotCompleteThus(Exception):
    """The step is completed in another way than the one tried (`reason` in words)."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason


class AlreadyAnswered(Exception):
    """Someone else answered the question first; their answer stands."""
