from lms.criteria.views.looking_after import act, next_version
from lms.criteria.views.reading import agreed_list, give_answer, read

__all__ = ["act", "agreed_list", "give_answer", "next_version", "read"]
