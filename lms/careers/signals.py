from django.dispatch import Signal

posting_changed = Signal()
"""Sent on commit when somebody's posting begins or ends. Arguments: `person_id`."""
