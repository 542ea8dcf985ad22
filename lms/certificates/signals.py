from django.dispatch import Signal

certificate_issued = Signal()
"""Sent on commit when a certificate has been issued. Arguments: `certificate_id`."""

certificates_changed = Signal()
"""Sent INSIDE the transaction when certificates were issued or revoked. Arguments: `person_ids`, a list.

Like `competencies.signals.states_changed` it is not sent on commit: what follows from a certificate is committed with it.
"""
