"""Promotion rounds."""

from collections.abc import Callable

from tests.access.table import ISSUES, LEADS, METHOD, TODAY, Row, everyone, only, only_post, refused
from tests.roles import SIGNED_IN, Centre

# A call is read by whoever works where it is open; whoever manages it sees names, its panel codes, and nobody else a file.
ELSEWHERE = {"trainer_elsewhere": 404}
MAY_APPLY = ("agent", "trainer", *LEADS, "quality")
FIGURES = ("works_council", *ISSUES)


def of_the_call(call: str, *more) -> Callable[[Centre], list]:
    """The code of a call, and what else its address has: functions of that call."""
    return lambda c: [getattr(c, call).round.code, *(one(getattr(c, call)) if callable(one) else one for one in more)]


def of_the_agent(call):
    return call.application.code


def managed(name: str, call: str, *more, data: Callable[[Centre], dict] | None = None, get: bool = True, **exceptions) -> Row:
    """A screen or an act of those who manage a call."""
    post = only(ISSUES, ok=302, **ELSEWHERE | exceptions) if data else None
    read = only(ISSUES, **ELSEWHERE | exceptions) if get else refused(METHOD)
    return Row(f"promotions:{name}", of_the_call(call, *more), get=read, post=post, data=data or (lambda c: {}))


