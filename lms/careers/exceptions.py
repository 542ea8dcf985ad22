class CareerError(ValueError):
    """Something about careers that cannot be done, and why."""


class StartsBeforeTheLast(CareerError):
    """A posting begins after the one it follows began."""


class EndsBeforeItStarts(CareerError):
    """The last day lies before the first."""


class AboutOneself(CareerError):
    """Nobody posts themselves."""


class NoLadder(CareerError):
    """No version of a ladder is in force on that day."""


class UnknownRung(CareerError):
    """No ladder in use has that rung."""


class UnknownPerson(CareerError):
    """Nobody here has that address."""
