"""Which performances are read by two: the lot. Pure: the same seed draws the same ones, and nobody can foresee or steer it."""

from hashlib import sha256

SHARE = 10  # of a hundred


def is_drawn(name: str, seed: str, share: int = SHARE) -> bool:
    """Whether what is called `name` is among the `share` of a hundred that are read twice."""
    digest = sha256(f"{seed}:{name}".encode()).digest()
    return int.from_bytes(digest[:8]) % 100 < share
