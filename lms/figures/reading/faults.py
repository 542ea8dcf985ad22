"""What is wrong with a value, in words, with its mend."""


class Unreadable(ValueError):
    """`what` is wrong and `mend` is what helps; both are translated when they are made."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(str(what))
        self.what, self.mend = str(what), str(mend)
