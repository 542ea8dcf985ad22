from django.dispatch import Signal

posting_changed = Signal()
"""Sent INSIDE the transaction when somebody's posting, or the day they were hired, changes. Arguments: `person_id`.

Like `competencies.signals.states_changed` it is not sent on commit: readiness is committed with what changed it or not at all.
"""
