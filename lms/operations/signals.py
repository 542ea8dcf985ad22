from django.dispatch import Signal

measurements_changed = Signal()
"""Sent INSIDE the transaction when figures were recorded or withdrawn. Arguments: `person_ids` and `unit_ids`, lists.

Like `states_changed` it is not sent on commit: what follows from a figure is committed with it or not at all.
"""
