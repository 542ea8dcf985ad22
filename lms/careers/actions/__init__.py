from lms.careers.actions.correcting import correct_posting, withdraw_posting
from lms.careers.actions.drafting import discard_draft, draft_version
from lms.careers.actions.licences import archive_kind, give_licence, open_document, save_kind, withdraw_licence
from lms.careers.actions.postings import act_up, end_posting, set_hired_on, start_posting
from lms.careers.actions.previewing import ask_for_preview
from lms.careers.actions.publishing import publish_version
from lms.careers.actions.readiness import refresh_readiness
from lms.careers.actions.requirements import add_requirement, move_requirement, remove_requirement, save_requirement
from lms.careers.actions.rungs import add_rung, move_rung, remove_rung, save_rung
from lms.careers.actions.sweeping import count_readiness, recompute_between, recompute_everybody, sweep_readiness
from lms.careers.actions.warning import warn_of_acting_up

__all__ = [
    "act_up",
    "add_requirement",
    "add_rung",
    "archive_kind",
    "ask_for_preview",
    "correct_posting",
    "count_readiness",
    "discard_draft",
    "draft_version",
    "end_posting",
    "give_licence",
    "move_requirement",
    "move_rung",
    "open_document",
    "publish_version",
    "recompute_between",
    "recompute_everybody",
    "refresh_readiness",
    "remove_requirement",
    "remove_rung",
    "save_kind",
    "save_requirement",
    "save_rung",
    "set_hired_on",
    "start_posting",
    "sweep_readiness",
    "warn_of_acting_up",
    "withdraw_licence",
    "withdraw_posting",
]
