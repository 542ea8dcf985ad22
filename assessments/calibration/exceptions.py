class CannotCalibrate(Exception):
    """What was asked cannot be done now. `reason` says why in words."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason
