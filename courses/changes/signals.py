from django.dispatch import Signal

product_changed = Signal()
"""Sent INSIDE the transaction when what is published changes a product or a process, so that it is announced with it or not at all.

Arguments: `change_id`, `titles` (by language), `on` (a day), `unit`, `actor`. It may be sent again for the same change.
"""
