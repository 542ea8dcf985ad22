from lms.criteria.views.looking_after import act, next_version
from lms.criteria.views.reading import agreed_list, confirm, give_answer, read
from lms.criteria.views.register import export, people, register, remind

__all__ = ["act", "agreed_list", "confirm", "export", "give_answer", "next_version", "people", "read", "register", "remind"]
