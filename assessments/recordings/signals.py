"""What this app tells those above it."""

from django.dispatch import Signal

# A recording arrived for a performance that had been handed in: `performance`, `actor`, `now`. Sent inside the transaction, so that who
# scores it is told with it, or it is not kept.
recording_added = Signal()
