class Refused(ValueError):
    """It cannot be done thus; the words say why and how it can."""


class WrittenMeanwhile(Exception):
    """Somebody else saved this register after it was opened. What stands there now has not been touched."""


class NotYours(Exception):
    """The attendance is somebody else's."""
