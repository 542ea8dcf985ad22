from django.dispatch import Signal

attempt_scored = Signal()
"""Sent inside the transaction in which an attempt was handed in, or scored anew to another result. Arguments: `attempt_id`. May be
sent twice: what follows is committed with its cause or not at all, so a receiver does little and asks for a job."""

question_changed = Signal()
"""Sent inside the transaction in which a question got another version than its first. Arguments: `before_id` and
`after_id`, of its versions."""
