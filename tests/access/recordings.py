"""Recordings: practice is its person's alone, what is assessed is heard by whoever sees it."""

from uuid import uuid4

from assessments.recordings.queries import new_link
from tests.access.table import METHOD, SCORES, SCORES_OWNER, Row, only, only_post, refused
from tests.roles import ANONYMOUS


def for_a_script(name: str, args, data=lambda c: {}) -> Row:
    """Signed out is said as a status, not as a page."""
    return Row(name, args, get=refused(METHOD) | {ANONYMOUS: 401}, post=only(["owner"], ok=200, others=404, anonymous=401), data=data)


RECORDINGS = [
    Row("recordings:record", lambda c: [c.voice_arrived.performance_id], get=only(["owner"], others=404)),
    only_post("recordings:hand_in", lambda c: [c.voice_arrived.performance_id], only(["owner"], ok=302, others=404)),
    Row("recordings:own", lambda c: [c.voice_practice.performance_id], get=only(["owner"], others=404)),
    for_a_script(
        "recordings:begin", lambda c: [c.voice_arrived.performance_id], lambda c: {"client_id": uuid4(), "size": 99, "consent": "on"}
    ),
    Row(
        "recordings:upload",
        lambda c: [c.voice_being_sent.pk],
        get=refused(METHOD) | {ANONYMOUS: 401},
        post=refused(METHOD) | {ANONYMOUS: 401},
    ),
    for_a_script("recordings:complete", lambda c: [c.voice_being_sent.pk]),
    Row("recordings:link", lambda c: [c.voice_practice.pk], get=only(["owner"], others=404, anonymous=401)),
    # A link that was made for the owner: in anybody else's hands it is nothing.
    Row(
        "recordings:listen",
        lambda c: [c.voice_practice.pk, new_link(c.voice_practice, c.people["owner"]).split("/")[-2]],
        get=only(["owner"], others=404),
    ),
    only_post("recordings:forget", lambda c: [c.voice_practice.pk], only(["owner"], ok=302, others=404)),
    Row("recordings:references", get=only(SCORES)),
    only_post(
        "recordings:ask_reference",
        lambda c: [c.voice_assessed.pk],
        only(SCORES_OWNER, ok=302, others=404),
        lambda c: {"kind": "borderline", "note": "Se hace cargo a la segunda"},
    ),
    only_post(
        "recordings:answer_reference", lambda c: [c.voice_reference.pk], only(["owner"], ok=302, others=404), lambda c: {"answer": "no"}
    ),
]