NO_DRAFT = dict.fromkeys(set(SIGNED_IN) - set(ISSUES), 404)  # a draft is there for nobody else
PROMOTIONS = [
    Row("promotions:calls", get=everyone()),
    Row("promotions:new", get=only(ISSUES)),
    Row("promotions:fairness", get=only(FIGURES)),
    Row("promotions:fairness_export", get=only(FIGURES)),
    Row("promotions:groups", get=only(ISSUES), post=only(ISSUES, ok=422)),
    Row("promotions:call", of_the_call("open_call"), get=only(set(SIGNED_IN) - {"trainer_elsewhere"}, others=404)),
    Row(
        "promotions:apply",
        of_the_call("open_call"),
        get=only(MAY_APPLY, **ELSEWHERE),
        post=only(MAY_APPLY, ok=302, **ELSEWHERE),
        data=lambda c: {"motivation": "Quiero enseñar"},
    ),
    only_post("promotions:withdraw", of_the_call("open_call"), only(["agent"], ok=302, others=404)),
    only_post("promotions:decline", of_the_call("open_call"), only(["agent"], ok=302, others=404)),
    Row(
        "promotions:suggest",
        of_the_call("open_call"),
        get=only(LEADS, **ELSEWHERE),
        # Somebody of another team is not among those offered.
        post=only(LEADS, ok=302, coordinator_elsewhere=422, **ELSEWHERE),
        data=lambda c: {"person": c.agent.pk, "why": "El martes calmó a quien gritaba"},
    ),
    Row("promotions:mine", of_the_call("open_call"), get=only(["agent"], others=404)),
    Row(
        "promotions:put_right",
        of_the_call("open_call"),
        get=only(["agent"], others=404),
        post=only(["agent"], ok=302, others=404),
        data=lambda c: {"note": "Ya está"},
    ),
    Row(
        "promotions:object",
        of_the_call("open_call"),
        get=only(["agent"], others=404),
        post=only(["agent"], ok=302, others=404),
        data=lambda c: {"member": c.open_call.place(c.assessor).pk, "reason": "Discutimos"},
    ),
    Row(
        "promotions:review",
        of_the_call("decided_call"),
        get=only(["agent"], others=404),
        post=only(["agent"], ok=302, others=404),
        data=lambda c: {"text": "Falta una nota"},
    ),
    Row("promotions:letter", lambda c: [c.decided_call.letter.pk], get=only(["agent", *ISSUES], others=404)),
    # The panel: its chair and who scores, by codes. Not even an administrator.
    Row("promotions:panel", of_the_call("assessing_call"), get=only(["hr", "assessor"], **ELSEWHERE)),
    Row(
        "promotions:sheet",
        of_the_call("assessing_call", of_the_agent),
        get=only(["hr", "assessor"], **ELSEWHERE),
        post=only(["assessor"], ok=302, **ELSEWHERE),
        data=lambda c: {
            name: value
            for exercise in c.assessing_call.sheet()
            for name, value in ((f"value_{exercise}", "4"), (f"evidence_{exercise}", "Lo dijo"))
        },
    ),
    only_post("promotions:draft", of_the_call("assessing_call", of_the_agent), only(["assessor"], hr=404, **ELSEWHERE)),
    Row(
        "promotions:correct",
        lambda c: [c.assessing_call.round.code, c.assessing_call.of(c.assessing_call.marcos).code, c.assessing_call.score.pk],
        get=only(["assessor"], hr=404, **ELSEWHERE),
        post=only(["assessor"], ok=302, hr=404, **ELSEWHERE),
        data=lambda c: {"value": "3", "evidence": "Otra vez", "reason": "Conté mal"},
    ),
    Row(
        "promotions:conflict",
        of_the_call("assessing_call"),
        get=only(["hr", "assessor"], **ELSEWHERE),
        post=only(["hr", "assessor"], ok=302, **ELSEWHERE),
        data=lambda c: {"note": "Es mi primo"},
    ),
    only_post("promotions:close_scoring", of_the_call("assessing_call"), only(["hr"], ok=302, **ELSEWHERE)),
    managed("deciding", "scored_call"),
    managed("decide", "scored_call", of_the_agent, data=lambda c: {"outcome": "selected", "reason": "Por lo visto"}),
    # A review: whoever was given it answers, whoever manages the call reads.
    Row(
        "promotions:appeal_file",
        lambda c: [c.decided_call.review.pk],
        get=only(["quality", *ISSUES], others=404),
        post=only(["quality"], ok=302, others=404, hr=403, administrator=403, superuser=403),
        data=lambda c: {"outcome": "confirmed", "reason": "Las dos lecturas coinciden"},
    ),
    Row("promotions:council", of_the_call("decided_call"), get=only(FIGURES)),
    # In the hands of HR.
    managed("manage", "open_call"),
    managed("edit", "draft_call", **NO_DRAFT),
    managed("discard", "draft_call", get=False, data=lambda c: {}, **NO_DRAFT),
    managed("exercise_new", "draft_call", **NO_DRAFT),
    managed("exercise", "draft_call", lambda call: call.round.exercises.first().pk, **NO_DRAFT),
    managed("remove_exercise", "draft_call", lambda call: call.round.exercises.first().pk, get=False, data=lambda c: {}, **NO_DRAFT),
    managed("member", "draft_call", data=lambda c: {"person": c.supervisor.pk, "part": "assessor"}, **NO_DRAFT),
    managed("remove_member", "draft_call", lambda call: call.round.panel.last().pk, get=False, data=lambda c: {}, **NO_DRAFT),
    managed("act", "draft_call", "open", get=False, data=lambda c: {}, **NO_DRAFT),
    managed("amend", "open_call"),
    managed("needs", "open_call"),
    managed("answer_need", "open_call", lambda call: call.application.adjustment.pk, data=lambda c: {"answer": "En cuerpo 18"}),
    managed("recusal", "open_call", lambda call: call.recusal.pk, data=lambda c: {"accepted": "0", "answer": "No consta"}),
    managed("ask_for_file", "decided_call", get=False, data=lambda c: {}),
    Row(
        "promotions:file_progress",
        of_the_call("decided_call", lambda call: call.job.pk),
        get=only(["hr"], administrator=404, superuser=404, **ELSEWHERE),
    ),
    managed("file", "decided_call", lambda call: call.file.pk),
    managed("application", "open_call", of_the_agent),
    managed("accept", "open_call", of_the_agent, get=False, data=lambda c: {}),
    managed("reject", "open_call", lambda call: call.of(call.marcos).code, data=lambda c: {"reason": "Falta una evidencia"}),
    managed(
        "record",
        "assessing_call",
        of_the_agent,
        data=lambda c: {
            name: value
            for exercise in c.assessing_call.sheet(by="record")
            for name, value in ((f"value_{exercise}", "4"), (f"evidence_{exercise}", "Expediente"))
        },
    ),
    managed(
        "recuse",
        "assessing_call",
        lambda call: call.of(call.marcos).code,
        data=lambda c: {
            "member": c.assessing_call.place(c.assessing_call.nuria).pk,
            "replacement": c.assessing_call.james.pk,
            "reason": "Es su prima",
        },
    ),
    managed("feedback", "decided_call", of_the_agent, data=lambda c: {"on": TODAY}),
    managed("appoint", "decided_call", of_the_agent, data=lambda c: {"starts_on": TODAY, "early_reason": "Sin nadie"}),
    managed(
        "milestone",
        "decided_call",
        of_the_agent,
        lambda call: call.milestone.pk,
        data=lambda c: {"held_on": TODAY, "note": "Bien con el equipo"},
    ),
    managed("assign_review", "decided_call", lambda call: call.of(call.marcos).code, data=lambda c: {"to": c.quality.pk}),
]
