class CannotRecord(Exception):
    """What was asked cannot be done with this recording; `reason` says why and what to do, in words."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason


class NotAudio(CannotRecord):
    """The bytes are no recording that a browser plays."""


class TooLarge(CannotRecord):
    """It is larger than a recording may be."""


class NoRoom(CannotRecord):
    """The server has no room for more. Nothing of what it has is lost, and the device keeps its own."""


class OutOfPlace(Exception):
    """A part that does not begin where the last one ended; `offset` is where the next one does."""

    def __init__(self, offset: int):
        super().__init__(f"the next part begins at {offset}")
        self.offset = offset


class Damaged(Exception):
    """The bytes that came are not those that were sent."""
