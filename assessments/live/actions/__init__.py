"""Everything that changes a booked roleplay: offering time, booking it, moving it, acting it, and its notes."""

from assessments.live.actions.booking import book, cancel, mark_absent, move
from assessments.live.actions.calendars import calendar_key, renew_key
from assessments.live.actions.meeting import agree_to_recording, begin, end, start_now
from assessments.live.actions.noting import save_note
from assessments.live.actions.offering import offer, step_back, withdraw
from assessments.live.actions.reminding import remind

__all__ = [
    "agree_to_recording",
    "begin",
    "book",
    "calendar_key",
    "cancel",
    "end",
    "mark_absent",
    "move",
    "offer",
    "remind",
    "renew_key",
    "save_note",
    "start_now",
    "step_back",
    "withdraw",
]
