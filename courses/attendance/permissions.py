"""Who keeps a register. The list forms are `taught_by` and `kept_by` in `querysets.py`; who reads one: `can_see_learning`."""

from courses.attendance.querysets import cohorts_taught_by


def keeps_register(user, cohort) -> bool:
    return cohorts_taught_by(user).filter(pk=cohort.pk).exists()
