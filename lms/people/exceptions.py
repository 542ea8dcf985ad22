class InvitationRefused(Exception):
    """A mailed link that lets nobody in. `reason` says why: "unknown", "expired", "revoked" or "accepted"."""

    def __init__(self, reason: str, invitation=None):
        super().__init__(reason)
        self.reason = reason
        self.invitation = invitation


class AlreadyHere(Exception):
    """The invited address belongs to a person who can already sign in: give them a role instead."""

    def __init__(self, person):
        super().__init__(person.email)
        self.person = person


class AlreadyInvited(Exception):
    """The address has an open invitation to another unit or role: revoke that one first."""

    def __init__(self, invitation):
        super().__init__(invitation.email)
        self.invitation = invitation
