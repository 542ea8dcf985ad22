"""What we agreed."""

from lms.criteria.actions.writing import mark_of
from tests.access.table import ADMINISTERS, SEES_PEOPLE, Row, everyone, only, only_post
from tests.roles import Centre

WRITES_AGREED = ("trainer", "quality", *ADMINISTERS)
ELSEWHERE = {"trainer_elsewhere": 404, "coordinator_elsewhere": 404}  # nobody of theirs is meant
SEES_AUDIENCE = tuple(role for role in SEES_PEOPLE if role not in ELSEWHERE)
REMINDS_AUDIENCE = tuple(role for role in SEES_AUDIENCE if role != "hr")
WRITES_CRITERIA = ("trainer", "trainer_elsewhere", "quality", "supervisor", *ADMINISTERS)
WRITES_NOTICES = (*WRITES_CRITERIA, "coordinator", "coordinator_elsewhere")
NEW = {"due_hours": "48", "roles": ["agent"], "title_es": "Sube la cuota", "title_en": "The fee rises", "code": "n-nuevo", "about": "price"}
SIGNS_AGREED = ("coordinator", "coordinator_elsewhere", "supervisor")


def agreed(centre: Centre, *more) -> list:
    return [centre.agreement.code, *more]


CRITERIA = [
    Row("criteria:list", get=everyone()),
    Row("criteria:read", agreed, get=only(["owner", "other_trainee", "agent", *SIGNS_AGREED, *WRITES_AGREED], others=404)),
    only_post(
        "criteria:answer",
        agreed,
        only(["owner", "other_trainee", "agent"], ok=302, others=404, **dict.fromkeys([*SIGNS_AGREED, *WRITES_AGREED], 403)),
        data=lambda c: {"version": 1, "question": "q1", "option": "a", "counter": 1},
    ),
    only_post(
        "criteria:confirm",
        agreed,
        only(["owner", "other_trainee", "agent"], ok=302, others=404, **dict.fromkeys([*SIGNS_AGREED, *WRITES_AGREED], 403)),
        data=lambda c: {"version": 1},
    ),
    Row("criteria:register", get=only(SEES_PEOPLE)),
    Row("criteria:people", agreed, get=only(SEES_AUDIENCE, **ELSEWHERE)),
    only_post("criteria:export", lambda c: agreed(c, "csv"), only(SEES_AUDIENCE, **ELSEWHERE)),
    Row("criteria:proofs", get=only(SEES_PEOPLE)),
    only_post("criteria:proofs_export", lambda c: ["csv"], only(SEES_PEOPLE)),
    only_post("criteria:remind", agreed, only(REMINDS_AUDIENCE, ok=302, **ELSEWHERE)),
    Row(
        "criteria:begin_criterion",
        get=only(WRITES_CRITERIA),
        post=only(WRITES_CRITERIA, ok=302, trainer_elsewhere=422),  # the service is none of theirs
        data=lambda c: NEW | {"unit": c.service.pk},
    ),
    Row(
        "criteria:begin_notice",
        get=only(WRITES_NOTICES),
        post=only(WRITES_NOTICES, ok=302, trainer_elsewhere=422, coordinator_elsewhere=422),
        data=lambda c: NEW | {"unit": c.team.pk},
    ),
    Row(
        "criteria:write",
        agreed,
        get=only(["supervisor", *WRITES_AGREED], others=404),
        post=only(["supervisor", *WRITES_AGREED], ok=302, others=404),
        data=lambda c: NEW | {"seen": mark_of(c.agreement)},
    ),
    Row(
        "criteria:briefing",
        agreed,
        get=only([*SIGNS_AGREED, *WRITES_AGREED], others=404, owner=403, other_trainee=403, agent=403),
    ),
    Row("criteria:next", agreed, get=only([*SIGNS_AGREED, *WRITES_AGREED], others=404)),
    only_post(
        "criteria:act",
        lambda c: agreed(c, "sign"),
        only(SIGNS_AGREED, ok=302, others=404, **dict.fromkeys(WRITES_AGREED, 403)),
    ),
]
