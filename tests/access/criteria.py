"""What we agreed."""

from tests.access.table import ADMINISTERS, Row, everyone, only, only_post
from tests.roles import Centre

WRITES_AGREED = ("trainer", "quality", *ADMINISTERS)
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
    Row("criteria:next", agreed, get=only([*SIGNS_AGREED, *WRITES_AGREED], others=404)),
    only_post(
        "criteria:act",
        lambda c: agreed(c, "sign"),
        only(SIGNS_AGREED, ok=302, others=404, **dict.fromkeys(WRITES_AGREED, 403)),
    ),
]
