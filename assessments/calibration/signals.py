"""What calibrations tell the apps above them."""

from django.dispatch import Signal

# Assessors read a criterion in two ways, and it should become one of the things that everybody does alike. Sent with `session`,
# `criterion` (of the rubric), `letter` and `actor`; a receiver answers with the address at which it goes on, or with None.
criterion_wanted = Signal()
