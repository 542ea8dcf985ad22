from lms.careers.actions.postings import act_up, end_posting, set_hired_on, start_posting

__all__ = ["act_up", "end_posting", "set_hired_on", "start_posting"]
