class CannotScore(Exception):
    """What was asked cannot be done now. `reason` says why in words, `problems` what is missing, if several things are."""

    def __init__(self, reason, problems=()):
        super().__init__(str(reason))
        self.reason = reason
        self.problems = list(problems)
