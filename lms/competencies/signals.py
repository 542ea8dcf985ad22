from django.dispatch import Signal

evidence_recorded = Signal()
"""Sent on commit when evidence has been written. Arguments: `evidence_id`."""

states_changed = Signal()
"""Sent INSIDE the transaction when what people's evidence proves has been computed anew. Arguments: `person_ids`, a list.

It is the exception to sending on commit: what follows from a level (readiness, say) is committed with it or not at all, so
that nobody ever sees a piece of evidence without what it changed.
"""
