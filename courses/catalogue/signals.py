from django.dispatch import Signal

# Someone opened a page of the catalogue by its address in the CMS. Sent with `page` and `person`; a receiver answers with
# the address where that person learns it, or with nothing.
way_asked = Signal()

# A draft of a page is shown on its way: `then` is "submit" to whoever sends it to approval, "review" to whoever approves it. Sent with
# `page` (as in the draft), `person` and `then`; a receiver answers with a `publishing.Saying`, or with nothing.
saying_asked = Signal()
