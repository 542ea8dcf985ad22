"""What this app tells those above it."""

from django.dispatch import Signal

# A live roleplay was handed in: `performance`, `assessor`, `second` (or None), `now`. Sent inside the transaction, so that who reads
# it is settled with it.
live_ended = Signal()
