from django.dispatch import Signal

evidence_recorded = Signal()
"""Sent on commit when evidence has been written. Arguments: `evidence_id`."""
