"""The address in a mail that switches its kind off without signing in."""

from dataclasses import dataclass

from django.core import signing

SALT = "notifications.off"


@dataclass(frozen=True)
class Wish:
    person_id: int
    kind: str


def off_token(person_id: int, kind: str) -> str:
    return signing.dumps([person_id, kind], salt=SALT)


def wish_of(token: str) -> Wish | None:
    """Who no longer wants mail about what; None for an address that is not ours. It does not expire: mails are kept for years."""
    try:
        person_id, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Wish(person_id, kind)
