"""Tokens of systems: made, and known again by their hash. They are long and random, so a plain hash keeps them."""

import hashlib
from base64 import urlsafe_b64encode
from uuid import UUID

from django.utils.crypto import salted_hmac

PREFIX = "pel_"  # so that whoever finds one knows what it opens
HINT = 4


def secret_of(uid: UUID) -> str:
    """The secret of a form's own number and the academy's key: a form sent twice shows the same one, and a copy of the database none."""
    made = salted_hmac("lms.figures.secrets", uid.hex, algorithm="sha256").digest()
    return PREFIX + urlsafe_b64encode(made).decode().rstrip("=")


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def bearer(header: str) -> str:
    """The secret of an Authorization header; empty where there is none."""
    kind, _space, secret = header.partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""
