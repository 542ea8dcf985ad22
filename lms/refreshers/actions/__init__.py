"""The only places that change rules of refreshers, and who has one."""

from lms.refreshers.actions.asking import announce_change, answer_request, ask_for
from lms.refreshers.actions.giving import complete, decline, give_proposed, withdraw
from lms.refreshers.actions.previewing import ask_for_preview
from lms.refreshers.actions.rules import create_rule, draft, publish, start_again, stop
from lms.refreshers.actions.running import run_refreshers

__all__ = [
    "announce_change",
    "answer_request",
    "ask_for",
    "ask_for_preview",
    "complete",
    "create_rule",
    "decline",
    "draft",
    "give_proposed",
    "publish",
    "run_refreshers",
    "start_again",
    "stop",
    "withdraw",
]
