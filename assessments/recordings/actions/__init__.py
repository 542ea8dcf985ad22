"""Everything that changes a recording: sending it in parts, handing it in, listening, letting it go, keeping it as a reference."""

from assessments.recordings.actions.anchoring import answer_anchor, ask_anchor, withdraw_anchor
from assessments.recordings.actions.forgetting import forget, run_day
from assessments.recordings.actions.handing_in import hand_in
from assessments.recordings.actions.listening import note_access
from assessments.recordings.actions.uploading import add_part, begin_recording, complete_recording

__all__ = [
    "add_part",
    "answer_anchor",
    "ask_anchor",
    "begin_recording",
    "complete_recording",
    "forget",
    "hand_in",
    "note_access",
    "run_day",
    "withdraw_anchor",
]
