from django.dispatch import Signal

# A person's memberships began, changed or ended. Sent on commit, with `person_id`.
memberships_changed = Signal()

# What other apps show on a person's page. Sent while it is drawn, with `person` and `request`; a receiver answers with
# safe HTML (a `<section class="section">`) or nothing.
person_panels = Signal()
