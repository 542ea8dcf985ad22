from django.dispatch import Signal

certificate_issued = Signal()
"""Sent on commit when a certificate has been issued. Arguments: `certificate_id`."""
