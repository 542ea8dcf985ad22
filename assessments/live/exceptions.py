class CannotMeet(Exception):
    """What was asked cannot be done now. `reason` says why, in words."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason


class SlotTaken(CannotMeet):
    """Somebody else has it, or it is no longer offered: the next free ones are shown instead."""
