from lms.careers.actions.postings import act_up, end_posting, set_hired_on, start_posting
from lms.careers.actions.readiness import refresh_readiness
from lms.careers.actions.sweeping import count_readiness, recompute_between, recompute_everybody, sweep_readiness
from lms.careers.actions.warning import warn_of_acting_up

__all__ = [
    "act_up",
    "count_readiness",
    "end_posting",
    "recompute_between",
    "recompute_everybody",
    "refresh_readiness",
    "set_hired_on",
    "start_posting",
    "sweep_readiness",
    "warn_of_acting_up",
]
