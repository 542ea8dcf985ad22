class OperationsError(ValueError):
    """Something about figures or absences that cannot be done, and why."""


class NotOfPeople(OperationsError):
    """This figure speaks of a queue or a team, and is attached to no person."""


class AnotherFigureStands(OperationsError):
    """The same period has another value; withdraw it first, with a reason."""


class ReasonMissing(OperationsError):
    """A figure is only withdrawn with a reason in words."""


class EndsBeforeItStarts(OperationsError):
    """The last day lies before the first."""


class NotSustained(OperationsError):
    """Only a figure that was sustained over its whole window says something of a competency."""
