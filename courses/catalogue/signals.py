from django.dispatch import Signal

# Someone opened a page of the catalogue by its address in the CMS. Sent with `page` and `person`; a receiver answers with
# the address where that person learns it, or with nothing.
way_asked = Signal()
