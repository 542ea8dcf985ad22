class CannotPlay(Exception):
    """The scenario cannot be played thus (`reason` in words)."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason
