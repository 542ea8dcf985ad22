class ReasonMissing(ValueError):
    """What was asked for is written down with a reason, and none was given."""


class NotTheirEnrolment(ValueError):
    """The enrolment that should earn the certificate is another person's."""
