from lms.careers.actions.postings import act_up, end_posting, set_hired_on, start_posting
from lms.careers.actions.readiness import refresh_readiness

__all__ = ["act_up", "end_posting", "refresh_readiness", "set_hired_on", "start_posting"]
