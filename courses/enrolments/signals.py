from django.dispatch import Signal

module_completed = Signal()
"""Sent by a job after the last required step of a module was done. Arguments: `enrolment_id`, `module_id`. May be sent twice."""

enrolment_completed = Signal()
"""Sent by a job after the last required module was done. Arguments: `enrolment_id`. May be sent twice."""
