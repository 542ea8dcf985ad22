"""The secret of an invitation: made anew from its row and the server's key, so that nothing that opens the door is ever stored."""

import hashlib

from django.utils.crypto import salted_hmac


def invitation_token(invitation_id, times_sent: int) -> str:
    """64 hexadecimal characters, the same each time for one sending and different for the next one."""
    return salted_hmac("lms.people.invitation", f"{invitation_id}:{times_sent}", algorithm="sha256").hexdigest()


def hashed(token: str) -> str:
    """What the row keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
