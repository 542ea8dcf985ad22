class UnknownJobKind(LookupError):
    """No installed app handles this kind of job."""


class LeaseLost(RuntimeError):
    """Another worker took the job over while this one was at it; its effect was not written."""
