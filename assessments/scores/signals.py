"""What scores tell the apps above them."""

from django.dispatch import Signal

# Somebody may score by a rubric, or may no longer. Sent inside the transaction with `person_ids`.
assessor_licences_changed = Signal()
