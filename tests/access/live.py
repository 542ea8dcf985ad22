"""Live roleplays: between two people, and whoever leads the person."""

from uuid import UUID

from tests.access.table import SCORES, Row, everyone, only, only_post, the_public

BOTH_OF_THEM = ("owner", "assessor")
LEADS_OWNER = ("trainer", "coordinator", "supervisor")
SEES = (*BOTH_OF_THEM, *LEADS_OWNER)
WORKS_THERE = ("other_trainee", "agent", "coordinator_elsewhere", "quality")  # where the assessor assesses, and so may book them


def booked(centre):
    return [centre.booking.pk]


def running(centre):
    return [centre.running_booking.pk]


LIVE = [
    Row("live:calendar", get=everyone()),
    Row("live:subscribe", get=everyone(), post=everyone(ok=302)),
    Row("live:feed", lambda c: [c.calendar_key.key], get=the_public()),
    Row("live:free", get=everyone()),
    Row(
        "live:book",
        lambda c: [c.slot_to_book.pk],
        get=only(["owner", *LEADS_OWNER, *WORKS_THERE], others=404),
        post=only(["owner", *LEADS_OWNER, *WORKS_THERE], ok=302, others=404),
        data=lambda c: {"scenario": c.acted_scenario.pk},
    ),
    Row("live:offer", get=only(SCORES), post=only(SCORES, ok=422), data=lambda c: {"day": "never"}),
    only_post("live:withdraw", lambda c: [c.free_slot.pk], only(["assessor"], ok=302, others=404)),
    only_post("live:step_back", lambda c: [c.paired_slot.pk], only(["assessor"], ok=302, others=404)),
    Row("live:start", get=only(SCORES), post=only(SCORES, ok=422), data=lambda c: {"person": 0}),
    Row("live:booking", booked, get=only(SEES, others=404)),
    Row("live:entry", booked, get=only(BOTH_OF_THEM, others=404)),
    Row("live:move", booked, get=only(SEES, others=404), post=only(SEES, ok=302, others=404), data=lambda c: {"slot": c.free_slot.pk}),
    Row(
        "live:cancel", booked, get=only(SEES, others=404), post=only(SEES, ok=302, others=404), data=lambda c: {"reason": "Cambio de turno"}
    ),
    only_post("live:absent", booked, only(["assessor"], ok=302, others=404)),
    only_post("live:begin", booked, only(["assessor"], ok=302, others=404)),
    Row("live:now", running, get=only(BOTH_OF_THEM, others=404)),
    Row("live:state", running, get=only(BOTH_OF_THEM, others=404)),
    Row("live:of", lambda c: [c.running_booking.performance_id], get=only(BOTH_OF_THEM, ok=302, others=404)),
    only_post("live:agree", running, only(BOTH_OF_THEM, ok=302, others=404), lambda c: {"agrees": "yes"}),
    only_post(
        "live:note", running, only(["assessor"], ok=302, others=404), lambda c: {"token": UUID(int=1), "text": "Saluda", "mark": "note"}
    ),
    only_post("live:end", running, only(["assessor"], ok=302, others=404)),
    Row("scores:own", lambda c: [c.roleplay_score.performance_id], get=only(["assessor"], ok=302, others=404)),
]
